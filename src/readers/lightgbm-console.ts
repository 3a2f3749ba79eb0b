import { readRounds } from '../text/rounds.js'
import type { Reader } from './reader.js'

const ROW = /\[\d{1,9}\](?:\t|#011)[^\s:']{1,80}'s [^\s:]{1,80}: |\] Iteration:\d{1,9}, \S{1,80} \S{1,80} : /
const ROUND = /^\[(\d{1,9})\]\s/
const NUMBER = String.raw`[+-]?(?:[\d.]+(?:e[+-]?\d+)?|nan|inf)`
const PAIR = new RegExp(
  String.raw`\s([^\s:']{1,80}'s [^\s:]{1,80}): (${NUMBER}(?: \+ ${NUMBER})?)(?=\s|$)`,
  'gi',
)
/** The command line prints a line for each metric. */
const COMMAND_LINE = new RegExp(
  String.raw`\bIteration:(\d{1,9}), (\S{1,80} \S{1,80}) : (${NUMBER})\s{0,9}$`,
  'i',
)

/**
 * What LightGBM prints (`log_evaluation`, `lightgbm.cv`, its command line):
 * `[10]\ttraining's binary_logloss: 0.6\tvalid_1's binary_logloss: 0.61`, rounds from 1.
 * Sources: python-package/lightgbm/callback.py, src/boosting/gbdt.cpp.
 */
export const lightgbmConsole: Reader = {
  id: 'lightgbm-console',
  title: 'What LightGBM prints while it boosts, or lightgbm.cv',
  sample: "[10]  training's binary_logloss: 0.61  valid_1's binary_logloss: 0.63",
  recognises: ({ text }) => ROW.test(text),
  read: (source) =>
    readRounds(source, (text) => {
      const [, at, metric, value] = COMMAND_LINE.exec(text) ?? []
      if (at !== undefined && metric !== undefined && value !== undefined)
        return new Map([
          ['iteration', at],
          [metric, value],
        ])
      const round = ROUND.exec(text)?.[1]
      const pairs = [...text.matchAll(PAIR)].map(([, name = '', mean = '']) => [name, mean] as const)
      return round === undefined || pairs.length === 0 ? undefined : new Map([['iteration', round], ...pairs])
    }),
}
