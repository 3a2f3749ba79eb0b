import type { Setting } from '../../src/reporters/reporter.js'

/** The gate unless told otherwise, in a repository whose top is the working directory. */
export const SETTING: Setting = {
  gate: { stops: ['error'] },
  locate: (source) => (source === '-' ? undefined : source),
}
