import type { Note } from './run.js'

/**
 * Says which columns are left aside for one whose name differs from theirs in case, blanks, `-` or `_` alone: the log may
 * mean either. `flag` settles it.
 */
export function namesakeNotes(judged: string, left: readonly string[], flag: string): Note[] {
  const alike = left.filter((name) => bare(name) === bare(judged))
  if (alike.length === 0) return []
  const are = alike.length === 1 ? 'is' : 'are'
  return [
    {
      because: `${judged} is judged; ${alike.join(', ')}, called alike, ${are} not (${flag} names the one meant)`,
    },
  ]
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '')
}
