import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url))

/**
 * What one run of a program used.
 * @typedef {{ readonly cpu: number, readonly memory: number }} Usage CPU in ms, memory at its highest in MiB
 */

/** The shell says what the whole process took, its end included; file descriptor 4 takes that. */
const TIMED = 'TIMEFORMAT="%3U %3S"; { time "$@" 2>&5; } 5>&2 2>&4'

/**
 * Runs a script of Node and returns what its process used of itself, so that what else the machine does counts for
 * little. Throws where it ends by a signal, or with another code than a judgement has.
 * @param {readonly string[]} args
 * @returns {Usage}
 */
export function measureNode(args) {
  return used(process.execPath, ['--require', USAGE, ...args])
}

/**
 * The same of a Python script that writes its own memory to file descriptor 3.
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Usage}
 */
export function measurePython(script, args) {
  return used('python3', [script, ...args])
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Usage}
 */
function used(command, args) {
  const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env
  const { status, signal, output, error } = spawnSync('bash', ['-c', TIMED, 'bash', command, ...args], {
    env: { ...env, LC_ALL: 'C' },
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  if (error) throw error
  if (signal !== null || (status !== 0 && status !== 1))
    throw new Error(`${command} ${args.join(' ')}: ${signal ?? `exit ${status}`}\n${output[2]}`)
  const [user = Number.NaN, system = Number.NaN] = (output[4] ?? '').split(' ').map(Number)
  return { cpu: 1000 * (user + system), memory: Number(output[3]) }
}
