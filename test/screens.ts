import { stripVTControlCharacters } from 'node:util'
import type { Report } from '../src/report.js'
import { text } from '../src/reporters/text.js'

/** The screens that a report is looked at on: two widths, Unicode and ASCII, each in colour and without. */
export interface Screens {
  readonly width: number
  readonly unicode: string
  readonly ascii: string
  readonly unicodeInColor: string
  readonly asciiInColor: string
}

export const WIDTHS = [80, 120] as const

export function screensOf(report: Report, exitCode: number): Screens[] {
  return WIDTHS.map((width) => {
    const on = (unicode: boolean, colorLevel: 0 | 2) =>
      text.render(
        report,
        exitCode,
        { width, unicode, colorLevel, chart: true, full: false },
        { gate: { stops: ['error'] }, locate: () => undefined },
      )
    return {
      width,
      unicode: on(true, 0),
      ascii: on(false, 0),
      unicodeInColor: on(true, 2),
      asciiInColor: on(false, 2),
    }
  })
}

/** What colours are written as, one letter for each column. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['39 22', ' '],
  ['39 1', 'b'],
  ['39 2', 'd'],
  ['38;5;32 22', 't'],
  ['38;5;166 22', 'v'],
  ['31 1', 'r'],
  ['33 1', 'y'],
  ['36 1', 'c'],
  ['32 1', 'g'],
])
export const LEGEND =
  't blue (32), v orange (166), b bold, d dim, and in bold: r red, y yellow, c cyan, g green'

/** A screen in colour as letters in place of its characters. Throws for a colour that has none. */
export function paintOf(screen: string): string[] {
  return screen.split('\n').map((line) => {
    let [color, weight] = ['39', '22']
    let letters = ''
    for (const [, codes, character] of line.matchAll(/\u001b\[([\d;]+)m|(.)/gu)) {
      if (character !== undefined) {
        const letter = LETTERS.get(`${color} ${weight}`)
        if (letter === undefined) throw new Error(`no letter for ${color} ${weight}`)
        letters += character === ' ' ? ' ' : letter
      } else if (codes !== undefined && Number(codes) < 30) weight = codes
      else if (codes !== undefined) color = codes
    }
    return letters.trimEnd()
  })
}

export const withoutColor = (screen: string) => stripVTControlCharacters(screen)

/** The lines of a screen that are not as in another, with their numbers; all of them where their number differs. */
export function differing(lines: readonly string[], from: readonly string[]): string {
  return lines
    .flatMap((line, k) =>
      lines.length === from.length && line === from[k]
        ? []
        : [`${String(k + 1).padStart(4)} ${line}`.trimEnd()],
    )
    .join('\n')
}

/** All eight screens in one text: the ASCII ones by the lines in which they differ, the colours by letters. */
export function sheetOf(screens: readonly Screens[]): string {
  return screens
    .flatMap(({ width, unicode, ascii, unicodeInColor, asciiInColor }) => {
      const paint = paintOf(unicodeInColor)
      const blank = paint.map(() => '')
      const more = differing(paintOf(asciiInColor), paint)
      return [
        `== ${width} columns`,
        unicode.trimEnd(),
        `== ${width} columns, ASCII: the lines that differ`,
        differing(ascii.split('\n'), unicode.split('\n')),
        `== ${width} columns, in colour: ${LEGEND}`,
        differing(paint, blank),
        ...(more === '' ? [] : [`== ${width} columns, ASCII in colour: the lines that differ`, more]),
      ]
    })
    .join('\n')
}
