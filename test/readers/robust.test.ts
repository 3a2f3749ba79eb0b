import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { readers } from '../../src/readers/list.js'
import { readSource } from '../../src/readers/read.js'
import { buildRun } from '../../src/run/build.js'
import { sourceOf as sourceOfBytes } from '../../src/source/open.js'
import { Source } from '../../src/text/source.js'
import { fixturesIn, ROOT, sourceOf, subjectOf } from '../fixtures/paths.js'

/** Longer than any of these may take on a slow machine, in milliseconds; what hangs takes for ever. */
const PATIENCE = 10_000
/** Damages tried on each sample. */
const TRIED = 15

/** A file of a genuine log: the log itself, or one of the files of a directory, which is then read with the others. */
interface File {
  readonly bytes: Uint8Array
  with(bytes: Uint8Array): Source
}

function filesOf(sample: string): File[] {
  const path = `fixtures/readers/${sample}`
  if (!statSync(join(ROOT, path)).isDirectory())
    return [{ bytes: readFileSync(join(ROOT, path)), with: (bytes) => sourceOfBytes(path, path, bytes) }]
  const whole = sourceOf(path)
  return whole.files.map((file) => ({
    bytes: file.bytes ?? Buffer.from(file.text),
    with(bytes) {
      const damaged = sourceOfBytes(file.name, file.name, bytes)
      if (whole.parts.length === 0) return damaged
      return new Source(whole.name, '', {
        parts: whole.parts.map((part) => (part === file ? damaged : part)),
      })
    },
  }))
}

/** Reads, and makes runs of, what must be read or refused. Returns the milliseconds that it took. */
function readThrough(file: File, bytes: Uint8Array, format?: string): number {
  const start = performance.now()
  try {
    const source = file.with(bytes)
    const { format: found, reading } = readSource(source, format)
    for (const phase of reading.phases) {
      try {
        buildRun(source, found, reading, phase)
      } catch (error) {
        if (!(error instanceof UserError)) throw error
      }
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
  return performance.now() - start
}

describe.each(readers.map(({ id }) => id))('%s', (id) => {
  const samples = fixturesIn('readers').filter((file) => subjectOf(file) === id)

  it.each(samples)('reads or refuses %s, cut off anywhere or with anything in it', (sample) => {
    const files = filesOf(sample)
    expect(files.length).toBeGreaterThan(0)
    const damage = fc.record({
      file: fc.constantFrom(...files),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      lost: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(40)),
      foreign: fc.uint8Array({ maxLength: 24 }),
    })
    fc.assert(
      fc.property(damage, ({ file, at, lost, foreign }) => {
        const place = Math.floor(at * file.bytes.length)
        const rest = Number.isFinite(lost) ? file.bytes.subarray(place + lost) : new Uint8Array()
        const bytes = Buffer.concat([file.bytes.subarray(0, place), foreign, rest])
        expect(readThrough(file, bytes)).toBeLessThan(PATIENCE)
        expect(readThrough(file, bytes, id)).toBeLessThan(PATIENCE)
      }),
      { seed: 71, numRuns: TRIED },
    )
  })

  it('reads its samples when they are whole', () => {
    for (const sample of samples) {
      const { format, reading } = readSource(sourceOf(`fixtures/readers/${sample}`))
      expect(format).toBe(id)
      expect(reading.phases.length).toBeGreaterThan(0)
    }
  })
})
