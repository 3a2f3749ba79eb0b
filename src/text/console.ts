/** One state of a line on the screen, with the line of the text it stands on (counted from 1). */
export interface ScreenLine {
  readonly line: number
  readonly text: string
}

/** Control sequences, window titles, other escapes; and colours whose escape character a collector has lost. */
const ESCAPES =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[ -/]*[0-~]|←\[\d{0,3}(?:;\d{1,3}){0,8}m|\[\d{1,3}(?:;\d{1,3}){0,8}m/g
const ERASED = /[\u0000\u0008]+/g
const ESCAPE_OR_ERASED = /[\u001b\u0000\u0008←]|\[\d[\d;]*m/

/** What collectors and loggers put before the line: time stamps, ranks, service names. */
const PREFIX = new RegExp(
  [
    '^\\s*(?:',
    '\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [\\w.-]{1,100}\\]|',
    '\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?\\]?:?',
    '|\\[\\d{4}-\\d\\d-\\d\\d[: ]\\d\\d:\\d\\d:\\d\\d:(?:INFO|DEBUG)\\]',
    '|\\[\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d[^\\]]*\\]:?',
    '|\\[?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?\\]?(?= )',
    '|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\\d{1,2} [A-Z][a-z]{2} (?:\\d{4} )?\\d\\d:\\d\\d(?::\\d\\d)?\\s+(?:INFO|DEBUG)(?=\\s)',
    '|[\\w.]{1,80} - (?:INFO|DEBUG|WARNING)(?= - )',
    '|\\[(?:INFO|DEBUG|WARNING)\\]:?',
    '|[\\w.<>]{1,80}:[\\w<>]{1,80}:\\d{1,6}(?= - )',
    '|\\([\\w./-]{1,100}\\.py \\d{1,6}\\): (?:INFO|DEBUG)\\b',
    '|\\[STD(?:OUT|ERR)\\]:?',
    '|[\\w./-]{1,100}\\.py:\\d{1,6}(?:\\]|:|(?= - ))',
    '|(?:INFO|DEBUG|WARNING)(?::[\\w.]*:?|\\b\\s*[-|:])',
    '|(?:INFO|DEBUG)\\s+(?![-:=\\s]|NCE\\b)',
    '|(?!(?:val|valid|validation|test|eval|dev)\\b)[A-Za-z_][\\w.]{0,79} (?:INFO|DEBUG)(?=\\s)',
    '|std(?:out|err) [FP](?= )',
    '|\\|\\s*(?:INFO|DEBUG)\\s*\\|',
    '|\\[(?:default|rank)\\d+\\]:',
    '|\\[\\d+,\\d+\\]<std(?:out|err)>:',
    '|\\(\\w+ pid=\\d+(?:, ip=[\\d.]+)?\\)',
    '|[\\w.-]{1,64}[-_]\\d+\\s+\\|(?=\\s)',
    '|[IWE]\\d{4} \\d\\d:\\d\\d:\\d\\d(?:[.]\\d+)?\\s+\\d+ [\\w.]+:\\d+\\]',
    '|\\d{1,4}:(?= )',
    ')\\s*(?:-\\s+)?',
  ].join(''),
)

/** A longer line has no prefix that matters, in characters. */
const LONGEST = 4000

/** Takes what loggers and log collectors put before a line off it, however many there are. */
export function withoutPrefix(text: string): string {
  if (text.length > LONGEST) return text
  let rest = text
  for (let times = 0; times < 6; times++) {
    const prefix = PREFIX.exec(rest)?.[0]
    if (!prefix) break
    rest = rest.slice(prefix.length)
  }
  return rest
}

/** The text without control sequences, backspaces and NULs. */
export function withoutEscapes(text: string): string {
  return ESCAPE_OR_ERASED.test(text) ? text.replace(ESCAPES, '').replace(ERASED, '') : text
}

/**
 * What a console showed, state by state: escape sequences, backspaces and NULs gone, each carriage return a new
 * state of its line. Blank states are left out.
 */
export function* screenLines(text: string): Generator<ScreenLine> {
  let line = 1
  let start = 0
  let feed = -1
  let carriage = -1
  const next = (mark: string, known: number) => {
    if (known >= start) return known
    const found = text.indexOf(mark, start)
    return found < 0 ? text.length : found
  }
  while (start < text.length) {
    feed = next('\n', feed)
    carriage = next('\r', carriage)
    const end = Math.min(feed, carriage)
    const raw = text.slice(start, end)
    const clean = withoutEscapes(raw)
    if (clean.trim() !== '') yield { line, text: clean }
    if (end === feed) line++
    start = end + 1
  }
}
