import { PbfWriter } from 'pbf'
import { describe, expect, it } from 'vitest'
import { decodeEvent } from '../../src/bytes/event.js'

/** One value of a tensor, as the fields of a TensorProto give it. */
function scalarOf(write: (tensor: PbfWriter) => void): number | undefined {
  const pbf = new PbfWriter()
  const nested = (field: number, inner: (pbf: PbfWriter) => void) => (outer: PbfWriter) =>
    outer.writeMessage(field, (_, own) => inner(own), undefined)
  nested(5, nested(1, nested(8, write)))(pbf)
  return decodeEvent(pbf.finish()).values[0]?.scalar
}

const content = (type: number, bytes: Buffer) => (tensor: PbfWriter) => {
  tensor.writeVarintField(1, type)
  tensor.writeBytesField(4, bytes)
}
const bytesOf = (size: number, write: (bytes: Buffer) => void) => {
  const bytes = Buffer.alloc(size)
  write(bytes)
  return bytes
}

describe('decodeEvent', () => {
  it.each<[string, (tensor: PbfWriter) => void, number]>([
    [
      'float',
      content(
        1,
        bytesOf(4, (bytes) => bytes.writeFloatLE(0.5)),
      ),
      0.5,
    ],
    [
      'double',
      content(
        2,
        bytesOf(8, (bytes) => bytes.writeDoubleLE(0.1)),
      ),
      0.1,
    ],
    [
      'int32',
      content(
        3,
        bytesOf(4, (bytes) => bytes.writeInt32LE(-7)),
      ),
      -7,
    ],
    [
      'int64',
      content(
        9,
        bytesOf(8, (bytes) => bytes.writeBigInt64LE(-7n)),
      ),
      -7,
    ],
    ['packed floats', (tensor) => tensor.writePackedFloat(5, [0.25]), 0.25],
    ['floats that are not packed', (tensor) => tensor.writeFloatField(5, 0.25), 0.25],
    ['doubles', (tensor) => tensor.writePackedDouble(6, [0.1]), 0.1],
    ['NaN', (tensor) => tensor.writePackedFloat(5, [Number.NaN]), Number.NaN],
    ['integers', (tensor) => tensor.writePackedVarint(10, [-3]), -3],
  ])('reads a scalar that is written as %s', (_, write, value) => {
    expect(scalarOf(write)).toBe(value)
  })

  it('takes a tensor of several numbers, of text, or of none for no scalar', () => {
    expect(scalarOf((tensor) => tensor.writePackedFloat(5, [1, 2]))).toBeUndefined()
    expect(scalarOf(content(1, Buffer.alloc(8)))).toBeUndefined()
    expect(scalarOf(content(7, Buffer.from('text')))).toBeUndefined()
    expect(scalarOf(() => undefined)).toBeUndefined()
  })

  it('tells a value of 0 from no value, and reads steps below 0', () => {
    const pbf = new PbfWriter()
    pbf.writeVarintField(2, -1)
    pbf.writeMessage(
      5,
      (_, summary) => {
        summary.writeMessage(1, (__, value) => value.writeFloatField(2, 0), undefined)
        summary.writeMessage(1, (__, value) => value.writeStringField(1, 'picture'), undefined)
      },
      undefined,
    )
    const { step, values } = decodeEvent(pbf.finish())
    expect(step).toBe(-1)
    expect(values).toEqual([{ tag: '', scalar: 0 }, { tag: 'picture' }])
  })

  it('throws for what is no event', () => {
    expect(() => decodeEvent(Buffer.from([0x09, 1, 2]))).toThrow()
  })
})
