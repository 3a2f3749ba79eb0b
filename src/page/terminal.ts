import { columnsOf } from '../text/wrap.js'
import { tag, textTag } from './markup.js'

/** Colours that a report sets on a terminal of 256 colours, by the code that sets them, as classes. */
const INKS: ReadonlyMap<string, string> = new Map([
  ['38;5;32', 'train'],
  ['38;5;166', 'validation'],
  ['31', 'error'],
  ['33', 'warning'],
  ['36', 'note'],
  ['32', 'good'],
])
const CODE = /(\u001b\[[\d;]*m)/
/** Pixels of a character, and of a line. */
const CELL = { width: 8.4, height: 18 } as const
const MARGIN = 16

/** How a terminal on a page looks. */
export const TERMINAL_STYLE = [
  '.ground{fill:var(--ground)}text{font:14px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--text);white-space:pre}',
  ...['train', 'validation', 'error', 'warning', 'note', 'good'].map(
    (name) => `.${name}{fill:var(--${name})}`,
  ),
  'svg.terminal{max-width:100%;height:auto}.dim{fill:var(--faint)}.bold{font-weight:700}',
].join('')

export interface TerminalPicture {
  readonly content: string
  readonly width: number
  readonly height: number
}

/** What stands on a terminal of so many columns, with its colours, as text of a picture. */
export function terminalOf(screen: string, columns: number): TerminalPicture {
  const lines = screen.trimEnd().split('\n')
  const content = lines.flatMap((line, row) => lineOf(line, MARGIN + (row + 0.75) * CELL.height))
  return {
    content: content.join(''),
    width: Math.ceil(columns * CELL.width) + 2 * MARGIN,
    height: lines.length * CELL.height + 2 * MARGIN,
  }
}

/** Each piece stands in the column in which a terminal shows it, whatever font there is. */
function lineOf(line: string, y: number): string[] {
  let column = 0
  let [ink, weight] = ['', '']
  return line.split(CODE).flatMap((piece) => {
    if (piece.startsWith('\u001b')) {
      const code = piece.slice(2, -1)
      if (code === '1') weight = 'bold'
      else if (code === '2') weight = 'dim'
      else if (code === '22' || code === '0') weight = ''
      if (code === '39' || code === '0') ink = ''
      ink = INKS.get(code) ?? ink
      return []
    }
    return piece.split(/( {2,})/).flatMap((text) => {
      const width = columnsOf(text)
      const x = MARGIN + column * CELL.width
      column += width
      if (text.trim() === '') return []
      const look = `${ink} ${weight}`.trim()
      return [
        textTag(
          'text',
          {
            x,
            y,
            ...(look && { class: look }),
            textLength: width * CELL.width,
            lengthAdjust: 'spacingAndGlyphs',
          },
          text,
        ),
      ]
    })
  })
}

/** A picture of a terminal, complete. */
export function terminalPicture(
  screen: string,
  columns: number,
  about: { title: string; style: string },
): string {
  const { content, width, height } = terminalOf(screen, columns)
  return tag(
    'svg',
    {
      ...{ xmlns: 'http://www.w3.org/2000/svg', role: 'img', 'aria-labelledby': 'title desc' },
      ...{ viewBox: `0 0 ${width} ${height}`, width, height, class: 'terminal' },
    },
    textTag('title', { id: 'title' }, about.title),
    textTag('desc', { id: 'desc' }, 'The report as a terminal shows it; its text can be selected.'),
    `<style>${about.style}</style>`,
    tag('rect', { class: 'ground', width, height, rx: 8 }),
    content,
  )
}
