import { positionsOf } from '../chart/y-axis.js'
import type { Series } from '../run/run.js'
import { truncate, wrap } from '../text/wrap.js'
import { type Frame, yOf } from './curve.js'
import { place, tag, textTag } from './markup.js'

/** A curve with how it looks and what stands at its end. */
export interface Line {
  readonly series: Series
  /** Classes of the style sheet. */
  readonly look: string
  readonly label: string
  /** Show the stroke beside the label: colours alone do not tell the curves apart. */
  readonly sampled?: boolean
}

/** Pixels of a character, about. */
export const CHARACTER = 7.5
/** Pixels of a digit in the widest of the usual fonts: nothing of a number may be cut. */
export const DIGIT = 8.3
const LINE = 15

/** A stroke as a curve has it, before its label. */
const SAMPLE = { width: 20, room: 25 } as const

/** Nobody reads on for longer. */
const MOST_LINES = 6

/** A text in lines of so many pixels, as elements; what takes more than a few lines is cut. */
export function linesOf(
  text: string,
  { x, y, room, line, look }: { x: number; y: number; room: number; line: number; look?: string },
): string[] {
  const columns = Math.floor(room / CHARACTER)
  return wrap(truncate(text, (MOST_LINES - 1) * columns, '…'), columns).map((words, k) =>
    textTag('text', { class: look, x, y: y + k * line }, words),
  )
}

/** Pixels between the frame and the last values beside it. */
const BEFORE_END = 8

/** Pixels that the last values take at the ends of the curves. */
export function roomOfEnds(lines: readonly Line[]): number {
  return lines.reduce(
    (most, { label, sampled }) =>
      Math.max(most, BEFORE_END + (sampled ? SAMPLE.room : 0) + label.length * DIGIT),
    0,
  )
}

/** Last values at the ends of the curves, moved apart. */
export function endsOf(lines: readonly Line[], frame: Frame): string[] {
  const ends = lines
    .map(({ series, look, label, sampled = false }) => {
      const last = positionsOf({ y: series.y.slice(-1) }, frame.y)[0] ?? Number.NaN
      return { look, label, sampled, y: yOf(frame, Number.isNaN(last) ? frame.y.high : last) }
    })
    .sort((a, b) => a.y - b.y)
  const x = frame.left + frame.width + BEFORE_END
  let free = frame.top - LINE
  return ends.flatMap(({ look, label, sampled, y }, k) => {
    const lowest = frame.top + frame.height - (ends.length - 1 - k) * LINE
    const at = Math.min(Math.max(y, free + LINE), Math.max(lowest, free + LINE))
    free = at
    return labelOf({ look, label, sampled }, x, at + 4)
  })
}

/** A label in the colour of its curve, behind a piece of its stroke where that is wanted. */
function labelOf(
  { look, label, sampled }: Pick<Line, 'look' | 'label' | 'sampled'>,
  x: number,
  y: number,
): string[] {
  if (!sampled) return [textTag('text', { class: look, x, y }, label)]
  const stroke = `M${place(x)} ${place(y - 4)}h${SAMPLE.width}`
  return [
    tag('path', { class: `curve sample ${look}`, d: stroke }),
    textTag('text', { class: look, x: x + SAMPLE.room, y }, label),
  ]
}

/** A text cut to so many pixels. */
export function fitted(text: string, room: number): string {
  return truncate(text, Math.floor(room / CHARACTER), '…')
}

/** Last values in rows above the curves, in their colours. */
export function legendOf(
  lines: readonly Line[],
  { left, inner }: { left: number; inner: number },
): { content: string[]; height: number } {
  let [x, row] = [left, 0]
  const content = lines.flatMap((line) => {
    const room = (line.label.length + 2) * CHARACTER + (line.sampled ? SAMPLE.room : 0)
    if (x > left && x + room > left + inner) [x, row] = [left, row + 1]
    const at = { x, y: 34 + row * LINE }
    x += room
    return labelOf(line, at.x, at.y)
  })
  return { content, height: (row + 1) * LINE }
}
