/** Lines that are looked at, and the share of them that must bear a prefix. */
const LOOKED_AT = 200
const SHARE = 0.8
/** A line may bear so many prefixes, one within the other: CloudWatch's before that of mpirun. */
const NESTED = 3
/** What mpirun puts before the output of each process, as SageMaker starts it: `[1,mpirank:0,algo-1]<stdout>:`. */
const PROCESS = /^\[\d{1,6},(?:mpirank:)?(\d{1,6})(?:,[^\]\s]{1,99})?\]<std(?:out|err)>: ?/
/** What CloudWatch puts before each event: its time, in milliseconds or as ISO 8601, and the name of its stream. */
const PREFIXES = [
  PROCESS,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)[ \t](?:[\w./-]*\balgo-\d[\w./-]*[ \t])?/,
  /^\d{13}\t/,
]
/** How each of them begins. */
const BEGINNING = /^(?:\[\d|\d{4}-|\d{13}\t)/

/**
 * Takes off what collectors of logs put before each line. Of several processes that print the same, the one of the lowest
 * rank is kept; `processes` says how many there are.
 */
export function withoutCollector(text: string): { text: string; processes: number } {
  let plain = text
  let processes = 1
  for (let k = 0; k < NESTED; k++) {
    if (!isBorne(plain, BEGINNING)) break
    const prefix = PREFIXES.find((own) => isBorne(plain, own))
    if (!prefix) break
    const lines = plain.split('\n')
    const ranks = prefix === PROCESS ? lines.flatMap((line) => rankOf(line) ?? []) : []
    const lowest = ranks.reduce((least, rank) => Math.min(least, rank), Number.POSITIVE_INFINITY)
    processes = Math.max(processes, new Set(ranks).size)
    const kept = lines.filter((line) => (rankOf(line) ?? lowest) === lowest || prefix !== PROCESS)
    plain = kept.map((line) => line.replace(prefix, '')).join('\n')
  }
  return { text: plain, processes }
}

function rankOf(line: string): number | undefined {
  const rank = PROCESS.exec(line)?.[1]
  return rank === undefined ? undefined : Number(rank)
}

function isBorne(text: string, prefix: RegExp): boolean {
  let looked = 0
  let borne = 0
  for (let from = 0; from < text.length && looked < LOOKED_AT; ) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end < 0 ? text.length : end)
    from = end < 0 ? text.length : end + 1
    if (line.trim() === '') continue
    looked++
    if (prefix.test(line)) borne++
  }
  return looked > 0 && borne >= SHARE * looked
}
