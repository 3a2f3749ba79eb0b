import { Chalk, type ChalkInstance } from 'chalk'
import type { Ink } from '../chart/canvas.js'
import type { PictureOptions } from '../chart/chart.js'
import { printable, toAscii } from '../text/printable.js'
import { columnsOf, wrap } from '../text/wrap.js'

/** What may be known of where a text goes. */
export interface Presentation extends PictureOptions {
  /** Columns. */
  readonly width: number
  /** 0 without colour, 1 for 16, 2 for 256, 3 for all colours. */
  readonly colorLevel: 0 | 1 | 2 | 3
  readonly unicode: boolean
  readonly chart: boolean
  /** Every run in full, however many there are. */
  readonly full: boolean
  /** A comparison is what was asked for; the runs in full only with `full`. */
  readonly comparing?: boolean
}

export type Tint = Ink | 'error' | 'warning' | 'note' | 'good' | 'dim'

/** The screen that a report is laid out for. */
export interface Screen extends Presentation {
  readonly ellipsis: string
  paint(ink: Tint, text: string): string
  /** Text from a log or of our own as this screen can show it. */
  clean(text: string): string
}

export const SYMBOLS = { error: '✖', warning: '▲', note: '●', good: '✔', open: '?' } as const

export function screenFor(presentation: Presentation): Screen {
  return {
    ...presentation,
    ellipsis: presentation.unicode ? '…' : '~',
    paint: painter(presentation.colorLevel),
    clean: (raw) => (presentation.unicode ? printable(raw) : toAscii(printable(raw))),
  }
}

/** Blue and orange of the 256 colours are told apart by colour-blind eyes, on dark and on light ground. */
function painter(level: Presentation['colorLevel']): Screen['paint'] {
  if (level === 0) return (_, piece) => piece
  const chalk = new Chalk({ level })
  const [train, validation] =
    level >= 2 ? [chalk.ansi256(32), chalk.ansi256(166)] : [chalk.blue, chalk.yellow]
  const inks: Record<Tint, ChalkInstance> = {
    plain: chalk.reset,
    train,
    validation,
    mark: chalk.bold,
    region: chalk.dim,
    axis: chalk.dim,
    title: chalk.bold,
    error: chalk.red.bold,
    warning: chalk.yellow.bold,
    note: chalk.cyan.bold,
    good: chalk.green.bold,
    dim: chalk.dim,
  }
  return (ink, piece) => (ink === 'plain' || piece.trim() === '' ? piece : inks[ink](piece))
}

/** A message behind a lead; the lines after the first are indented under it. */
export function hang(lead: string, message: string, { width, clean }: Screen): string[] {
  const indent = columnsOf(lead)
  return wrap(clean(message), width - indent).map((line, k) => (k === 0 ? lead : ' '.repeat(indent)) + line)
}
