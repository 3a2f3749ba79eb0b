import { PbfReader } from 'pbf'

/** One record of an event file: what it says at one step. */
export interface Event {
  /** Seconds since 1970. */
  wallTime: number
  /** 0 where the writer gave none. */
  step: number
  /** A writer starts here, again or for the first time: what was logged from this step on is void. */
  starts: boolean
  readonly values: Value[]
}

/** One value of a summary. */
export interface Value {
  tag: string
  /** The part of TensorBoard that shows it, which a writer names with the first value of a tag only. */
  plugin?: string
  /** Absent where it is none: a histogram, a picture, a text. */
  scalar?: number
}

/** A tensor while it is read: its type, and its elements in the first field that has any. */
interface Tensor {
  type: number
  content?: Uint8Array
  numbers?: number[]
}

const SESSION_START = 1
/** Types of tensors whose elements are taken as they stand: int32, int64 and others of the same fields. */
const FLOAT = 1
const DOUBLE = 2
const INT32 = 3
const INT64 = 9

/** Decodes an Event. Throws where the data are none. Source: tensorboard/compat/proto/{event,summary,tensor}.proto. */
export function decodeEvent(data: Uint8Array): Event {
  return new PbfReader(data).readFields<Event>(readEvent, {
    wallTime: 0,
    step: 0,
    starts: false,
    values: [],
  })
}

function readEvent(field: number, event: Event, pbf: PbfReader): void {
  if (field === 1) event.wallTime = pbf.readDouble()
  else if (field === 2) event.step = pbf.readVarint(true)
  else if (field === 5) pbf.readMessage(readSummary, event.values)
  else if (field === 7) pbf.readMessage(readSession, event)
}

function readSession(field: number, event: Event, pbf: PbfReader): void {
  if (field === 1) event.starts = pbf.readVarint() === SESSION_START
}

function readSummary(field: number, values: Value[], pbf: PbfReader): void {
  if (field === 1) values.push(pbf.readMessage<Value>(readValue, { tag: '' }))
}

function readValue(field: number, value: Value, pbf: PbfReader): void {
  if (field === 1) value.tag = pbf.readString()
  else if (field === 2) value.scalar = pbf.readFloat()
  else if (field === 8) {
    const scalar = scalarOf(pbf.readMessage<Tensor>(readTensor, { type: 0 }))
    if (scalar !== undefined) value.scalar = scalar
  } else if (field === 9) pbf.readMessage(readMetadata, value)
}

function readMetadata(field: number, value: Value, pbf: PbfReader): void {
  if (field === 1) pbf.readMessage(readPlugin, value)
}

function readPlugin(field: number, value: Value, pbf: PbfReader): void {
  if (field === 1) value.plugin = pbf.readString()
}

function readTensor(field: number, tensor: Tensor, pbf: PbfReader): void {
  if (field === 1) tensor.type = pbf.readVarint()
  else if (field === 4) tensor.content = pbf.readBytes()
  else if (field === 5) tensor.numbers = pbf.readPackedFloat(tensor.numbers)
  else if (field === 6) tensor.numbers = pbf.readPackedDouble(tensor.numbers)
  else if (field === 7 || field === 10) tensor.numbers = pbf.readPackedVarint(tensor.numbers, true)
}

/** The number of a tensor that holds one. */
function scalarOf({ type, content, numbers }: Tensor): number | undefined {
  if (numbers !== undefined) return numbers.length === 1 ? numbers[0] : undefined
  if (content === undefined) return undefined
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  if (type === FLOAT && content.length === 4) return view.getFloat32(0, true)
  if (type === DOUBLE && content.length === 8) return view.getFloat64(0, true)
  if (type === INT32 && content.length === 4) return view.getInt32(0, true)
  if (type === INT64 && content.length === 8) return Number(view.getBigInt64(0, true))
  return undefined
}
