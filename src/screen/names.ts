import { columnsOf, truncate } from '../text/wrap.js'

/** What ends a part of a name: a cut stands behind it. */
const ENDS_A_PART = /[/\\_\- ]/
const PARTS = /(?<=[/\\_\- ])/

/**
 * Names of logs, each in so many columns, so that those that differ read differently: what all have in common at the
 * front gives way first, then what they have in common at the end, then all other parts that all have, then the middle.
 */
export function shortened(names: readonly string[], width: number, ellipsis: string): string[] {
  const shorts = cut([...new Set(names)], width, ellipsis)
  return names.map((name) => shorts.get(name) ?? name)
}

/** A name in so many columns, with both its ends. */
export function withoutMiddle(name: string, width: number, ellipsis: string): string {
  if (columnsOf(name) <= width) return name
  const room = width - columnsOf(ellipsis)
  const front = truncate(name, Math.floor(room / 2), '')
  return front + ellipsis + truncate(name, room - columnsOf(front), '', 'end')
}

/** Names that come out alike are cut anew among themselves. */
function cut(names: readonly string[], width: number, ellipsis: string): Map<string, string> {
  const shorts = cutTogether(names, width, ellipsis)
  const alike = new Map<string, string[]>()
  for (const [name, short] of shorts) alike.set(short, [...(alike.get(short) ?? []), name])
  for (const group of alike.values()) {
    if (group.length === 1 || group.length === names.length) continue
    for (const [name, short] of cut(group, width, ellipsis)) shorts.set(name, short)
  }
  return shorts
}

function cutTogether(names: readonly string[], width: number, ellipsis: string): Map<string, string> {
  const front = sharedFront(names)
  const end = sharedEnd(names.map((name) => name.slice(front)))
  const common = commonParts(names)
  const forms = [
    (name: string) => name,
    (name: string) => (front > 0 ? ellipsis : '') + name.slice(front),
    (name: string) =>
      (front > 0 ? ellipsis : '') + name.slice(front, name.length - end) + (end > 0 ? ellipsis : ''),
    (name: string) => withoutParts(name, common, ellipsis),
  ]
  const fits = (form: (name: string) => string) => names.every((name) => columnsOf(form(name)) <= width)
  const form = forms.find(fits) ?? ((name) => withoutMiddle(forms.at(-1)?.(name) ?? name, width, ellipsis))
  return new Map(names.map((name) => [name, form(name)]))
}

/** Characters at the front that all have in common, up to the end of a part. */
function sharedFront(names: readonly string[]): number {
  const [first = '', ...others] = names
  if (others.length === 0) return 0
  let length = 0
  while (length < first.length && others.every((name) => name[length] === first[length])) length++
  while (length > 0 && !ENDS_A_PART.test(first[length - 1] ?? '')) length--
  return length
}

/** Characters at the end that all have in common, from the end of a part. */
function sharedEnd(names: readonly string[]): number {
  const [first = '', ...others] = names
  if (others.length === 0) return 0
  const least = names.reduce((fewest, name) => Math.min(fewest, name.length), first.length)
  let length = 0
  while (length < least && others.every((name) => name.at(-1 - length) === first.at(-1 - length))) length++
  while (length > 0 && !ENDS_A_PART.test(first.at(-length) ?? '')) length--
  return length
}

/** Parts that all have, be it at different places. */
function commonParts(names: readonly string[]): ReadonlySet<string> {
  const [first = '', ...others] = names
  if (others.length === 0) return new Set()
  let common = new Set(first.split(PARTS))
  for (const name of others) {
    const own = new Set(name.split(PARTS))
    common = new Set([...common].filter((part) => own.has(part)))
  }
  return common
}

function withoutParts(name: string, common: ReadonlySet<string>, ellipsis: string): string {
  const kept: string[] = []
  for (const part of name.split(PARTS)) {
    if (!common.has(part)) kept.push(part)
    else if (kept.at(-1) !== ellipsis) kept.push(ellipsis)
  }
  return kept
    .map((part, k) =>
      kept[k + 1] === ellipsis && ENDS_A_PART.test(part.at(-1) ?? '') ? part.slice(0, -1) : part,
    )
    .join('')
}
