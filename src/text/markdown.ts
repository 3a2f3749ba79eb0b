import { printable } from './printable.js'
import { truncate } from './wrap.js'

/** Columns of a name; longer ones are cut. */
const LONGEST = 160
const WORD = /^\p{L}+(?:['’-]\p{L}+)*$/u
const NUMBER = /^[+-]?\d[\d.,]*(?:e-?\d+)?(?:\/\d[\d.,]*)?%?$/
const ABBREVIATION = /^\(?(?:e\.g|i\.e)\.,?$/
const SIGN = /^[·–—→=<>≤≥±×%&/]$/
/** GitHub links what looks like the id of a commit. */
const COMMIT = /^[\da-f]{7,40}$/i
const MARKS = /^(?<lead>[("']*)(?<core>.*?)(?<trail>[)"',.;:?]*)$/su

/** Text from a log as a code span: nothing in it is Markdown, a mention, a link or a reference to an issue. */
export function codeSpan(text: string): string {
  const content = truncate(printable(text), LONGEST, '…')
  if (content === '') return ''
  const runs = content.match(/`+/g) ?? []
  const ticks = '`'.repeat(runs.reduce((most, { length }) => Math.max(most, length), 0) + 1)
  const pad = /^[ `]|[ `]$/.test(content) ? ' ' : ''
  return ticks + pad + content + pad + ticks
}

/**
 * A sentence that may hold names from a log, on one line. Plain words and numbers stand as they are, all else becomes
 * code spans: there is then nothing to escape, and names look like names.
 */
export function proseOf(sentence: string): string {
  const tokens = printable(sentence)
    .split(/\s+/)
    .filter((token) => token !== '')
  return joinCalls(tokens).map(proseToken).join(' ')
}

/** A call has no more words: `Trainer(gradient_clip_val=1.0, detect_anomaly=True)`. */
const CALL_WORDS = 8

/** A call with blanks between its arguments is one token. */
function joinCalls(tokens: readonly string[]): string[] {
  const joined: string[] = []
  for (let k = 0; k < tokens.length; k++) {
    const last = /\w\(/.test(tokens[k] ?? '') ? endOfCall(tokens, k) : k
    joined.push(tokens.slice(k, last + 1).join(' '))
    k = last
  }
  return joined
}

/** Where the call that begins here is closed; here itself where it is not. */
function endOfCall(tokens: readonly string[], start: number): number {
  let open = -(/^\(*/.exec(tokens[start] ?? '')?.[0].length ?? 0)
  let length = 0
  for (let k = start; k < Math.min(tokens.length, start + CALL_WORDS); k++) {
    const token = tokens[k] ?? ''
    length += token.length
    if (length > LONGEST) break
    open += token.split('(').length - token.split(')').length
    if (open <= 0) return k
  }
  return start
}

function proseToken(token: string, place: number): string {
  if (token.length > LONGEST) return codeSpan(token)
  if (ABBREVIATION.test(token)) return token
  const marks = MARKS.exec(token)?.groups ?? {}
  const { lead = '' } = marks
  let { core = '', trail = '' } = marks
  while (trail.startsWith(')') && core.split('(').length > core.split(')').length) {
    core += ')'
    trail = trail.slice(1)
  }
  if (core === '') return codeSpan(token)
  if (COMMIT.test(core) || !(WORD.test(core) || NUMBER.test(core) || SIGN.test(core)))
    return lead + codeSpan(core) + trail
  // `1.` and `1)` at the beginning would open a numbered list.
  const mark = place === 0 && lead === '' && /^\d+$/.test(core) && /^[.)]/.test(trail) ? '\\' : ''
  return lead + escapeHtml(core) + mark + trail
}

/** A row of a table of finished Markdown cells. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(tableCell).join(' | ')} |`
}

/** A bar that ends no cell. Renderers differ on one behind a backslash, so that one is spelt out. */
function tableCell(markdown: string): string {
  return markdown.replace(/(\\*)\|/g, (_, slashes: string) => (slashes ? `${slashes}\\u{7c}` : '\\|'))
}

/** Lines that are shown as they are, in a font of fixed width. */
export function codeBlock(lines: readonly string[]): string {
  const text = lines.map((line) => line.trimEnd()).join('\n')
  const runs = text.match(/`{3,}/g) ?? ['``']
  const ticks = '`'.repeat(runs.reduce((most, { length }) => Math.max(most, length), 0) + 1)
  return `${ticks}text\n${text}\n${ticks}`
}

/** Finished Markdown that is folded away behind a line: our own words, and the name of a log. */
export function folded(words: string, name: string, blocks: readonly string[]): string {
  const shown = truncate(printable(name), LONGEST, '…', 'end')
  const title = name === '' ? words : `${words} <code>${escapeHtml(shown)}</code>`
  return [`<details><summary>${title}</summary>`, ...blocks, '</details>'].join('\n\n')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
