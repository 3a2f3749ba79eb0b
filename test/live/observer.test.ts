import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { describeStanding, lineOf } from '../../src/live/lines.js'
import { type Observed, Observer } from '../../src/live/observer.js'
import { screenFor } from '../../src/screen/screen.js'
import { Source } from '../../src/text/source.js'
import { ROOT } from '../fixtures/paths.js'

const OVERFITTING = readFileSync(join(ROOT, 'fixtures', 'diagnoses', 'overfitting.csv'), 'utf8').trimEnd()
const [HEADER = '', ...ROWS] = OVERFITTING.split(/\r?\n/)
const csv = (rows: readonly string[]) => `${[HEADER, ...rows].join('\n')}\n`
const log = (text: string, anew = false) => ({ found: new Source('log.csv', text), anew })
const observer = () => new Observer({})
const SCREEN = screenFor({ width: 80, colorLevel: 0, unicode: true, chart: true, full: false })

/** What was said after which epoch. */
const told = (all: readonly Observed[]) =>
  all.flatMap(({ steps }) =>
    steps.flatMap(({ at, changes }) =>
      changes.map(
        ({ warning, withdrawn }) => `${at} ${warning.finding.id} ${withdrawn ?? warning.finding.severity}`,
      ),
    ),
  )
const places = (all: readonly Observed[]) => all.flatMap(({ steps }) => steps.map(({ at }) => at))

describe('a growing log', () => {
  it('is judged the same however it is looked at', () => {
    const [often, once, seldom] = [observer(), observer(), observer()]
    const each = ROWS.map((_, k) => often.take(log(csv(ROWS.slice(0, k + 1)))))
    const all = [once.take(log(csv(ROWS)))]
    const some = [7, 20, 33, 40].map((end) => seldom.take(log(csv(ROWS.slice(0, end)))))
    expect(places(each)).toEqual(ROWS.map((_, k) => k))
    expect(told(all)).toEqual(['16 overfitting warning', '20 overfitting error', '35 overconfident warning'])
    expect(told(each)).toEqual(told(all))
    expect(told(some)).toEqual(told(all))
    expect(often.standing.map(({ since }) => since)).toEqual([16, 35])
  })

  it('has a step with its values for each new epoch, be it so long that only some points are judged', () => {
    const own = observer()
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, k) => `${from + k},0,${0.05 + k / 1e6},0,${0.06 + k / 1e6}`)
    const all = rows(0, 5010)
    own.take(log(csv(all.slice(0, 5001))))
    for (const end of [5002, 5004, 5007, 5010]) {
      const before = own.take(log(csv(all.slice(0, end - 1))))
      const { steps, report } = own.take(log(csv(all.slice(0, end))))
      expect([...places([before]), ...places([{ steps, report }])].at(-1)).toBe(end - 1)
      const lines = [...before.steps, ...steps].map((step) => lineOf(report.run, step, SCREEN))
      for (const line of lines) expect(line).toMatch(/^epoch \d+ {2}.*\bloss 0\.0.*\bval_loss 0\.0/)
    }
    const places5000 = own.take(log(csv([...all, ...rows(5010, 5018)])))
    expect(places([places5000])).toEqual([5010, 5011, 5012, 5013, 5014, 5015, 5016, 5017])
    const notes = places5000.report.run.notes.filter(({ because }) => because.startsWith('judged by'))
    expect(notes).toHaveLength(1)
  })

  it('is read without the line that is still being written, until the end', () => {
    const own = observer()
    const { steps } = own.take(log(`${csv(ROWS.slice(0, 5))}5,0.69,1.1`))
    expect(steps.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4])
    const torn = `${csv(ROWS.slice(0, 5))}${ROWS[5]}`
    expect(own.take(log(torn)).steps).toEqual([])
    expect(own.source?.text).toBe(torn)
    expect(own.finish()?.steps.map(({ at }) => at)).toEqual([5])
  })

  it('may end as JSON does', () => {
    const record = (epoch: number) => `{"epoch": ${epoch}, "loss": ${1 / epoch}, "val_loss": ${1 / epoch}}`
    const { steps } = observer().take(log([1, 2, 3].map(record).join('\n')))
    expect(steps.map(({ at }) => at)).toEqual([1, 2, 3])
  })

  it('may be written anew each time, as JSON is', () => {
    const own = observer()
    const history = (length: number) =>
      JSON.stringify({ loss: Array.from({ length }, (_, k) => 1 / (k + 1)), val_loss: Array(length).fill(1) })
    const all = [3, 5].map((length, k) => own.take(log(history(length), k > 0)))
    expect(places(all)).toEqual([1, 2, 3, 4, 5])
  })

  it('is judged at so many places of a long one', () => {
    const rows = Array.from({ length: 5000 }, (_, k) => `${k},0.5,${1 / (k + 1)},0.5,${1 / (k + 1)}`)
    const { steps } = observer().take(log(csv(rows)))
    expect(steps.length).toBe(200)
    expect(steps.at(-1)?.at).toBe(4999)
  })
})

describe('a watch that ends before its log', () => {
  it.each([
    [{ epoch: 12, isAfter: ({ at }: { at: number }) => at >= 12 }, 12],
    [{ isAfter: ({ standing }: { standing: readonly unknown[] }) => standing.length > 0 }, 16],
  ])('judges no more than it waited for', (end, last) => {
    const own = new Observer({}, [], end)
    const { steps, report } = own.take(log(csv(ROWS)))
    expect(steps.map(({ at }) => at)).toEqual(Array.from({ length: last + 1 }, (_, k) => k))
    expect(report.run.curves.validationLoss?.x.at(-1)).toBe(last)
    expect(own.finish()?.steps).toEqual([])
    expect(own.upToEnd(diagnose(csv(ROWS))).map(({ run }) => run.curves.trainLoss?.x.length)).toEqual([
      last + 1,
    ])
  })

  it('judges no more of a long one, whatever places it takes of it', () => {
    const rows = Array.from({ length: 5000 }, (_, k) => `${k},0.5,${1 / (k + 1)},0.5,${1 / (k + 1)}`)
    const own = new Observer({}, [], { epoch: 1003, isAfter: ({ at }) => at >= 1003 })
    expect(own.take(log(csv(rows))).steps.at(-1)?.at).toBe(1003)
  })
})

describe('a log that begins anew', () => {
  it('is none that only gets a curve more', () => {
    const own = observer()
    const all = [1, 2].map((length) => {
      const rows = ['0,0.5,1,,', '1,0.6,0.9,0.5,1.1', '2,0.6,0.8,0.5,1'].slice(0, length)
      return own.take(log(csv(rows))).anew
    })
    expect(all).toEqual([undefined, undefined])
  })

  it('is another run where its epochs do', () => {
    const own = observer()
    own.take(log(csv(ROWS)))
    expect(own.standing).toHaveLength(2)
    const again = own.take(log(csv(ROWS.slice(0, 3)), true))
    expect(again.steps.map(({ at }) => at)).toEqual([0, 1, 2])
    expect(again.report.run.curves.trainLoss?.x).toHaveLength(3)
    expect(own.standing).toEqual([])
    expect(again.anew).toBe('the log begins anew')
    expect(told([again])).toEqual([
      '0 overfitting the log begins anew',
      '0 overconfident the log begins anew',
    ])
    expect(describeStanding(own.standing, own.withdrawn, again.report.run)).toEqual([
      'overfitting was said after epoch 16 and withdrawn after epoch 39: the log begins anew',
      'overconfident was said after epoch 35 and withdrawn after epoch 39: the log begins anew',
    ])
  })

  it('is another run though it has come as far', () => {
    const own = observer()
    own.take(log(csv(ROWS.slice(0, 3))))
    const other = [0, 1, 2, 3].map((k) => `${k},0.1,${3 - k / 10},0.1,${3 - k / 10}`)
    expect(places([own.take(log(csv(other), true))])).toEqual([0, 1, 2, 3])
  })

  it.each([
    ['with its header', true],
    ['without', false],
  ])('goes on where its epochs do, %s', (_, header) => {
    const own = observer()
    own.take(log(csv(ROWS.slice(0, 20))))
    const rest = ROWS.slice(20, 24)
    const { report, steps } = own.take(log(header ? csv(rest) : `${rest.join('\n')}\n`, true))
    expect(steps.map(({ at }) => at)).toEqual([20, 21, 22, 23])
    expect(report.run.curves.trainLoss?.x).toHaveLength(24)
    const later = [...rest, ROWS[24] ?? '']
    expect(own.take(log(header ? csv(later) : `${later.join('\n')}\n`)).steps.map(({ at }) => at)).toEqual([
      24,
    ])
  })
})
