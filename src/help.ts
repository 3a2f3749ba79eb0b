import type { Command } from 'commander'
import { UserError } from './errors.js'
import { explainable } from './explain.js'
import { hintFor } from './text/nearest.js'

/** What everyday use needs, on one screen; the options in full are shown by `epochwise help all`. */
export const HELP = `Usage: epochwise [options] [paths...]

Reads the log of a training run and says what happened: curves, one verdict, an
exit code. Paths are files, directories or globs; - or a pipe is standard input.

  epochwise history.csv                    judge a log
  python -u train.py | epochwise           judge what a training prints
  epochwise --fail-on warning runs/*.csv   a gate for CI

Commands:
  compare <base> <runs...>   which run is better, by loss and by accuracy
  watch <log> | -- <cmd...>  follow a log as it grows, or a command as it runs
  summarize <files...>       one report of what calls wrote with --format ndjson
  explain <diagnosis>        what it means, how it is told, what to do
  diagnoses | formats        what is looked for, with limits; what is read
  config | completion        what is set, and where; completion for a shell
  help all | <command>       all options, or those of a command

Options:
  --fail-on <what>           exit with 1 at error (the default), warning, note,
                             never, regression, crashed, or diagnoses by name
  --require <condition>      and unless this holds: "val_accuracy >= 0.9"
  --baseline <log>           say what became better or worse than in this log
  --format <format>          json, markdown, html, github, junit, sarif and more
  -o, --output <file>        write the report to a file
  -q, --quiet                print no report; the exit code tells
  -V, --version              print the version

Exit codes: 0 judged, let through; 1 judged, stopped; 2 not judged
`

const ALL = `
Examples:
  epochwise history.csv                  judge a log
  python -u train.py | epochwise         judge what a training prints
  epochwise watch history.csv            follow it as it grows
  epochwise --fail-on overfitting *.csv  a gate for CI
  epochwise --format json history.json   for programs

Exit codes:
  0    judged, and nothing that --fail-on stops
  1    judged, and stopped
  2    not judged: wrong usage, an unreadable log, or nothing in it to judge
  130  interrupted
`
/** Columns of the help, whatever the terminal: it is the same everywhere. */
const HELP_WIDTH = 80
/** What `help` takes for all options at once. */
export const EVERYTHING = ['all', 'options']

/** The help in full, or that of a command. Throws a UserError for a subject that is neither. */
export function helpOn(program: Command, subject: string): string {
  const help = program.createHelp()
  help.prepareContext({ helpWidth: HELP_WIDTH })
  const own = program.commands.find((command) => command.name() === subject)
  if (own) return help.formatHelp(own, help)
  if (!EVERYTHING.includes(subject)) {
    const names = program.commands.map((command) => command.name())
    const hint = explainable().includes(subject)
      ? `did you mean epochwise explain ${subject}?`
      : hintFor(subject, ['all', ...names])
    throw new UserError(`help: no command ${JSON.stringify(subject)}`, hint)
  }
  const further = program.commands
    .filter(({ options }) => options.length > 0)
    .map((command) => {
      const options = help.visibleOptions(command).filter(({ long }) => long !== '--help')
      return { heading: `Options of ${command.name()}:`, options }
    })
  const column = help.padWidth(program, help)
  const lines = further.flatMap(({ heading, options }) => [
    heading,
    ...options.map((own) => help.formatItem(own.flags, column, own.description, help)),
  ])
  return `${help.formatHelp(program, help)}\n${lines.join('\n')}\n${ALL}`
}
