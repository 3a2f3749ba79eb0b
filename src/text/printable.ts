/**
 * Control characters, line separators and invisible formatting characters: on a terminal they could move the cursor,
 * colour, hide or reorder what is shown. Halves of surrogate pairs and the two code points that are no characters:
 * neither UTF-8 nor XML can carry them.
 */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]/gu
/** A line that begins with `::`, after any blanks. */
const COMMAND = /^([^\S\n]*)::/gm
/** A command anywhere in a line, in the older spelling of GitHub and in those of Azure Pipelines and TeamCity. */
const INLINE_COMMAND = /##((?:vso|teamcity)?)\[/g
/**
 * What may be one of these: all but blocks of letters, punctuation, arrows, lines and signs that hold none. To look for
 * it takes less time.
 */
const DOUBTFUL = /[^ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u27bf]/
const BEYOND_ASCII = /[^\u0000-\u007f]/gu

/** What our own signs become where only ASCII can be shown. */
const ASCII: Readonly<Record<string, string>> = {
  '·': '-',
  '…': '~',
  '✖': 'x',
  '✔': 'ok',
  '▲': '!',
  '●': '-',
  '─': '-',
  '│': '|',
  '┊': ':',
  '└': '+',
  '┤': '+',
  '┬': '+',
  '╭': '.',
  '╮': '.',
  '╯': "'",
  '╰': "'",
  '╱': '/',
  '╲': '\\',
  '‾': '"',
  '◆': '*',
  '←': '<',
  '↕': '|',
}

/** Text from a log as it may be shown: what could steer a terminal is spelt out, as `\u{1b}`. */
export function printable(text: string): string {
  if (!DOUBTFUL.test(text)) return text
  return text.replace(HARMFUL, (char) => (char === '\t' ? ' ' : spellOut(char)))
}

/** Text for a terminal that shows ASCII only: our own signs have one in ASCII, anything else is spelt out. */
export function toAscii(text: string): string {
  return text.replace(BEYOND_ASCII, (char) => ASCII[char] ?? spellOut(char))
}

/**
 * Lines none of which a CI system takes for a command to itself: GitHub runs `::error::...` wherever a line of any
 * output begins with it, and `##[error]...` wherever in a line it stands (actions/runner, ActionCommand.cs).
 */
export function withoutCommands(lines: string): string {
  const led = lines.includes('::') ? lines.replace(COMMAND, '$1:\\u{3a}') : lines
  return led.includes('##') ? led.replace(INLINE_COMMAND, '##$1\\u{5b}') : led
}

function spellOut(char: string): string {
  return `\\u{${char.codePointAt(0)?.toString(16)}}`
}
