import { UserError } from '../errors.js'
import {
  areTogether,
  type ConfigurationFile,
  nearbyConfigurations,
  openConfiguration,
} from '../source/configuration.js'
import type { Configuration } from './definition.js'

/** Settings and the file that they stand in. */
export interface Found {
  readonly from: string
  readonly settings: Configuration
  /** Files beside it that hold settings too, which count for nothing. */
  readonly ignored: readonly string[]
}

/**
 * The settings of the file that was named, else of the nearest that has any; `false` asks for none. What reads and
 * checks them is loaded only when there is a file. Throws a UserError for a file with a mistake.
 */
export async function findConfiguration(
  named: string | false | undefined,
  from = '.',
): Promise<Found | undefined> {
  const found = await inspectConfigurations(named, from)
  const [fault] = found?.faults ?? []
  if (fault) throw fault
  return found
}

/** The same, but for the mistakes, which are told beside what is right. Throws a UserError for a file that is not there. */
export async function inspectConfigurations(
  named: string | false | undefined,
  from = '.',
): Promise<(Found & { readonly faults: readonly UserError[] }) | undefined> {
  if (named === false) return undefined
  const files: Iterable<ConfigurationFile> =
    named === undefined ? nearbyConfigurations(from) : [openConfiguration(named)]
  let found: (Found & { readonly faults: readonly UserError[] }) | undefined
  for (const file of files) {
    const { hasSettings, inspectConfiguration } = await import('./load.js')
    if (found) {
      if (!areTogether(file.path, found.from)) break
      if (hasSettings(file)) found = { ...found, ignored: [...found.ignored, file.path] }
      continue
    }
    const inspected = inspectConfiguration(file)
    if (inspected) found = { from: file.path, ignored: [], ...inspected }
  }
  if (!found && named !== undefined)
    throw new UserError(`${named}: no settings of epochwise in it`, 'epochwise config shows what is set')
  return found
}

/** Which of several files beside one another counts, and which do not. */
export function describeIgnored({ from, ignored }: Found): string | undefined {
  if (ignored.length === 0) return undefined
  const have = ignored.length === 1 ? 'holds some too, which count' : 'hold some too, which count'
  return `settings are those of ${from}; ${ignored.join(' and ')} beside it ${have} for nothing (keep one of them, or name one with --config)`
}
