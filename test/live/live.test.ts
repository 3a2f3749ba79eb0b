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
  /** Each look at the clock takes what the next of `times` says, in seconds. */
  function screen(times: readonly number[], columns = 80) {
    const written: string[] = []
    let place = 0
    let time = 0
    return {
      written,
      columns,
      write: async (text: string) => written.push(text),
      now: () => {
        time += times[place++] ?? 0
        return time
      },
    }
  }

  it('shows what has come so far, cut to the screen, and wipes it at the end', async () => {
    const shown = screen([0, 2, 0, 2, 0, 2, 0], 12)
    const input = withProgress(pieces(['abc', 'defghi', 'jklmnopqrst']), shown, (text) => text)
    expect((await collected(input)).toString()).toBe('abcdefghijklmnopqrst')
    expect(shown.written).toEqual(['\r\x1b[Kabc', '\r\x1b[Kabcdefghi', '\r\x1b[Kabcdefghijk', '\r\x1b[K'])
  })

  it('writes nothing for input that is over within a second', async () => {
    const shown = screen([0, 0.1, 0.1])
    await collected(withProgress(pieces(['a', 'b']), shown, (text) => text))
    expect(shown.written).toEqual([])
  })

  it('looks the less often the longer a look takes', async () => {
    let looks = 0
    const shown = screen([0, ...Array.from({ length: 60 }, () => 0.6)])
    await collected(
      withProgress(pieces(Array.from({ length: 30 }, String)), shown, (text) => {
        looks++
        return text
      }),
    )
    expect(looks).toBeLessThanOrEqual(3)
  })

  it('decodes characters that are cut between two pieces', async () => {
    const bytes = Buffer.from('é')
    const shown = screen([0, 2, 0, 2, 0])
    await collected(
      withProgress(pieces([bytes.subarray(0, 1), bytes.subarray(1)]), shown, (text) => `<${text}>`),
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
    [120, /^epoch 23 {2}loss [\d.]+ {2}val_loss [\d.]+ {2}accuracy [\d.]+ {2}val_accuracy [\d.]+ {2}so far:/],
    [80, /^epoch 23 {2}loss [\d.]+ {2}val_loss [\d.]+ {2}so far: overfitting from \d+$/],
    [40, /^epoch 23 {2}so far: overfitting from \d+$/],
    [30, /^so far: overfitting from \d+$/],
  ])('at %i columns leaves out values before what was found', (columns, line) => {
    const said = describerSoFar()(log, columns)
    expect(said).toMatch(line)
    expect(said.length).toBeLessThanOrEqual(columns)
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
