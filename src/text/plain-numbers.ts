/**
 * A number that is no part of a word, a time or a version: at the beginning, or behind a blank or one of these marks. What is
 * glued to it from behind is of the shape of the line.
 */
const NUMBER = /(?<![^\s=:,;|([{<>])([+-]?)\d+(\.\d+)?([eE][+-]?\d+)?/g
/** How a whole is told behind its part. */
const OF_WHOLE = /\s{0,9}\/\s{0,9}(\d{1,12})(?!\d)/y
/** A whole number of more digits may be a time in seconds. */
const MOST_DIGITS = 8
/** Where more than the kind of a number matters: thousands, names such as `mAP@0.5:0.95`, Chinese numbering, perplexities beside losses. */
const MATTERING = /\d,\d|@|[！-～【】第]|ppl|perplexity/i

/** The numbers of a line that `shapeOf` leaves out of its shape, as they are spelt. */
export function numbersIn(line: string): readonly string[] {
  return line.match(NUMBER) ?? []
}

/**
 * A line with its numbers replaced by their kinds: lines of one shape say the same, each of its own numbers. Undefined where
 * more than the kinds of the numbers matters.
 */
export function shapeOf(line: string): string | undefined {
  let shape = ''
  let end = 0
  for (const { before, kind, after } of kindsIn(line)) {
    if (kind === undefined) return undefined
    shape += `${before}\0${kind}`
    end = after
  }
  return MATTERING.test(line) ? undefined : shape + line.slice(end)
}

/** A line of the same shape in which no two numbers are the same, but for parts of the same whole. */
export function sampleOf(line: string): string {
  let sample = ''
  let end = 0
  let count = 0
  for (const { before, sign, decimals, exponent, whole, after } of kindsIn(line)) {
    const digits = String(FIRST_DIGITS + APART * count++)
    sample += `${before}${sign}${whole ?? (decimals ? `0.${digits}` : digits)}${exponent ? 'e7' : ''}`
    end = after
  }
  return sample + line.slice(end)
}

/** What stands in a sample: eight digits that hardly stand elsewhere. */
const FIRST_DIGITS = 41_273_519
const APART = 370_261

interface Found {
  /** What stands between the number before and this one. */
  readonly before: string
  readonly after: number
  readonly sign: string
  readonly decimals: boolean
  readonly exponent: boolean
  /** The whole that it is a part of. */
  readonly whole: string | undefined
  readonly kind: string | undefined
}

function* kindsIn(line: string): Generator<Found> {
  NUMBER.lastIndex = 0
  let end = 0
  for (let found = NUMBER.exec(line); found; found = NUMBER.exec(line)) {
    const [number, sign = '', point, power] = found
    const [before, after] = [line.slice(end, found.index), NUMBER.lastIndex]
    end = after
    const [decimals, exponent] = [point !== undefined, power !== undefined]
    OF_WHOLE.lastIndex = after
    const all = OF_WHOLE.exec(line)?.[1]
    const whole =
      all !== undefined && sign + (point ?? power ?? '') === '' && Number(number) <= Number(all)
        ? all
        : undefined
    const long = !decimals && !exponent && number.length > MOST_DIGITS
    const spelt = decimals ? (exponent ? 'g' : 'f') : exponent ? 'e' : 'i'
    const kind = long ? undefined : `${sign}${whole === undefined ? spelt : 'w'}`
    yield { before, after, sign, decimals, exponent, whole, kind }
    NUMBER.lastIndex = after
  }
}
