import { json } from './json.js'
import type { Reporter } from './reporter.js'
import { text } from './text.js'

/** All reporters; the first is the one used unless told otherwise. */
export const reporters: readonly Reporter[] = [text, json]
