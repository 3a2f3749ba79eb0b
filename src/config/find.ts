import { UserError } from '../errors.js'
import { type ConfigurationFile, nearbyConfigurations, openConfiguration } from '../source/configuration.js'
import type { Configuration } from './definition.js'

/** Settings and the file that they stand in. */
export interface Found {
  readonly from: string
  readonly settings: Configuration
}

/**
 * The settings of the file that was named, else of the nearest that has any; `false` asks for none. What reads and
 * checks them is loaded only when there is a file. Throws a UserError for a file with a mistake.
 */
export async function findConfiguration(
  named: string | false | undefined,
  from = '.',
): Promise<Found | undefined> {
  if (named === false) return undefined
  const files: Iterable<ConfigurationFile> =
    named === undefined ? nearbyConfigurations(from) : [openConfiguration(named)]
  for (const file of files) {
    const { readConfiguration } = await import('./load.js')
    const settings = readConfiguration(file)
    if (settings) return { from: file.path, settings }
  }
  if (named !== undefined)
    throw new UserError(`${named}: no settings of epochwise in it`, 'epochwise config shows what is set')
  return undefined
}
