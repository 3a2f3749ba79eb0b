import fc from 'fast-check'
import { diagnose } from '../../src/index.js'
import type { NamedFinding, Report, RunReport } from '../../src/report.js'
import type { Reporter } from '../../src/reporters/reporter.js'
import type { Series } from '../../src/run/run.js'
import type { Presentation } from '../../src/screen/screen.js'
import { titleOfSource } from '../../src/text/source.js'
import { comparisonNaming } from './comparison-naming.js'
import { SETTING } from './setting.js'

export const PLAIN: Presentation = { width: 80, colorLevel: 0, unicode: true, chart: true, full: false }

const range = (length: number) => Array.from({ length }, (_, k) => k)

/** The text of a log whose validation loss rises. */
export const OVERFITTED = [
  'epoch,loss,val_loss',
  ...range(30).map((k) => {
    const rise = k > 10 ? (k - 10) * 0.04 : 0
    return `${k},${(2 * Math.exp(-k / 5) + 0.02).toFixed(4)},${(2 * Math.exp(-k / 4) + 0.3 + rise).toFixed(4)}`
  }),
  '',
].join('\n')
export const HEALTHY = [
  'epoch,loss,val_loss',
  ...range(40).map((k) => {
    const loss = 2 * Math.exp(-k / 5)
    return `${k},${(loss + 0.4).toFixed(4)},${(loss + 0.45).toFixed(4)}`
  }),
  '',
].join('\n')
export const UNDECIDED = 'epoch,loss\n1,0.5\n'

/** The report on one log. */
export function reportOn(log: string, name = 'history.csv'): RunReport {
  const [report] = diagnose(log, { name })
  if (!report) throw new Error('no run')
  return report
}

export function finding(
  severity: NamedFinding['severity'],
  id: string,
  more: Partial<NamedFinding> = {},
): NamedFinding {
  const evidence = [{ series: 'val_loss', what: 'rose', actual: 0.7, limit: 0.1, from: 2, to: 9 }]
  const words = { title: `Title of ${id}`, claim: `claim of ${id}`, advice: [`advice of ${id}`] }
  return { id, severity, from: 3, to: 9, evidence, ...words, ...more }
}

/** What a reporter makes of logs. */
export function renderWith(
  reporter: Reporter,
  report: Partial<Report>,
  more: Partial<typeof SETTING> & { code?: 0 | 1 | 2 } = {},
): string {
  const { code = 1, ...setting } = more
  return reporter.render({ runs: [], errors: [], ...report }, code, PLAIN, { ...SETTING, ...setting })
}

/** A report in which a name stands wherever a log or a file can put one. */
export function reportNaming(name: string, source: string): Report {
  const curve = (own: string, split: Series['split']): Series => ({
    ...{ name: own, quantity: 'loss', split, goal: 'lower', unit: 'plain' },
    x: Float64Array.of(1, 2, 3),
    y: Float64Array.of(1, 0.5, 0.7),
  })
  const [trainLoss, validationLoss] = [curve('loss', 'train'), curve(name, 'validation')]
  const evidence = [
    { series: name, what: `${name} rose from 0.5 to 0.7`, actual: 0.4, limit: 0.1, from: 2, to: 3 },
  ]
  const words = {
    claim: `${name} rises from epoch 2 on`,
    advice: [`monitor="${name}"`, `${name} and (${name})`],
  }
  const run: RunReport = {
    run: {
      ...{ name: source, title: titleOfSource(source), format: 'csv', axis: 'epoch', facts: {} },
      series: [trainLoss, validationLoss],
      curves: { trainLoss, validationLoss },
      notes: [{ line: 7, because: `${name} was taken for a loss` }],
    },
    ...{ number: 1, ofRuns: 1, corners: [], relations: [] },
    verdict: { status: 'failing', headline: 'overfitting', summary: words.claim },
    best: { at: 2, by: name, value: 0.5, end: 0.7, epochsAfter: 1 },
    findings: [
      finding('error', 'overfitting', { evidence, ...words }),
      finding('note', 'wasted-epochs', { evidence, ...words }),
    ],
    checks: [
      { id: 'overfitting', state: 'found' },
      { id: 'wasted-epochs', state: 'found' },
      { id: 'unstable', state: 'unknown', because: `no value in ${name}` },
      { id: 'diverged', state: 'clear' },
    ],
    requirements: [
      { requirement: `${name} < 0.6`, state: 'failed', because: `${name} is 0.7 at epoch 3`, actual: 0.7 },
      { requirement: `x${name} < 0.6`, state: 'missing', because: `no column "x${name}"` },
      { requirement: `z${name} < 0.8`, state: 'met', because: `${name} is 0.7 at epoch 3`, actual: 0.7 },
    ],
  }
  const other = reportOn(HEALTHY, source)
  return {
    runs: [run, other],
    errors: [{ source, message: `${source}: no column ${name}`, hint: `is it ${name}?` }],
    comparisons: [comparisonNaming(name, source)],
  }
}

/** A comparison in which a name stands wherever a log or a file can put one. */

const NASTY = [
  ...[
    '',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\u0000',
    '\u001b[31mred\u001b[0m',
    '\u0085::error::x',
    '\u2028',
    '\u202e',
    '\ufffe',
    '\uffff',
  ],
  ...[
    '\ud800',
    '\udc00x',
    '😀',
    '::error::x',
    '\u00a0::warning::x',
    '::stop-commands::t',
    '##[error]x',
    '##[add-mask]a',
    '##vso[task.x]',
  ],
  ...[
    ']]>',
    '<script>alert(1)</script>',
    '<!--',
    '-->',
    '</details>',
    '<b>',
    '&lt;',
    '&#64;',
    '"',
    "'",
    '\\',
    '\\"',
    '`',
    '```',
    '~~~',
  ],
  ...[
    '|',
    '\\|',
    'a|b',
    '\\\\|',
    '`|`',
    '*x*',
    '_x_',
    '[x](http://x.org)',
    '![x](y)',
    '[^1]',
    '- [ ] x',
    '# x',
    '> x',
    '1. x',
    '1) x',
    '- x',
    '+',
    '---',
    '===',
  ],
  ...[
    '@user',
    'a @user b',
    '#12',
    'GH-12',
    'a/b#1',
    'a/b@abcdef1',
    'deadbeef',
    '1234567',
    'www.x.org',
    'http://x.org',
    'x@y.org',
    ':tada:',
    '$x$',
    '$`x`$',
  ],
  ...[
    '{}',
    '{0}',
    '%0A',
    '%',
    ',title=x',
    'x: y',
    '---\n...',
    ' # TODO',
    ' # SKIP x',
    'ok 1',
    'not ok',
    'Bail out!',
    '[[ATTACHMENT|/etc/passwd]]',
    '1..3',
    '__proto__',
    'x'.repeat(5000),
  ],
]

/** Names as nasty as they come: of the worst pieces, or of anything at all. */
export const nastyName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc
    .array(fc.oneof(fc.constantFrom(...NASTY.slice(0, -1)), fc.constantFrom('val_loss', ' ', 'a')), {
      maxLength: 6,
    })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'`|\\<>&@#[]()*_~"\'{}:%- \n\r1.a$!'), maxLength: 30 }),
)

/** Every name alone in every place, then many at random. */
export function forNastyNames(check: (name: string, source: string) => void, numRuns = 150): void {
  const examples = NASTY.map((piece): [string, string] => [piece, piece])
  fc.assert(fc.property(nastyName, nastyName, check), {
    seed: 7,
    numRuns: numRuns + examples.length,
    examples,
  })
}
