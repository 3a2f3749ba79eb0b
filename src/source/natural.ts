let collator: Intl.Collator | undefined

/** Compares names as people order them: `version_9` before `version_10`. */
export function byName(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true })
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}
