/** A name that none before had, as `seen` counts them: a log that is given twice has its own for each. */
export function distinct(name: string, seen: Map<string, number>): string {
  const times = (seen.get(name) ?? 0) + 1
  seen.set(name, times)
  return times === 1 ? name : `${name}:${times}`
}
