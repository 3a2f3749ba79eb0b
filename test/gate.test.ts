import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compare, diagnose, type Level, type RunReport } from '../src/index.js'
import { main, type Writable } from '../src/main.js'
import { reporters } from '../src/reporters/list.js'
import { HEALTHY, OVERFITTED, UNDECIDED } from './reporters/sample.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)
const falling = (k: number) => 2 * Math.exp(-k / 5)
const table = (length: number, row: (k: number) => readonly (number | string)[]) =>
  ['epoch,loss,val_loss', ...range(length).map((k) => [k, ...row(k)].join(',')), ''].join('\n')

/** What is judged; what is no log at all is in the table too. */
const LOGS: Readonly<Record<string, string>> = {
  healthy: HEALTHY,
  overfitted: OVERFITTED,
  diverged: table(12, (k) => (k < 6 ? [1 - k / 10, 1 - k / 12] : ['nan', 'nan'])),
  wasteful: table(60, (k) => [
    (falling(k) + 0.4).toFixed(4),
    (falling(k) + 0.45 + (k > 25 ? 0.012 : 0)).toFixed(4),
  ]),
  short: UNDECIDED,
  /** The same curve twice, which is a warning, and blank cells to the end. */
  blank: table(40, (k) => (k < 25 ? [falling(k).toFixed(4), falling(k).toFixed(4)] : ['', ''])),
  unreadable: 'Dear diary\n',
}
const LEVELS: readonly (readonly [string, Level][])[] = [
  [],
  [['overfitting', 'off']],
  [
    ['overfitting', 'note'],
    ['diverged', 'warning'],
  ],
  [
    ['stopped-early', 'error'],
    ['wasted-epochs', 'error'],
  ],
]
const GATES = [
  ...['error', 'warning', 'note', 'never'],
  ...['overfitting', 'diverged,stopped-early', 'error,regression'],
]
const BASELINES = [undefined, 'healthy', 'overfitted', 'short', 'unreadable']
const UNDECIDEDS = [undefined, 'fail', 'pass'] as const

interface Case {
  readonly log: string
  readonly levels: readonly (readonly [string, Level])[]
  readonly gate: string
  readonly baseline: string | undefined
  readonly undecided: 'fail' | 'pass' | undefined
}

const judged = new Map<string, RunReport | undefined>()
/** The answers of the library to a log under these levels; nothing where it is no log. */
function answers(log: string, levels: Case['levels']): RunReport | undefined {
  const key = `${log} ${levels}`
  if (!judged.has(key)) {
    try {
      const [report] = diagnose(LOGS[log] ?? '', { rules: { levels: Object.fromEntries(levels) } })
      judged.set(key, report)
    } catch {
      judged.set(key, undefined)
    }
  }
  return judged.get(key)
}

/** What the exit code has to be, by the words of the README. */
function promised({ log, levels, gate, baseline, undecided }: Case): number {
  const stops = gate.split(',')
  const off = levels.filter(([, level]) => level === 'off').map(([id]) => id)
  if (stops.some((word) => off.includes(word))) return 2
  if (stops.includes('regression') && baseline === undefined) return 2
  const report = answers(log, levels)
  const against = baseline === undefined ? undefined : answers(baseline, levels)
  if (!report || (baseline !== undefined && !against)) return 2
  const grave = ['note', 'warning', 'error']
  const least = Math.min(...stops.flatMap((word) => (grave.includes(word) ? [grave.indexOf(word)] : [])))
  const stopped = report.findings.some(
    ({ id, severity }) => stops.includes(id) || grave.indexOf(severity) >= least,
  )
  const unanswered = report.checks.some(({ id, state }) => state === 'unknown' && stops.includes(id))
  const standing = against && compare(against, report).state
  const open = ((report.verdict.status === 'undecided' || unanswered) && !stopped) || standing === 'unknown'
  if (open && undecided === undefined) return 2
  const regressed = stops.includes('regression') && (standing === 'worse' || standing === 'mixed')
  return stopped || regressed || (open && undecided === 'fail') ? 1 : 0
}

let folder = ''
const file = (name: string) => join(folder, `${name}.csv`)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  for (const [name, text] of Object.entries(LOGS)) writeFileSync(file(name), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

const silent: Writable = {
  write(_, done) {
    done()
    return true
  },
}
const stdin = { isTTY: true, async *[Symbol.asyncIterator]() {} }

function exitCodeOf({ log, levels, gate, baseline, undecided }: Case, format: string): Promise<number> {
  const argv = [
    ...['--no-config', '--no-chart', '--format', format, '--fail-on', gate],
    ...levels.flatMap(([id, level]) => ['--level', `${id}=${level}`]),
    ...(baseline === undefined ? [] : ['--baseline', file(baseline)]),
    ...(undecided === undefined ? [] : ['--undecided', undecided]),
    file(log),
  ]
  return main(argv, { stdin, stdout: silent, stderr: silent, env: {} })
}

const cases: readonly Case[] = Object.keys(LOGS).flatMap((log) =>
  LEVELS.flatMap((levels) =>
    GATES.flatMap((gate) =>
      BASELINES.flatMap((baseline) =>
        UNDECIDEDS.map((undecided) => ({ log, levels, gate, baseline, undecided })),
      ),
    ),
  ),
)

describe('the exit code of every finding, level, gate, baseline and of what is undecided', () => {
  it('is held against codes of every kind, findings of every severity and comparisons of every kind', () => {
    const codes = cases.map(promised)
    for (const code of [0, 1, 2]) expect(codes.filter((own) => own === code).length).toBeGreaterThan(100)
    const reports = Object.keys(LOGS).flatMap((log) => LEVELS.flatMap((levels) => answers(log, levels) ?? []))
    const severities = reports.flatMap(({ findings }) => findings.map(({ severity }) => severity))
    expect([...new Set(severities)].sort()).toEqual(['error', 'note', 'warning'])
    expect(new Set(reports.map(({ verdict }) => verdict.status))).toContain('undecided')
    const standings = BASELINES.flatMap((baseline) => {
      const against = baseline === undefined ? undefined : answers(baseline, [])
      return against ? reports.map((report) => compare(against, report).state) : []
    })
    for (const state of ['better', 'same', 'worse', 'unknown']) expect(standings).toContain(state)
  })

  // Each format in turn, so that each meets every value of all else, and nearly every pair of them.
  it.each(Object.keys(LOGS))('%s', async (log) => {
    const wrong: string[] = []
    for (const [k, own] of cases.entries()) {
      if (own.log !== log) continue
      const format = reporters[k % reporters.length]?.id ?? 'text'
      const code = await exitCodeOf(own, format)
      if (code !== promised(own))
        wrong.push(`${JSON.stringify({ ...own, format })}: ${code}, not ${promised(own)}`)
    }
    expect(wrong).toEqual([])
  })

  it.each(reporters.map(({ id }) => id))('%s: whatever the log and the gate', async (format) => {
    for (const log of Object.keys(LOGS))
      for (const gate of GATES) {
        const own: Case = { log, levels: [], gate, baseline: undefined, undecided: undefined }
        expect([log, gate, await exitCodeOf(own, format)]).toEqual([log, gate, promised(own)])
      }
  })
})
