/**
 * One line of the bench.
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} to what the CPU time is compared with, by its name
 * @property {number} ratio CPU time over that of `to`, medians both
 * @property {number} runs so often it was measured
 * @property {number} cpu median, in ms
 * @property {number} memory at its highest, in MiB
 */

/** A ratio, or memory, that has grown by this factor fails the bench. */
const WORSE = 1.3

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2
}

/**
 * What has become worse than the last figures kept, each in words.
 * @param {readonly Figure[]} figures
 * @param {Readonly<Record<string, { readonly ratio: number, readonly memory: number }>>} last by name
 */
export function worse(figures, last) {
  return figures.flatMap((figure) => {
    const { ratio = Number.POSITIVE_INFINITY, memory = Number.POSITIVE_INFINITY } = last[figure.name] ?? {}
    return [
      ...(figure.ratio > WORSE * ratio
        ? [`${figure.name}: ${figure.ratio.toFixed(2)} is more than ${WORSE} x ${ratio}`]
        : []),
      ...(figure.memory > WORSE * memory
        ? [`${figure.name}: ${figure.memory.toFixed(0)} MiB are more than ${WORSE} x ${memory}`]
        : []),
    ]
  })
}

/**
 * @param {readonly Figure[]} figures
 * @param {Readonly<Record<string, { readonly ratio: number }>>} last by name
 */
export function tableOf(figures, last) {
  const head = ['', 'ratio', 'last', 'to', 'runs', 'CPU', 'memory']
  const rows = figures.map(({ name, to, ratio, runs, cpu, memory }) => [
    name,
    ratio.toFixed(2),
    last[name]?.ratio.toFixed(2) ?? '-',
    to,
    `${runs}`,
    `${cpu.toFixed(0)} ms`,
    `${memory.toFixed(0)} MiB`,
  ])
  const widths = head.map((_, k) => Math.max(...[head, ...rows].map((row) => row[k]?.length ?? 0)))
  const line = (/** @type {readonly string[]} */ row) =>
    row.map((cell, k) => (k === 0 || k === 3 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0)))
  return [head, ...rows].map((row) => `${line(row).join('  ').trimEnd()}\n`).join('')
}
