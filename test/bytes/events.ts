import crc32c from 'crc-32/crc32c.js'
import { PbfWriter } from 'pbf'

/** What a test wants an event file to say. */
export interface Said {
  readonly time?: number
  readonly step?: number
  /** Scalars as `simple_value`. */
  readonly scalars?: Readonly<Record<string, number>>
  /** Scalars as tensors of 32-bit floats, with the part of TensorBoard that shows them. */
  readonly tensors?: Readonly<Record<string, { readonly value: number; readonly plugin?: string }>>
  /** A writer starts here. */
  readonly starts?: boolean
}

/** An event file: TFRecords of Event messages. */
export function eventFile(events: readonly Said[]): Uint8Array {
  return Buffer.concat(events.map((event, k) => record(encode({ time: k + 1, ...event }))))
}

export function record(data: Uint8Array): Uint8Array {
  const length = Buffer.alloc(8)
  length.writeUInt32LE(data.length)
  return Buffer.concat([length, checksum(length), data, checksum(data)])
}

function checksum(bytes: Uint8Array): Uint8Array {
  const crc = crc32c.buf(bytes)
  const masked = Buffer.alloc(4)
  masked.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0)
  return masked
}

function encode({ time = 0, step = 0, scalars = {}, tensors = {}, starts = false }: Said): Uint8Array {
  const pbf = new PbfWriter()
  pbf.writeDoubleField(1, time)
  if (step !== 0) pbf.writeVarintField(2, step)
  if (starts) pbf.writeMessage(7, (_, session) => session.writeVarintField(1, 1), undefined)
  pbf.writeMessage(
    5,
    (_, summary) => {
      for (const [tag, value] of Object.entries(scalars)) summary.writeMessage(1, writeScalar, { tag, value })
      for (const [tag, tensor] of Object.entries(tensors))
        summary.writeMessage(1, writeTensor, { tag, ...tensor })
    },
    undefined,
  )
  return pbf.finish()
}

function writeScalar({ tag, value }: { tag: string; value: number }, pbf: PbfWriter): void {
  pbf.writeStringField(1, tag)
  pbf.writeFloatField(2, value)
}

function writeTensor(
  { tag, value, plugin }: { tag: string; value: number; plugin?: string },
  pbf: PbfWriter,
): void {
  pbf.writeStringField(1, tag)
  pbf.writeMessage(
    8,
    (_, tensor) => {
      const content = Buffer.alloc(4)
      content.writeFloatLE(value)
      tensor.writeVarintField(1, 1)
      tensor.writeBytesField(4, content)
    },
    undefined,
  )
  if (plugin !== undefined)
    pbf.writeMessage(
      9,
      (_, meta) => meta.writeMessage(1, (name, own) => own.writeStringField(1, name), plugin),
      undefined,
    )
}
