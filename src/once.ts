/** What `make` makes, made when it is first asked for and kept. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** A function of one thing that never changes, worked out once for each and kept as long as the thing is. */
export function remember<Of extends object, T>(work: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, { readonly result: T }>()
  return (of) => {
    const found = known.get(of) ?? { result: work(of) }
    known.set(of, found)
    return found.result
  }
}

/** So many texts are kept; a log has few names, and what has many is none. */
const MOST_KEPT = 10_000

/** A function of a text, worked out once for each that comes again and again. */
export function rememberText<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly result: T }>()
  return (text) => {
    const found = known.get(text)
    if (found) return found.result
    const result = work(text)
    if (known.size >= MOST_KEPT) known.clear()
    known.set(text, { result })
    return result
  }
}
