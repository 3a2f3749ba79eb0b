/** How numbers are spelt wherever people read them. */

/** A value of a curve, with three or four significant digits, or as many as asked for. */
export function spell(value: number, digits?: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e6 || size < 1e-4) return value.toExponential((digits ?? 3) - 1).replace('e+', 'e')
  const figures = digits ?? (size >= 1 ? 4 : 3)
  const whole = Math.floor(Math.log10(size)) + 1
  return whole >= figures ? value.toFixed(0) : value.toPrecision(figures)
}

/** A number has no more digits that mean something. */
const MOST_DIGITS = 15

/** Two values of one curve, with enough digits to tell them apart. */
export function spellPair(from: number, to: number): [string, string] {
  const whole: [string, string] = [String(from), String(to)]
  for (let digits = 3; digits <= MOST_DIGITS; digits++) {
    const pair: [string, string] =
      digits === 3 ? [spell(from), spell(to)] : [spell(from, digits), spell(to, digits)]
    if (pair[0] !== pair[1] || from === to)
      return digits > 7 && whole.join().length <= pair.join().length ? whole : pair
  }
  return whole
}

/** A share as a percentage with sign: 0.771 is `+77%`. */
export function spellChange(share: number): string {
  if (!Number.isFinite(share)) return share > 0 ? '+inf%' : Number.isNaN(share) ? '' : '-inf%'
  const percent = share * 100
  const size = Math.abs(percent)
  const text =
    size >= 1e6
      ? size.toExponential(1).replace('e+', 'e')
      : size >= 9.95 || size === 0
        ? size.toFixed(0)
        : size.toFixed(1)
  return `${percent < 0 ? '-' : '+'}${text}%`
}

/** A share as a percentage without sign: 0.1 is `10 %`. */
export function spellShare(share: number, digits = 3): string {
  return `${Number((share * 100).toPrecision(digits))} %`
}

/** So many values along an axis: each epoch has one, but of steps only some are logged. */
export function countPoints(number: number, axis: string): string {
  return count(number, axis === 'step' ? 'point' : axis)
}

/** `1 epoch`, `2 epochs`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
