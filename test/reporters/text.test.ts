import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import type { NamedFinding, RunReport } from '../../src/report.js'
import { text } from '../../src/reporters/text.js'
import type { Presentation } from '../../src/screen/screen.js'
import { SETTING } from './setting.js'

const PLAIN: Presentation = { width: 80, colorLevel: 0, unicode: true, chart: true, full: false }
const range = (length: number) => Array.from({ length }, (_, k) => k)
const csv = (header: string, rows: readonly (readonly (number | string)[])[]) =>
  [header, ...rows.map((row) => row.join(',')), ''].join('\n')

/** Validation loss turns at epoch 11 and doubles while training goes on. */
const OVERFITTED = csv(
  'epoch,loss,val_loss,accuracy,val_accuracy',
  range(30).map((k) => [
    k + 1,
    (2 * Math.exp(-k / 6) + 0.05).toFixed(4),
    (2 * Math.exp(-Math.min(k, 10) / 6) + 0.3 + Math.max(0, k - 10) * 0.04).toFixed(4),
    (1 - 0.7 * Math.exp(-k / 6)).toFixed(4),
    (0.8 - 0.3 * Math.exp(-k / 6)).toFixed(4),
  ]),
)
const HEALTHY = csv(
  'epoch,loss,val_loss',
  range(40).map((k) => [
    k + 1,
    (2 * Math.exp(-k / 5) + 0.4).toFixed(4),
    (2 * Math.exp(-k / 5) + 0.45).toFixed(4),
  ]),
)

function only(log: string): RunReport {
  const [report] = diagnose(log, { name: 'history.csv' })
  if (!report) throw new Error('no run')
  return report
}
const render = (runs: readonly RunReport[], more: Partial<Presentation> = {}, code: 0 | 1 | 2 = 0) =>
  text.render({ runs, errors: [] }, code, { ...PLAIN, ...more }, SETTING)
/** The screen as one line, to search it for what wrapping may have broken. */
const flat = (screen: string) => screen.replaceAll(/\s+/g, ' ')

const finding = (severity: NamedFinding['severity'], id: string): NamedFinding => ({
  ...{ id, title: id, severity, claim: `${id} was seen`, from: 3, to: 9 },
  evidence: [{ series: 'val_loss', what: `evidence of ${id}`, actual: 1, limit: 0.1, from: 3, to: 9 }],
  advice: [`first against ${id}`, `second against ${id}`],
})
/** The same run with other findings. */
const withFindings = (...findings: NamedFinding[]): RunReport => ({
  ...only(HEALTHY),
  findings,
  verdict: { status: 'suspect', headline: findings[0]?.id ?? '', summary: 'something' },
})

describe('screen of a run that fails', () => {
  const report = only(OVERFITTED)
  const screen = render([report], {}, 1)

  it('starts with the log, its format and its epochs', () => {
    expect(screen).toMatch(
      /^history\.csv · keras-csv · 30 epochs \(1 to 30\)\n {4}loss val_loss accuracy val_accuracy\n/,
    )
  })

  it('breaks a header that is too long, and cuts no name', () => {
    const names = ['loss', 'val_loss'].map((name) => `${name} of a part with a rather long name`)
    const log = csv(
      `epoch,${names.join(',')}`,
      range(12).map((k) => [k, 2 / (k + 1), 2.1 / (k + 1)]),
    )
    const [first, second, third] = render([only(log)]).split('\n')
    expect(first).toBe('history.csv · csv · 12 epochs (0 to 11)')
    expect(second).toBe('    loss of a part with a rather long name, val_loss of a part with a rather')
    expect(third).toBe('    long name')
    const report = only(HEALTHY)
    const run = { ...report.run, title: `${'deep/'.repeat(20)}log.csv`, label: 'a-run-of-24-characters--' }
    const placed = render([{ ...report, run, number: 2, ofRuns: 3 }], { width: 60 }).split('\n')
    expect(placed.slice(0, 4)).toEqual([
      expect.stringMatching(/^….*deep\/log\.csv$/),
      '    keras-csv · run 2 of 3 (a-run-of-24-characters--) · 40',
      '    epochs (1 to 40)',
      '    loss val_loss',
    ])
  })

  it('breaks no sign under the curves from its words on a narrow screen', () => {
    const lines = render([report], { width: 40 }).split('\n')
    expect(lines).toContain('       best epoch 11')
    expect(lines.some((line) => /^ {7}[░═]{4} overfitting from \d+$/.test(line))).toBe(true)
  })

  it('shows the curves with the best epoch and where the finding starts', () => {
    expect(screen).toMatch(/^ +loss$/m)
    expect(screen).toMatch(/^ +accuracy$/m)
    expect(screen).toContain('◆')
    expect(screen).toMatch(/best epoch 11 +░░░░ overfitting from \d+/)
  })

  it('names the fault in capitals, with its id and severity', () => {
    expect(screen).toMatch(/^✖ OVERFITTING from epoch \d+ \(overfitting, error\)$/m)
  })

  it('tells the claim, all evidence and all advice', () => {
    const [found] = report.findings
    expect(flat(screen)).toContain(found?.claim)
    for (const { series, what } of found?.evidence ?? []) {
      expect(screen).toContain(series)
      expect(flat(screen)).toContain(flat(what))
    }
    expect(screen).toMatch(/^ +Do {3}\S/m)
    expect(screen).toMatch(/^ +Then \S/m)
    for (const line of found?.advice ?? []) expect(flat(screen)).toContain(line.slice(0, 40))
  })

  it('does not say it is healthy', () => {
    expect(screen).not.toMatch(/healthy|undecided/i)
  })

  it('ends with counts, exit code and a line break', () => {
    const warnings = report.findings.filter(({ severity }) => severity === 'warning').length
    expect(screen.trimEnd().split('\n').at(-1)).toMatch(/^1 error, \d+ warnings? {3}exit 1$/)
    expect(screen).toContain(`1 error, ${warnings} warning`)
    expect(screen).toMatch(/[^\n]\n$/)
  })
})

describe('screen of a healthy run', () => {
  const screen = render([only(HEALTHY)])

  it('says so, what the loss did, and the best epoch', () => {
    expect(screen).toMatch(/^✔ HEALTHY$/m)
    expect(flat(screen)).toMatch(/val_loss went from 2\.45\d* to 0\.45\d* in epochs 1 to 40/)
    expect(flat(screen)).toMatch(/Best: epoch 40 by val_loss \(0\.45\d*\), the last/)
  })

  it('names what was checked, and what was not and why', () => {
    expect(flat(screen)).toMatch(/Checked: [^:]*overfitting[^:]*: ok/)
    for (const { id, because } of only(HEALTHY).checks.filter(({ state }) => state === 'unknown'))
      expect(flat(screen)).toContain(`Not checked: ${id} (${because})`)
    expect(screen).toMatch(/\n0 errors, 0 warnings {3}exit 0\n$/)
  })

  it('shades nothing and speaks of no finding', () => {
    expect(screen).not.toContain('░')
    expect(screen).not.toMatch(/^[✖▲●]/mu)
  })
})

describe('screen of a run that cannot be judged', () => {
  const screen = render([only('epoch,loss\n1,0.5\n')], {}, 2)

  it('says undecided and why, and does not call it healthy', () => {
    expect(screen).toMatch(/^\? UNDECIDED$/m)
    expect(flat(screen)).toContain('nothing could be judged')
    expect(screen).not.toMatch(/healthy/i)
    expect(screen).toMatch(/exit 2\n$/)
  })

  it('draws a single point all the same', () => {
    expect(screen).toMatch(/0\.50 ┤─ +0\.500 train/)
  })
})

describe('screen', () => {
  it('leaves the chart out when told so', () => {
    expect(render([only(OVERFITTED)], { chart: false })).not.toMatch(/[└╮┓◆░]/)
    expect(render([only(OVERFITTED)], { chart: false })).toContain('OVERFITTING')
  })

  it('draws no chart where there is no number', () => {
    const log = csv(
      'epoch,loss',
      range(5).map((k) => [k, 'nan']),
    )
    expect(render([only(log)])).not.toContain('└')
  })

  it('shows notes, with their line', () => {
    const report = only(HEALTHY)
    const notes = [{ line: 7, because: 'skipped 2 lines' }, { because: 'assumed something' }]
    const screen = render([{ ...report, run: { ...report.run, notes } }])
    expect(screen).toMatch(/^ +Note: line 7: skipped 2 lines$/m)
    expect(screen).toMatch(/^ +Note: assumed something$/m)
  })

  it('tells every finding in the order given, each with its sign and severity', () => {
    const report = withFindings(finding('error', 'worst'), finding('warning', 'bad'), finding('note', 'odd'))
    const heads = render([report])
      .split('\n')
      .filter((line) => /^[✖▲●]/u.test(line))
    expect(heads).toEqual([
      '✖ WORST from epoch 3 (worst, error)',
      '▲ BAD from epoch 3 (bad, warning)',
      '● ODD from epoch 3 (odd, note)',
    ])
  })

  it('counts errors and warnings of all runs, and the logs that were not read', () => {
    const runs = [
      withFindings(finding('error', 'worst'), finding('warning', 'bad')),
      withFindings(finding('warning', 'bad'), finding('note', 'odd')),
    ]
    const errors = [{ source: 'x', message: 'x: no such file', hint: '' }]
    const last = text.render({ runs, errors }, 2, PLAIN, SETTING).trimEnd().split('\n').at(-1)
    expect(last).toBe('1 error, 2 warnings, 1 log not read   exit 2')
  })

  it('tells which run of the log it is, where there are several', () => {
    expect(render([{ ...only(HEALTHY), number: 2, ofRuns: 3 }])).toContain('run 2 of 3')
    expect(render([only(HEALTHY)])).not.toContain('run 1 of 1')
  })

  it('names the run as the log does, in few characters and without what steers a terminal', () => {
    const named = (label: string) => {
      const report = only(HEALTHY)
      return render([{ ...report, number: 2, ofRuns: 3, run: { ...report.run, label } }])
    }
    expect(named('fold 2')).toContain('run 2 of 3 (fold 2)')
    const [second] = diagnose('epoch,loss\n0,2\n1,1\nepoch,loss\n0,2\n1,1.5\n')
    expect(second && render([second])).toMatch(/run 2 of 2 · .* · from line 5 · loss\n/)
    expect(named('x'.repeat(99))).toContain(`run 2 of 3 (${'x'.repeat(24)}...)`)
    expect(named('\u001b[31mred')).not.toContain('\u001b')
  })

  it('explains no shade that it does not draw', () => {
    const columns = OVERFITTED.split('\n').map((line) => line.split(','))
    const alone = columns.map(([epoch, , loss]) => (loss === undefined ? '' : `${epoch},${loss}`)).join('\n')
    expect(only(alone).findings[0]?.id).toBe('overfitting')
    expect(render([only(alone)])).not.toContain('░')
  })

  it('keeps the end of a long path, which tells logs apart', () => {
    const report = only(HEALTHY)
    const title = `/${'deep/'.repeat(40)}run-17/history.csv`
    const [header] = render([{ ...report, run: { ...report.run, title } }]).split('\n')
    expect(header).toContain('run-17/history.csv · keras-csv')
    expect(header?.length).toBeLessThanOrEqual(80)
  })

  it('cuts no name that has room on a line of its own', () => {
    const report = only(HEALTHY)
    const title = 'runs/vit-base-adamw-lr0.01-wd0.05-seed1/version_0/checkpoints/metrics.csv'
    const lines = render([{ ...report, run: { ...report.run, title } }]).split('\n')
    expect(lines.slice(0, 2)).toEqual([title, '    keras-csv · 40 epochs (1 to 40)'])
  })

  it('says no word twice in a row', () => {
    const dead = csv(
      'epoch,loss,accuracy',
      range(20).map((k) => [k, 0.48 + (k % 2) * 1e-4, 0.5]),
    )
    const stalls = csv(
      'epoch,loss,accuracy',
      range(20).map((k) => [k, 1 - k * 0.03, 0.5]),
    )
    for (const log of [dead, stalls, OVERFITTED, HEALTHY])
      expect(flat(render([only(log)], { chart: false }))).not.toMatch(/\b([a-z]{3,}) \1\b/i)
  })
})
