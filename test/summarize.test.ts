import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { reporters } from '../src/reporters/list.js'
import { dice } from './evaluate/chance.js'
import { UNDECIDED } from './reporters/sample.js'
import { Folder, run as runIn, stdinOf } from './world.js'

const LOGS = 1000
const PARTS = 7
const EPOCHS = 12
const FEW = 30
/** All that need no curves. */
const FORMATS = reporters.map(({ id }) => id).filter((id) => id !== 'html' && id !== 'svg')

const range = (length: number) => Array.from({ length }, (_, k) => k)

/** A log of a run of its own kind, with names that hold what they may not be obeyed for. */
function logOf(seed: number): string {
  const chance = dice(seed)
  const noise = () => chance.between(-0.02, 0.02)
  const [rise, broken] = [seed % 5 === 0 ? 0.08 : 0, seed % 11 === 0]
  const headers = [
    'epoch,loss,val_loss,accuracy,val_accuracy',
    'epoch,train_loss,val_loss\u001b[31m,__proto__',
  ]
  const rows = range(EPOCHS).map((k) => {
    const loss = 2 * Math.exp(-k / 4) + 0.2
    const shown = broken && k > 8 ? 'nan' : (loss + noise()).toFixed(4)
    const unseen = (loss + 0.1 + rise * Math.max(0, k - 6) + noise()).toFixed(4)
    const scores = [1 - loss / 3, 1 - loss / 3 - 0.02].map((value) => (value + noise() / 4).toFixed(4))
    return [k, shown, unseen, ...scores.slice(0, seed % 7 === 0 ? 1 : 2)].join()
  })
  return [headers[seed % 7 === 0 ? 1 : 0], ...rows, ''].join('\n')
}

const folder = Folder.forAll()
const { file, read } = folder
const nameOf = (k: number) => file(`${String(k).padStart(4, '0')}.csv`)
let names: readonly string[] = []
const partName = (part: number) => file(`part-${part}.ndjson`)
const save = (name: string, content: string | Uint8Array) => {
  writeFileSync(file(name), content)
  return file(name)
}

const run = (argv: readonly string[], input: readonly string[] = []) => runIn(argv, { stdin: stdinOf(input) })

/** Writes a part with the lines of the logs of which it is told. */
async function judgeInto(name: string, logs: readonly string[]): Promise<string> {
  const list = save(`list-${name}`, logs.join('\n'))
  const { stdout } = await run(['--files-from', list, '--format', 'ndjson', '--fail-on', 'never'])
  return save(name, stdout)
}

beforeAll(async () => {
  names = range(LOGS).map(nameOf)
  const others = new Map([
    [3, UNDECIDED],
    [13, ''],
    [500, '\u0089PNG'],
  ])
  for (const k of range(LOGS)) if (k !== 77) writeFileSync(nameOf(k), others.get(k) ?? logOf(k))
  for (const part of range(PARTS)) {
    const [from, to] = [part, part + 1].map((own) => Math.floor((own * LOGS) / PARTS))
    await judgeInto(`part-${part}.ndjson`, names.slice(from, to))
  }
  await judgeInto('few.ndjson', names.slice(0, FEW))
  save('few', names.slice(0, FEW).join('\n'))
  save('all', names.join('\0'))
}, 60_000)

describe(`${LOGS} logs judged in ${PARTS} parts and summarized`, () => {
  /** What a call writes in every format. */
  async function inAllFormats(argv: readonly string[]) {
    const into = FORMATS.flatMap((format) => ['--format', `${format}=${file(`out.${format}`)}`])
    const outcome = await run([...argv, ...into, '--no-chart'])
    return { ...outcome, files: FORMATS.map((format) => read(`out.${format}`)) }
  }

  it('give byte for byte what one call gives, whatever the order of the parts', async () => {
    const whole = await inAllFormats(['--files-from', file('all')])
    expect(whole.code).toBe(2)
    expect(whole.stderr).toContain('0077.csv: no such file')
    for (const text of whole.files) expect(text.length).toBeGreaterThan(1_000)
    const parts = range(PARTS).map(partName)
    expect(await inAllFormats(['summarize', ...parts])).toEqual(whole)
    const mixed = ['summarize', '--expect', file('all'), ...parts.toReversed()]
    expect(await inAllFormats(mixed)).toEqual(whole)
  }, 60_000)

  it.each([
    [[]],
    [['--width', '60']],
    [['--ascii']],
    [['--color']],
    [['--full', '--no-chart']],
    [['--fail-on', 'never', '--undecided', 'pass']],
    [['--fail-on', 'diverged']],
    [['--quiet']],
    [['--format', 'svg-report']],
    [['--format', 'markdown', '--no-chart']],
  ])('and so do a few with %j', async (flags) => {
    const reduced = await run(['summarize', file('few*.ndjson'), ...flags])
    expect(reduced).toEqual(await run(['--files-from', file('few'), ...flags]))
  })

  it('come through a pipe, and a summary can be summarized again', async () => {
    const { stdout } = await run(['summarize', file('few.ndjson'), '--format', 'ndjson'])
    expect(await run(['summarize'], [stdout])).toEqual(await run(['--files-from', file('few')]))
  })
})

describe('the gate', () => {
  const GOOD = [1, 2, 4]
  const judged = async (...paths: string[]) => (await run([...paths, '--format', 'ndjson'])).stdout

  it('stands at the end: it passes, stops, or has not judged', async () => {
    const good = save('good.ndjson', await judged(...GOOD.map(nameOf)))
    const bad = save('bad.ndjson', await judged(nameOf(11)))
    const unread = save('unread.ndjson', await judged(file('none.csv')))
    const undecided = save('undecided.ndjson', await judged(nameOf(3)))
    expect((await run(['summarize', good])).code).toBe(0)
    expect((await run(['summarize', good, bad])).code).toBe(1)
    expect((await run(['summarize', good, bad, '--fail-on', 'never'])).code).toBe(0)
    expect((await run(['summarize', good, bad, unread, '--fail-on', 'never'])).code).toBe(2)
    expect((await run(['summarize', good, undecided])).code).toBe(2)
    expect((await run(['summarize', good, undecided, '--undecided', 'fail'])).code).toBe(1)
  })

  it('is closed for a log of which nothing is told', async () => {
    const good = save('good.ndjson', await judged(nameOf(1), nameOf(2)))
    const list = save('three', [1, 2, 4].map(nameOf).join('\n'))
    const { code, stderr } = await run(['summarize', good, '--expect', list])
    expect(code).toBe(2)
    expect(stderr).toBe(
      `epochwise: ${nameOf(4)}: none of the summaries tells of it (judge it with --format ndjson, and add what that writes)\n`,
    )
    const two = save('two', `${nameOf(1)}\n${nameOf(2)}\n`)
    expect((await run(['summarize', good, '--expect', two])).code).toBe(0)
  })

  it('knows a directory by what was read in it', async () => {
    mkdirSync(file('runs/1'), { recursive: true })
    writeFileSync(file('runs/1/metrics.csv'), logOf(1))
    const part = save('runs.ndjson', await judged(file('runs/1')))
    const list = save('dirs', `${file('runs/1')}/\n`)
    expect((await run(['summarize', part, '--expect', list])).code).toBe(0)
  })

  it('is closed for what was not examined', async () => {
    const part = save('off.ndjson', (await judged(nameOf(1))).replace(/\{"id":"unstable"[^}]*\},/, ''))
    expect((await run(['summarize', part])).code).toBe(0)
    const { code, stderr } = await run(['summarize', part, '--fail-on', 'unstable'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('was not examined for unstable')])
    expect((await run(['summarize', part, '--fail-on', 'regression'])).stderr).toContain(
      'nothing was compared',
    )
  })

  it('stops what was worse than the baseline', async () => {
    const argv = [nameOf(5), nameOf(10), nameOf(2), '--baseline', nameOf(1)]
    const part = save('compared.ndjson', (await run([...argv, '--format', 'ndjson'])).stdout)
    for (const flags of [[], ['--fail-on', 'regression'], ['--format', 'json']])
      expect(await run(['summarize', part, ...flags])).toEqual(await run([...argv, ...flags]))
    expect((await run(['summarize', part, '--fail-on', 'regression'])).code).toBe(1)
  })

  it('lets no log pass a gate for regressions that was not compared, where others were', async () => {
    const compared = [nameOf(5), '--baseline', nameOf(1), '--format', 'ndjson']
    const part = save('some-compared.ndjson', (await run(compared)).stdout)
    const alone = save('alone.ndjson', (await run([nameOf(10), '--format', 'ndjson'])).stdout)
    const { code, stderr } = await run(['summarize', part, alone, '--fail-on', 'regression'])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${nameOf(10)} was not compared`)])
  })

  it('refuses a log of which two files tell: one of them is of an earlier call', async () => {
    const line = (await run([nameOf(1), '--format', 'ndjson'])).stdout
    const parts = [save('told.ndjson', line), save('told-again.ndjson', line)]
    const { code, stderr } = await run(['summarize', ...parts])
    expect(code).toBe(2)
    expect(stderr).toContain(`${nameOf(1)}: told of in ${parts[0]} and in ${parts[1]}`)
  })
})

describe('what no call wrote', () => {
  const good = async () => (await run([nameOf(1), '--format', 'ndjson'])).stdout

  it.each<[string, (line: string) => string, RegExp]>([
    ['a line cut off', (line) => line + line.slice(0, 300), /: line 2: no JSON object/],
    ['a word', (line) => `${line}hello\n`, /: line 2: no JSON object/],
    ['an array', (line) => `[]\n${line}`, /: line 1: neither a run/],
    ['another object', (line) => `{"a":1}\n${line}`, /: line 1: neither a run/],
    [
      'a status that there is not',
      (line) => line + line.replace(/"status":"\w+"/, '"status":"fine"'),
      /: line 2: verdict/,
    ],
    [
      'findings of a string',
      (line) => line + line.replace(/"findings":\[.*?\],"checks/, '"findings":"","checks'),
      /: line 2: f/,
    ],
    ['a sparkline of letters', (line) => line + line.replace(/"sparkline":"./, '"sparkline":"x'), /2: spark/],
    ['a deep array', (line) => `${line}${'['.repeat(1e5)}\n`, /: line 2: no JSON object/],
  ])('%s is told with its line, the others are judged, and the code is 2', async (_, spoil, told) => {
    const part = save('spoilt.ndjson', spoil(await good()))
    const { code, stdout, stderr } = await run(['summarize', part])
    expect(code).toBe(2)
    expect(stdout).toContain('0001.csv')
    expect(stdout).toContain('1 log not read   exit 2')
    expect(stderr).toMatch(/^epochwise: .*\n$/)
    expect(stderr).toMatch(told)
  })

  it('many broken lines are told in a few', async () => {
    const { code, stderr } = await run(['summarize', save('csv.ndjson', logOf(1))])
    expect(code).toBe(2)
    expect(stderr.split('\n').length - 1).toBe(6)
    expect(stderr).toContain('8 more lines that cannot be read')
  })

  it.each([
    ['empty', '', /: empty/],
    ['blank', '\n\n', /: empty/],
    ['a picture', '\u0089PNG\r\n\u001a\n', /.+/],
  ])('%s is refused', async (_, content, told) => {
    const { code, stderr } = await run(['summarize', save('none.ndjson', content)])
    expect(code).toBe(2)
    expect(stderr).toMatch(told)
  })

  it('a gzip file is read whole or not at all', async () => {
    const packed = gzipSync((await good()).repeat(40))
    expect((await run(['summarize', save('p.ndjson.gz', packed)])).code).toBe(0)
    const torn = save('t.ndjson.gz', packed.subarray(0, packed.length >> 1))
    const { code, stderr } = await run(['summarize', torn])
    expect([code, stderr]).toEqual([2, expect.stringContaining('damaged gzip')])
  })

  it('a missing file, a folder, a pattern that matches nothing', async () => {
    for (const path of ['none.ndjson', '.', 'none-*.ndjson'])
      expect((await run(['summarize', file(path)])).code).toBe(2)
    expect((await run(['summarize'], [''])).code).toBe(2)
  })

  it('fields that no record has are left out', async () => {
    const line = (await good()).replace(/^\{/, '{"__proto__":{"x":1},"later":[1],')
    const { stdout, code } = await run(['summarize', save('l.ndjson', line), '--format', 'ndjson'])
    expect([code, stdout]).toEqual([0, await good()])
  })
})

describe('flags', () => {
  it.each([
    [['--require', 'epochs > 1'], '--require: settled where the logs were judged'],
    [['--min-epochs', '3'], '--min-epochs: settled'],
    [['--level', 'unstable=off'], '--level: settled'],
    [['--baseline', 'x.csv'], '--baseline: settled'],
    [['--run', 'all'], '--run: settled'],
    [['--format', 'html'], 'html draws curves'],
    [['-o', 'x.svg'], 'svg draws curves'],
    [['--tee'], '--tee: does not go'],
    [['--expect', '-'], 'given twice'],
    [['--nonsense'], 'unknown option'],
  ])('%j come too late, or do not fit', async (flags, told) => {
    const { code, stdout, stderr } = await run(['summarize', ...flags])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(told)
  })

  it('an output does not replace what is summarized', async () => {
    const before = await run(['summarize', partName(0), '--format', 'ndjson'])
    const { code, stderr } = await run(['summarize', partName(0), '--format', `ndjson=${partName(0)}`])
    expect([code, stderr]).toEqual([2, expect.stringContaining('would be overwritten')])
    expect(await run(['summarize', partName(0), '--format', 'ndjson'])).toEqual(before)
  })
})
