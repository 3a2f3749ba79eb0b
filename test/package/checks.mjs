/** What the installed package has to do, on each Node: arguments, exit code, and what is printed. */
export const CHECKS = [
  { what: 'the version', args: ['epochwise', '--version'], shows: /^\d+\.\d+\.\d+\n$/ },
  { what: 'the help', args: ['epochwise', '--help'], shows: /^Usage: epochwise .*Exit codes:/s },
  { what: 'all options', args: ['epochwise', 'help', 'all'], shows: /--until-epoch/ },
  {
    what: 'a bad run is stopped',
    args: ['epochwise', 'overfitting.csv'],
    status: 1,
    shows: /✖ OVERFITTING from epoch 18/,
  },
  { what: 'a good run is let through', args: ['epochwise', 'digits-cnn.csv'], shows: /exit 0\n$/ },
  { what: 'a glob is expanded', args: ['epochwise', '*.csv'], status: 1, shows: /^✖ .*\n✔ /m },
  {
    what: 'standard input is read',
    args: ['epochwise', '--format', 'json'],
    input: 'epoch,loss\n1,1\n2,nan\n3,nan\n4,nan\n',
    status: 1,
    shows: /"headline": "diverged"/,
  },
  {
    what: 'a log of which nothing is known is not let through',
    args: ['epochwise', 'nothing.csv'],
    status: 2,
    shows: /^$/,
  },
  ...['html', 'svg', 'markdown', 'junit', 'sarif', 'github', 'tap', 'gitlab', 'gitlab-metrics', 'ndjson'].map(
    (format) => ({
      what: `--format ${format}`,
      args: ['epochwise', '--fail-on', 'never', '--format', format, 'overfitting.csv'],
      shows: /val_loss/,
    }),
  ),
  {
    what: 'runs are compared',
    args: ['epochwise', 'compare', 'digits-cnn.csv', 'overfitting.csv', '--fail-on', 'regression'],
    status: 1,
    shows: /worse by loss/,
  },
  { what: 'settings are shown', args: ['epochwise', 'config'], shows: /fail-on/ },
  { what: 'a diagnosis is explained', args: ['epochwise', 'explain', 'overfitting'], shows: /EarlyStopping/ },
  {
    what: 'a command is watched',
    args: ['epochwise', 'watch', '--', 'cat', 'digits-cnn.csv'],
    shows: /^epoch,/,
  },
  ...[
    ['imported', ['--input-type=module', '-e', "import * as library from 'epochwise'; USE"]],
    ['required', ['--input-type=commonjs', '-e', "const library = require('epochwise'); USE"]],
  ].map(([how, args]) => ({
    what: `the library is ${how}`,
    args: args.map((word) =>
      word.replace(
        'USE',
        String.raw`const { diagnose, compare, readLog } = library
          const log = 'epoch,loss,val_loss\n1,0.9,1\n2,0.5,0.7\n3,0.3,0.6\n4,0.2,0.55\n5,0.15,0.53\n'
          const [report] = diagnose(log)
          console.log(report.verdict.status, compare(report, report).state, readLog(log).length)`,
      ),
    ),
    shows: /^healthy same 1\n$/,
  })),
  {
    what: 'the schema is found',
    args: [
      '--input-type=module',
      '-e',
      "import { createRequire } from 'node:module'; console.log(createRequire(process.cwd() + '/')('epochwise/schema.json').$schema)",
    ],
    shows: /json-schema\.org/,
  },
]

/** A program that has to compile against the types, and whose mistakes the compiler has to see. */
export const TYPES = `
import { compare, diagnose, readLog, type RunReport, UserError } from 'epochwise'

const reports: readonly RunReport[] = diagnose('epoch,loss', { facts: { classes: 10 } })
const status: 'failing' | 'suspect' | 'healthy' | 'undecided' | undefined = reports[0]?.verdict.status
const last: number | undefined = readLog('epoch,loss')[0]?.curves.trainLoss?.y.at(-1)
const [a, b] = reports
if (a && b) compare(a, [b], { tolerance: 0.02 }).summary.toUpperCase()
export const all: [string | undefined, number | undefined, string] = [status, last, new UserError('a', 'b').hint]
// @ts-expect-error: there is no such option
diagnose('epoch,loss', { classes: 10 })
// @ts-expect-error: a report is no number
export const wrong: number = reports[0]
`
