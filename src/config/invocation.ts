import type { Configuration } from './definition.js'
import type { JudgeOptions } from './settings.js'
import type { WatchOptions } from './watching.js'

/** What the command line asks for. */
export type Invocation =
  | JudgeOptions
  | WatchOptions
  | ConfigOptions
  | CompletionOptions
  | ExplainOptions
  | Shown

/** Print what a shell has to know to complete. */
export interface CompletionOptions {
  readonly command: 'completion'
  readonly shell: string
}

/** Show what is set and where. */
export interface ConfigOptions {
  readonly command: 'config'
  /** What the command line sets. */
  readonly settings: Configuration
  readonly config?: string | false
}

/** Explain one subject, or list the diagnoses or the formats of logs. */
export interface ExplainOptions {
  readonly command: 'explain' | 'diagnoses' | 'formats'
  readonly subject: string
  readonly width?: number
  readonly ascii: boolean
}

/** Text that the command line itself wants to show, with the code to end with. */
export interface Shown {
  readonly command: 'show'
  readonly text: string
  readonly code: 0 | 2
}
