import { describe, expect, it } from 'vitest'
import { decodeEvent } from '../../src/bytes/event.js'
import { beginsWithRecord, eachRecord } from '../../src/bytes/records.js'
import { record } from './events.js'

/** A version, `loss` 0.5 at step 0 as a simple value, `epoch_loss` 0.25 at step 1 as a tensor. */
const GENUINE = Buffer.from(
  [
    '1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d',
    '1800000000000000a37f4b220900000040fc54d9412a0d0a0b0a046c6f7373150000003f8f9a63a4',
    '34000000000000005e33175c0900000040fc54d94110012a270a250a0a65706f63685f6c6f7373',
    '420a0801120022040000803e4a0b0a090a077363616c6172733fc41bc0',
  ].join(''),
  'hex',
)

function read(bytes: Uint8Array) {
  const records: Uint8Array[] = []
  return { ending: eachRecord(bytes, (data) => records.push(data)), records }
}

describe('eachRecord', () => {
  it('gives the data of each record, which decode as events', () => {
    const { ending, records } = read(GENUINE)
    expect(ending).toEqual({ kind: 'whole', at: GENUINE.length, corrupt: 0 })
    expect(records.map(decodeEvent)).toMatchObject([
      { step: 0, values: [] },
      { step: 0, values: [{ tag: 'loss', scalar: 0.5 }] },
      { step: 1, starts: false, values: [{ tag: 'epoch_loss', scalar: 0.25, plugin: 'scalars' }] },
    ])
  })

  it('reads a file that is cut anywhere up to the cut', () => {
    for (let length = 0; length < GENUINE.length; length++) {
      const { ending, records } = read(GENUINE.subarray(0, length))
      const whole = length < 40 ? 0 : length < 80 ? 1 : 2
      expect(records).toHaveLength(whole)
      expect(ending).toEqual({ kind: length === 40 * whole ? 'whole' : 'cut', at: 40 * whole, corrupt: 0 })
    }
  })

  it('leaves out a record whose data were changed, and goes on', () => {
    const { ending, records } = read(GENUINE.map((byte, k) => (k === 60 ? byte ^ 1 : byte)))
    expect(ending).toEqual({ kind: 'whole', at: GENUINE.length, corrupt: 1 })
    expect(records).toHaveLength(2)
  })

  it('stops where a length was changed, since nothing tells where the next record is', () => {
    const { ending, records } = read(GENUINE.map((byte, k) => (k === 41 ? byte ^ 1 : byte)))
    expect(ending).toEqual({ kind: 'damaged', at: 40, corrupt: 0 })
    expect(records).toHaveLength(1)
  })

  it('reads a record without data, and one that lies anywhere in a larger buffer', () => {
    const bytes = Buffer.concat([Buffer.from('before'), record(new Uint8Array())]).subarray(6)
    const { ending, records } = read(bytes)
    expect([ending.kind, ...records.map(({ length }) => length)]).toEqual(['whole', 0])
  })
})

describe('beginsWithRecord', () => {
  it('tells records from what merely looks like them', () => {
    expect(beginsWithRecord(GENUINE)).toBe(true)
    expect(beginsWithRecord(GENUINE.subarray(0, 12))).toBe(true)
    expect(beginsWithRecord(GENUINE.subarray(0, 11))).toBe(false)
    expect(beginsWithRecord(GENUINE.map((byte, k) => (k === 8 ? byte ^ 1 : byte)))).toBe(false)
    expect(beginsWithRecord(Buffer.from('epoch,loss\n1,2\n'))).toBe(false)
  })
})
