import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOnInterrupt } from '../../src/live/interrupt.js'
import { withProgress } from '../../src/live/progress.js'
import { describerSoFar } from '../../src/live/so-far.js'
import { tee } from '../../src/live/tee.js'

async function* pieces(chunks: readonly (Uint8Array | string)[]) {
  yield* chunks
}
async function collected(input: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of input) all.push(Buffer.from(chunk))
  return Buffer.concat(all)
}

describe('tee', () => {
  it('passes any bytes on as they are, and before they are read on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array()), async (chunks) => {
        const written: Uint8Array[] = []
        const order: string[] = []
        const input = tee(pieces(chunks), async (chunk) => {
          written.push(Buffer.from(chunk))
          order.push('written')
        })
        const read: Buffer[] = []
        for await (const chunk of input) {
          read.push(Buffer.from(chunk))
          order.push('read')
        }
        expect(Buffer.concat(written)).toEqual(Buffer.concat(chunks))
        expect(Buffer.concat(read)).toEqual(Buffer.concat(chunks))
        expect(order).toEqual(chunks.flatMap(() => ['written', 'read']))
      }),
      { seed: 7, numRuns: 100 },
    )
  })
})

describe('progress', () => {
  /** A terminal with a clock of its own, in seconds, that stands still unless it is set. */
  function screen(columns = 80) {
    const written: string[] = []
    const clock = { time: 0 }
    const write = async (text: string) => written.push(text)
    return { clock, written, columns, write, now: () => clock.time }
  }
  /** Pieces that come two seconds apart. */
  async function* apart<T>(chunks: readonly T[], clock: { time: number }, seconds = 2) {
    for (const chunk of chunks) {
      clock.time += seconds
      yield chunk
    }
  }
  const plain = { read: (text: string) => text, judge: (text: string) => text }

  it('shows what has come so far, cut to the screen, and wipes it at the end', async () => {
    const shown = screen(12)
    const input = withProgress(apart(['abc', 'defghi', 'jklmnopqrst'], shown.clock), shown, plain)
    expect((await collected(input)).toString()).toBe('abcdefghijklmnopqrst')
    expect(shown.written).toEqual(['\r\x1b[Kabc', '\r\x1b[Kabcdefghi', '\r\x1b[Kabcdefghijk', '\r\x1b[K'])
  })

  it('writes nothing for input that is over within a second', async () => {
    const shown = screen()
    await collected(withProgress(apart(['a', 'b'], shown.clock, 0.4), shown, plain))
    expect(shown.written).toEqual([])
  })

  it('judges the less often the longer that takes, and goes on reading', async () => {
    const shown = screen()
    const count = { read: 0, judge: 0 }
    const slow = {
      read: (text: string) => `${++count.read} ${text}`,
      judge: (text: string) => {
        shown.clock.time += 1
        return `${++count.judge} ${text}`
      },
    }
    await collected(withProgress(apart(Array.from({ length: 30 }, String), shown.clock), shown, slow))
    expect(count.read).toBe(30)
    expect(count.judge).toBeLessThanOrEqual(5)
  })

  it('shows what came too soon for a look also where nothing follows', async () => {
    const shown = screen()
    let goOn: (value: unknown) => void = () => undefined
    const told = new Promise((resolve) => {
      goOn = resolve
    })
    async function* halting() {
      shown.clock.time = 0.995
      yield 'epoch 1'
      // The clock stands still until the timer that waits for it has been set.
      setImmediate(() => {
        shown.clock.time = 2
      })
      await told
    }
    const judge = (text: string) => {
      goOn(undefined)
      return `${text} seen`
    }
    const describer = { read: (text: string) => text, judge }
    await collected(withProgress(halting(), shown, describer))
    expect(shown.written).toEqual(['\r\x1b[Kepoch 1', '\r\x1b[Kepoch 1 seen', '\r\x1b[K'])
  })

  it('decodes characters that are cut between two pieces', async () => {
    const bytes = Buffer.from('é')
    const shown = screen()
    const describer = { ...plain, judge: (text: string) => `<${text}>` }
    await collected(
      withProgress(apart([bytes.subarray(0, 1), bytes.subarray(1)], shown.clock), shown, describer),
    )
    expect(shown.written.at(-2)).toBe('\r\x1b[K<é>')
  })
})

describe('the live line', () => {
  const rows = Array.from({ length: 24 }, (_, k) => {
    const train = 2 * Math.exp(-k / 6)
    const val = k < 10 ? train + 0.3 : 0.7 + (k - 10) * 0.09
    return [k, train, val, 0.4123 + k / 99, 0.4123 + Math.min(k, 10) / 99].join(',')
  })
  const log = ['epoch,loss,val_loss,accuracy,val_accuracy', ...rows, ''].join('\n')

  it.each([
    [
      120,
      /^epoch 23 {2}loss [\d.]+ {2}val_loss [\d.]+ {2}accuracy [\d.]+ {2}val_accuracy [\d.]+ {2}so far: overfitting from \d+, said after \d+$/,
    ],
    [80, /^epoch 23 {2}loss [\d.]+ {2}val_loss [\d.]+ {2}so far: overfitting from \d+$/],
    [40, /^epoch 23 {2}so far: overfitting from \d+$/],
    [30, /^so far: overfitting from \d+$/],
  ])('at %i columns leaves out values before what was found', (columns, line) => {
    const said = describerSoFar().judge(log, columns)
    expect(said).toMatch(line)
    expect(said.length).toBeLessThanOrEqual(columns)
  })
})

describe('the live line while judging waits', () => {
  const log = (to: number) =>
    `epoch,loss,val_loss\n${Array.from({ length: to }, (_, k) => `${k},${2 * 0.8 ** k},${0.4 + Math.abs(k - 9) * 0.09}\n`).join('')}`

  it('has the newest values, what was seen before, and nothing of a line that is not whole', () => {
    const { read, judge } = describerSoFar()
    expect(read(`${log(4)}4,0.8`, 80)).toMatch(/^epoch 3 {2}loss 1\.02\d* {2}val_loss 0\.940$/)
    expect(judge(log(24), 90)).toMatch(/^epoch 23 .* so far: overfitting from \d+, said after \d+$/)
    expect(read(log(26), 90)).toMatch(/^epoch 25 .* so far: overfitting from \d+, said after \d+$/)
    expect(read('', 80)).toBe('epochwise: no epoch yet')
  })
})

describe('an interrupt', () => {
  async function* endless() {
    yield 'epoch,loss\n'
    await new Promise(() => undefined)
  }

  it('ends input that goes on after it', async () => {
    let destroyed = false
    const input = Object.assign(endless(), { destroy: () => (destroyed = true) })
    const waits: number[] = []
    const { input: reading, happened } = endOnInterrupt(
      input,
      (listener) => setImmediate(listener),
      (done, milliseconds) => {
        waits.push(milliseconds)
        setImmediate(done)
      },
    )
    expect(happened()).toBe(false)
    expect((await collected(reading)).toString()).toBe('epoch,loss\n')
    expect([happened(), destroyed, waits]).toEqual([true, true, [2000]])
  })

  it('lets input end by itself', async () => {
    const { input, happened } = endOnInterrupt(
      pieces(['a', 'b']),
      (listener) => listener(),
      () => undefined,
    )
    expect((await collected(input)).toString()).toBe('ab')
    expect(happened()).toBe(true)
  })

  it('is not listened for where nothing is read', async () => {
    expect((await collected(endOnInterrupt(pieces(['a']), undefined).input)).toString()).toBe('a')
  })
})
