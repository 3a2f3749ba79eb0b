import { describe, expect, it } from 'vitest'
import { diagnoses } from '../src/diagnoses/list.js'
import { UserError } from '../src/errors.js'
import { explain, explainable, listDiagnoses, listFormats } from '../src/explain.js'
import { readers } from '../src/readers/list.js'
import { topics } from '../src/topics.js'

const page = { width: 80, unicode: true }
const linesOf = (text: string) => text.trimEnd().split('\n')

/** Is the limit there with its value, and the unit at the end of those that share it? */
function listsLimit(text: string, name: string, value: number, unit: string): boolean {
  const start = text.indexOf(`${name} ${value}`)
  const others = text.slice(start + `${name} ${value}`.length).split(` ${unit}`)[0] ?? ''
  return start >= 0 && text.includes(` ${unit}`, start) && /^(?:, \w+ [\d.]+)*$/.test(others)
}

describe.each(explainable())('explain %s', (subject) => {
  it('fits a terminal of 80 columns and a screen of 30 lines', () => {
    const lines = linesOf(explain(subject, page))
    expect(lines.filter((line) => [...line].length > 80)).toEqual([])
    expect(lines.length).toBeLessThanOrEqual(30)
  })

  it('fits 40 columns but for its drawing', () => {
    const diagnosis = diagnoses.find(({ id }) => id === subject)
    const topic = topics.find(({ id }) => id === subject)
    const drawn = (diagnosis?.explanation.sketch ?? topic?.sketch ?? []).map((row) => `  ${row}`)
    const lines = linesOf(explain(subject, { width: 40, unicode: true }))
    const wide = lines.slice(1).filter((line) => [...line].length > 40 && !drawn.includes(line))
    expect(wide).toEqual([])
  })

  it('is ASCII alone when asked', () => {
    const text = explain(subject, { width: 80, unicode: false })
    expect(text).toMatch(/^[\n -~]+$/)
    expect(text).not.toContain('\\u{')
  })
})

describe.each(diagnoses)('the explanation of $id', ({ id, limits, explanation }) => {
  const text = explain(id, { width: 1000, unicode: true }).replaceAll(/\s+/g, ' ')

  it('draws the curve, and says what to look for and when it is wrong', () => {
    expect(explanation.sketch.length).toBeGreaterThan(1)
    expect(explanation.causes.length).toBeGreaterThan(1)
    for (const part of [explanation.told, explanation.wrong, ...explanation.causes])
      expect(text).toContain(part)
  })

  it('advises in the words of each framework', () => {
    const { keras, lightning, huggingFace } = explanation.remedies
    expect(new Set([keras, lightning, huggingFace]).size).toBe(3)
    for (const remedy of [keras, lightning, huggingFace]) expect(text).toContain(remedy)
  })

  it('lists every limit with its value and unit', () => {
    for (const [name, { value, unit }] of Object.entries(limits))
      expect(listsLimit(text, name, value, unit)).toBe(true)
  })
})

it('what cannot be explained is refused with what can', () => {
  expect(() => explain('overfittin', page)).toThrow(UserError)
  try {
    explain('\u001b[2Jx', page)
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    expect(error.message).not.toContain('\u001b')
    for (const { id } of diagnoses) expect(error.hint).toContain(id)
  }
})

it('the list of diagnoses names each with its severities and limits', () => {
  const text = listDiagnoses({ width: 80, unicode: true }).replaceAll(/\s+/g, ' ')
  for (const { id, severities, limits } of diagnoses) {
    expect(text).toContain(`${id} (${severities.join(', ')}) `)
    for (const [name, { value, unit }] of Object.entries(limits))
      expect(listsLimit(text, name, value, unit)).toBe(true)
  }
})

describe('formats', () => {
  const shown = listFormats({ width: 100, unicode: true })

  it.each(readers)('has $id with its title and a telling line', ({ id, title, sample }) => {
    expect(sample.length).toBeLessThanOrEqual(80)
    expect(sample).toMatch(/^[ -~]+$/)
    expect(shown).toContain(`${id}: ${title}`)
    expect(shown.replaceAll(/\s+/g, ' ')).toContain(sample.trim().replaceAll(/\s+/g, ' '))
  })

  it('fits the screen', () => {
    const lines = listFormats({ width: 60, unicode: true }).split('\n')
    expect(lines.filter((line) => [...line].length > 60)).toEqual([])
  })
})
