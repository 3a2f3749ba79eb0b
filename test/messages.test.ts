import { describe, expect, it } from 'vitest'
import { main } from '../src/main.js'
import { fitted } from '../src/messages.js'
import { columnsOf } from '../src/text/wrap.js'
import { captured, stdinOf } from './world.js'

const LINE = 'epochwise: overfitting was first said after epoch 27 (then from epoch 23: the gap widens)\n'

describe('what is said on a terminal', () => {
  it('is broken between words, the further lines indented', () => {
    expect(fitted({ isTTY: true, columns: 40 }, `short\n${LINE}`)).toBe(
      [
        'short',
        'epochwise: overfitting was first said',
        '    after epoch 27 (then from epoch 23:',
        '    the gap widens)',
        '',
      ].join('\n'),
    )
  })

  it('is one line where there is room, or no terminal to know the columns of', () => {
    expect(fitted({ isTTY: true, columns: 89 }, LINE)).toBe(LINE)
    expect(fitted({ isTTY: true }, LINE)).toBe(LINE)
    expect(fitted({ columns: 40 }, LINE)).toBe(LINE)
  })

  it.each([1, 5, 6, 13])('loses nothing on %i columns', (columns) => {
    const told = fitted({ isTTY: true, columns }, LINE)
    expect(told.replaceAll(/\s/g, '')).toBe(LINE.replaceAll(/\s/g, ''))
    if (columns > 4) for (const line of told.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
  })

  it('is so for whatever is wrong', async () => {
    const { shown, stdout, stderr } = captured()
    const terminal = { ...stderr, isTTY: true, columns: 30 }
    const code = await main(['nowhere/to/be/found.csv', '--no-config'], {
      ...{ stdin: stdinOf([], true), stdout, stderr: terminal, env: {} },
    })
    expect(code).toBe(2)
    const lines = shown.stderr.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(30)
  })
})
