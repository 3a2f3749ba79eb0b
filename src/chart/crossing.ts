import type { Strokes } from './glyphs.js'

/** Where two curves run on one another, light and heavy strokes take turns. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['─━', '╼'],
  ['│┃', '╽'],
  ['╭┏', '┍'],
  ['╮┓', '┑'],
  ['╰┗', '┕'],
  ['╯┛', '┙'],
])

/** Signs of Unicode's Box Drawing, each with its arms up, right, down, left: 0 none, 1 light, 2 heavy. */
const ARMS = [
  '─0101 │1010 ╭0110 ╮0011 ╰1100 ╯1001 ━0202 ┃2020 ┏0220 ┓0022 ┗2200 ┛2002',
  '├1110 ┝1210 ┞2110 ┟1120 ┠2120 ┡2210 ┢1220 ┣2220 ┤1011 ┥1012 ┦2011 ┧1021 ┨2021 ┩2012 ┪1022 ┫2022',
  '┬0111 ┭0112 ┮0211 ┯0212 ┰0121 ┱0122 ┲0221 ┳0222 ┴1101 ┵1102 ┶1201 ┷1202 ┸2101 ┹2102 ┺2201 ┻2202',
  '┼1111 ┽1112 ┾1211 ┿1212 ╀2111 ╁1121 ╂2121 ╃2112 ╄2211 ╅1122 ╆1221 ╇2212 ╈1222 ╉2122 ╊2221 ╋2222',
]
  .join(' ')
  .split(' ')
const armsOf: ReadonlyMap<string, string> = new Map(ARMS.map((sign) => [sign.slice(0, 1), sign.slice(1)]))
const signOf: ReadonlyMap<string, string> = new Map(ARMS.map((sign) => [sign.slice(1), sign.slice(0, 1)]))

/** One sign for two strokes in a cell, in which both can be seen; undefined where there is none. */
export function boxCrossing(under: string, over: string): string | undefined {
  const same = SAME.get(under + over)
  if (same) return same
  const [a, b] = [armsOf.get(under), armsOf.get(over)]
  if (a === undefined || b === undefined || under === over) return undefined
  return signOf.get([...a].map((arm, k) => Math.max(Number(arm), Number(b[k]))).join(''))
}

/** The sign for two curves in one cell where only ASCII can be shown. */
export const ASCII_CROSSING = 'x'

export function asciiCrossing(train: Strokes, validation: Strokes) {
  return (under: string, over: string): string | undefined =>
    train.includes(under) && validation.includes(over) ? ASCII_CROSSING : undefined
}
