import { asciiCrossing, boxCrossing } from './crossing.js'

/** The characters of a curve, in the order in which asciichart takes them. */
export type Strokes = [string, string, string, string, string, string, string, string, string, string]

/** The characters that a chart is drawn with. */
export interface Glyphs {
  readonly train: Strokes
  readonly validation: Strokes
  readonly axis: {
    readonly line: string
    readonly tick: string
    readonly corner: string
    readonly rule: string
    readonly mark: string
    /** The rule of a stretch that a finding speaks of. */
    readonly ruled: string
  }
  readonly best: { readonly onCurve: string; readonly onAxis: string; readonly above: string }
  readonly region: string
  readonly beyond: { readonly above: string; readonly below: string }
  /** One sign for a stroke of training under one of validation. */
  crossing(under: string, over: string): string | undefined
  /** Where two curves run on one another. */
  readonly both: string
  /** Where the learning rate drops. */
  readonly drop: string
  readonly dot: string
  readonly dash: string
}

/** Light strokes for training, heavy ones for validation: told apart without colour. */
export const unicodeGlyphs: Glyphs = {
  train: ['─', '─', '─', '─', '─', '╰', '╭', '╮', '╯', '│'],
  validation: ['━', '━', '━', '━', '━', '┗', '┏', '┓', '┛', '┃'],
  axis: { line: '│', tick: '┤', corner: '└', rule: '─', mark: '┬', ruled: '═' },
  best: { onCurve: '◆', onAxis: '▲', above: '┊' },
  region: '░',
  beyond: { above: '↑', below: '↓' },
  crossing: boxCrossing,
  both: '╼',
  drop: '▾',
  dot: '·',
  dash: '—',
}

const asciiTrain: Strokes = ['-', '-', '-', '-', '-', '`', '.', '.', "'", '|']
const asciiValidation: Strokes = ['=', '=', '=', '=', '=', '#', '#', '#', '#', '#']

export const asciiGlyphs: Glyphs = {
  train: asciiTrain,
  validation: asciiValidation,
  axis: { line: '|', tick: '+', corner: '+', rule: '-', mark: '+', ruled: '=' },
  best: { onCurve: 'O', onAxis: '^', above: ':' },
  region: '.',
  beyond: { above: '^', below: 'v' },
  crossing: asciiCrossing(asciiTrain, asciiValidation),
  both: 'x',
  drop: 'v',
  dot: '-',
  dash: '-',
}
