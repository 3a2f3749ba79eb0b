/** Strings, which may hold anything, and what opens and ends objects and lists. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g

/** The first key that an object in valid JSON has twice, of which JSON.parse takes the last without a word. */
export function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined) {
      const key: unknown = JSON.parse(token.slice(0, -colon.length))
      const keys = open.at(-1)
      if (typeof key !== 'string' || !keys) continue
      if (keys.has(key)) return key
      keys.add(key)
    }
  }
  return undefined
}
