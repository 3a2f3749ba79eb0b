import { describeInterface } from '../src/options.js'
import { VERSION } from '../src/version.js'

/** The manual page, from what the command line itself says; `npx vitest run test/man.test.ts -u` writes it anew. */
export function manualPage(): string {
  const { commands, flags } = describeInterface()
  const spell = (text: string) =>
    text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/gm, '\\&$&')
  const entries = (words: readonly { readonly usage: string; readonly description: string }[]) =>
    words.flatMap(({ usage, description }) => ['.TP', `.B ${spell(usage)}`, spell(description)])
  return `${[
    `.TH EPOCHWISE 1 "" "epochwise ${VERSION}"`,
    '.SH NAME',
    'epochwise \\- reads the log of a training run and says what happened',
    '.SH SYNOPSIS',
    '.B epochwise',
    '[options] [command] [paths...]',
    '.SH DESCRIPTION',
    'Draws the curves of a training log, gives one verdict with the numbers it rests on and the next thing to do, and ends with',
    'an exit code that CI can act on. Paths are files, directories or globs; \\- or a pipe is standard input.',
    '.SH COMMANDS',
    ...entries(commands),
    '.SH OPTIONS',
    ...entries(flags),
    '.SH EXIT STATUS',
    '.TP',
    '.B 0',
    'judged, and nothing that \\-\\-fail\\-on stops',
    '.TP',
    '.B 1',
    'judged, and stopped',
    '.TP',
    '.B 2',
    'not judged: wrong usage, an unreadable log, or nothing in it to judge',
    '.TP',
    '.B 130',
    'interrupted',
    '.SH FILES',
    '[tool.epochwise] in pyproject.toml, .epochwise.json, epochwise.config.json, or "epochwise" in package.json: the nearest from',
    'the working directory up to the top of the repository.',
    '.SH ENVIRONMENT',
    'NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, TERM, COLUMNS, LC_ALL, LC_CTYPE, LANG; on GitHub Actions GITHUB_STEP_SUMMARY and',
    'GITHUB_OUTPUT.',
  ].join('\n')}\n`
}
