import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { main } from '../../src/main.js'
import { ROOT } from '../fixtures/paths.js'
import { fixturesIn, hostileLogs } from './logs.js'

/** A log of less than a MiB takes no longer, in ms, on a slow machine that has other things to do. */
const LONGEST = 30_000
const RUNS = 50
const FORMATS = ['text', 'json', 'ndjson', 'markdown', 'github', 'sarif', 'junit', 'gitlab', 'tap'] as const
/** Beside the first line, what a message of ours looks like. */
const MESSAGE = /^epochwise: /

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string' } },
})
const first = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
const until = Date.now() + 60_000 * Number(values.minutes)
const folder = mkdtempSync(join(tmpdir(), 'epochwise-fuzz-'))
const prototype = () => Object.getOwnPropertyNames(Object.prototype).join()
const untouched = prototype()

/** Runs the program on a log; throws where it does what it never may. */
async function check(log: Uint8Array, format: (typeof FORMATS)[number]): Promise<void> {
  const path = join(folder, 'log')
  writeFileSync(path, log)
  const [out, err] = [collector(), collector()]
  const stdin = (async function* () {})()
  const start = performance.now()
  const code = await main(['--format', format, path], { stdin, stdout: out, stderr: err, env: {} })
  const took = performance.now() - start
  if (![0, 1, 2].includes(code)) throw new Error(`exit code ${code}`)
  if (code === 2 && err.text + out.text === '') throw new Error('exit code 2 without a word')
  if (/internal error/.test(err.text)) throw new Error(err.text)
  const lines = err.text.split('\n').filter((line) => line !== '')
  if (!lines.every((line) => MESSAGE.test(line))) throw new Error(`no message of ours: ${err.text}`)
  if (/[\u001b\u202e]/.test(out.text + err.text))
    throw new Error(`escapes in the output: ${JSON.stringify(out.text)}`)
  if (format === 'json') JSON.parse(out.text)
  if (format === 'ndjson') for (const line of out.text.split('\n')) if (line !== '') JSON.parse(line)
  if (prototype() !== untouched) throw new Error('the prototype of all objects was changed')
  if (took > LONGEST) throw new Error(`took ${Math.round(took)} ms for ${log.length} bytes`)
}

function collector() {
  return {
    text: '',
    write(chunk: string | Uint8Array, done: (error?: Error | null) => void) {
      this.text += chunk
      done()
      return true
    },
  }
}

let runs = 0
let failed = false
const logs = hostileLogs(fixturesIn(join(ROOT, 'fixtures')))
const property = fc.asyncProperty(logs, fc.constantFrom(...FORMATS), check)
process.stdout.write(`seed ${first}, ${values.minutes} minutes\n`)
for (let seed = first; Date.now() < until && !failed; seed++) {
  const { counterexample, errorInstance } = await fc.check(property, {
    seed,
    numRuns: RUNS,
    interruptAfterTimeLimit: until - Date.now() + 10_000,
  })
  runs += RUNS
  if (!counterexample) continue
  failed = true
  const [log, format] = counterexample
  mkdirSync(join(ROOT, 'node_modules', '.fuzz'), { recursive: true })
  const kept = join(ROOT, 'node_modules', '.fuzz', `found-${seed}`)
  writeFileSync(kept, log)
  process.stderr.write(`--seed ${seed}, --format ${format}: ${errorInstance}\nthe log is kept in ${kept}\n`)
}
rmSync(folder, { recursive: true })
process.stdout.write(
  `${runs} logs, ${failed ? 'one of which broke the program' : 'none of which broke the program'}\n`,
)
process.exitCode = failed ? 1 : 0
