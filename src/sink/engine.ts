import { setFlagsFromString } from 'node:v8'
import type { World } from '../world.js'

/** From so many logs on it matters what V8 compiles. */
const MANY = 50

/**
 * Has V8 wait longer before it optimises a function where many logs are judged: nearly all functions run once or a few
 * times for each log, and to optimise them takes as long as to judge hundreds of logs. What is set is its own measure of
 * work, 66 KB unless told, which the V8 of Node 20 knows; later ones wait of themselves.
 */
export function prepareFor(
  logs: number,
  { versions }: Pick<World, 'versions'>,
  set = setFlagsFromString,
): void {
  if (logs >= MANY && versions?.v8?.startsWith('11.')) set('--interrupt-budget=400000')
}
