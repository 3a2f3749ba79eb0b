import { UserError } from '../errors.js'
import type { Flags } from '../flags.js'
import type { Configuration } from './definition.js'
import { combine, type JudgeOptions, judgeOptionsOf, settingsOf } from './settings.js'

/** What was settled when the logs were judged. */
const SETTLED = {
  ...{ require: '--require', minEpochs: '--min-epochs', level: '--level', set: '--set', run: '--run' },
  ...{ baseline: '--baseline', tolerance: '--tolerance', logFormat: '--log-format', classes: '--classes' },
  ...{ trainLoss: '--train-loss', valLoss: '--val-loss', trainAcc: '--train-acc', valAcc: '--val-acc' },
  ...{ valSamples: '--val-samples' },
} as const satisfies { readonly [name in keyof Flags]?: string }
/** What takes the curves, which the lines do not hold. */
const DRAWN = ['html', 'svg']

/**
 * The options of a report on what other calls wrote. Of the configuration counts what shapes the report and the gate; the rest
 * did when the logs were judged. Throws a UserError for flags that come too late.
 */
export function summaryOptionsOf(
  paths: readonly string[],
  flags: Flags,
  configuration: Configuration,
): JudgeOptions {
  for (const [name, flag] of Object.entries(SETTLED))
    if (flags[name as keyof typeof SETTLED] !== undefined)
      throw new UserError(`${flag}: settled where the logs were judged`, 'give it to that call')
  if (flags.tee) throw new UserError('--tee: does not go with summarize', 'leave it out')
  const { expect, filesFrom } = flags
  if (expect === '-' && (filesFrom === '-' || paths.length === 0 || paths.includes('-')))
    throw new UserError('- (standard input) is given twice', 'it can be read once only')
  const { baseline: _, tolerance: __, ...settings } = combine(configuration, settingsOf(flags))
  const options = judgeOptionsOf(paths, flags, { ...settings, chart: false })
  const drawn = options.destinations.find(({ format }) => DRAWN.includes(format))
  if (drawn)
    throw new UserError(
      `--format: ${drawn.format} draws curves, which the summaries do not hold`,
      'give it where the logs are judged',
    )
  return { ...options, summarizing: { ...(expect !== undefined && { expect }) } }
}
