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
  dot: '·',
  dash: '—',
}

export const asciiGlyphs: Glyphs = {
  train: ['-', '-', '-', '-', '-', '`', '.', '.', "'", '|'],
  validation: ['=', '=', '=', '=', '=', '#', '#', '#', '#', '#'],
  axis: { line: '|', tick: '+', corner: '+', rule: '-', mark: '+', ruled: '=' },
  best: { onCurve: 'O', onAxis: '^', above: ':' },
  region: '.',
  beyond: { above: '^', below: 'v' },
  dot: '-',
  dash: '-',
}
