import { UserError } from '../errors.js'
import { screenLines, withoutPrefix } from '../text/console.js'
import { type Entry, tableOf } from '../text/entries.js'
import type { Reader } from './reader.js'

const NUMBER = String.raw`[+-]?(?:[\d.]+(?:e[+-]?\d+)?|nan|inf)`
/** MLPClassifier and MLPRegressor; the score of the held-out part, if there is one, follows on a line of its own. */
const ITERATION = new RegExp(`^Iteration (\\d{1,9}), loss = (${NUMBER})$`, 'i')
const SCORE = new RegExp(`^Validation score: (${NUMBER})$`, 'i')
/** HistGradientBoosting; losses, or scores where `scoring` says so. */
const ROUND = /^\[(\d{1,9})\/\d{1,9}\] \d{1,9} trees?, /
const ROUND_PAIR = new RegExp(`\\b((?:train|val) (?:loss|score)): (${NUMBER}),`, 'gi')
/** SGDClassifier and its kin: the epoch on one line, its values on the next. */
const EPOCH = /^-- Epoch (\d{1,9})$/
const EPOCH_PAIR = new RegExp(`\\b(Avg\\. loss|Objective|Validation score): (${NUMBER})(?:,|$)`, 'gi')
/** GradientBoosting: a table, whose second column of values is there with subsampling only. */
const HEADER = /^Iter {1,9}Train Loss {1,9}(OOB Improve {1,9})?(?:Remaining Time)?$/
const ROW = new RegExp(`^(\\d{1,9}) {1,20}(${NUMBER})(?: {1,20}(${NUMBER}))? {1,20}[\\d.]+[smh]$`, 'i')

const ANY = new RegExp(
  [
    `Iteration \\d{1,9}, loss = ${NUMBER}\\s`,
    `\\[\\d{1,9}/\\d{1,9}\\] \\d{1,9} trees?, [^\\n]{1,80}train (?:loss|score): `,
    `-- Epoch \\d{1,9}\\s{1,4}Norm: `,
    'Iter {1,9}Train Loss {1,9}(?:OOB Improve {1,9})?Remaining Time',
  ].join('|'),
)
/** Caffe prints an iteration in the same words, behind the place in its source. */
const CAFFE = /\bsolver\.cpp:\d/
/** No line is longer, in characters. */
const LONGEST = 400

/**
 * What scikit-learn prints with `verbose`: MLPClassifier, SGDClassifier, GradientBoosting, HistGradientBoosting and
 * their regressors; all count from 1. The validation score is accuracy or R², higher is better.
 * Sources: sklearn/neural_network/_multilayer_perceptron.py, linear_model/_sgd_fast.pyx, ensemble/_gb.py,
 * ensemble/_hist_gradient_boosting/gradient_boosting.py.
 */
export const sklearnConsole: Reader = {
  id: 'sklearn-console',
  title: 'What scikit-learn prints with verbose: MLP, SGD and gradient boosting',
  sample: 'Iteration 1, loss = 1.97562310',
  recognises: ({ text }) => ANY.test(text) && !CAFFE.test(text),
  read(source) {
    const collector = new Collector()
    for (const { line, text } of screenLines(source.text))
      if (text.length <= LONGEST) collector.read(withoutPrefix(text).trim(), line)
    if (collector.entries.length === 0)
      throw new UserError(
        `${source.title}: scikit-learn's output without a loss`,
        'set verbose=True or higher',
      )
    return { ...tableOf(collector.entries).reading(), bareSplit: 'train' }
  },
}

class Collector {
  readonly entries: Entry[] = []
  #epoch: string | undefined
  #subsampled: boolean | undefined

  read(text: string, line: number): void {
    const cells = this.#cellsOf(text)
    if (cells) this.entries.push({ line, cells })
  }

  #cellsOf(text: string): ReadonlyMap<string, string> | undefined {
    const [, iteration = '', loss = ''] = ITERATION.exec(text) ?? []
    if (iteration !== '') {
      this.#epoch = iteration
      return new Map([
        ['iteration', iteration],
        ['loss', loss],
      ])
    }
    const score = SCORE.exec(text)?.[1]
    if (score !== undefined && this.#epoch !== undefined)
      return new Map([
        ['iteration', this.#epoch],
        ['Validation score', score],
      ])
    this.#epoch = EPOCH.exec(text)?.[1] ?? this.#epoch
    return this.#rowOf(text) ?? roundOf(text) ?? this.#epochOf(text)
  }

  #rowOf(text: string): ReadonlyMap<string, string> | undefined {
    const header = HEADER.exec(text)
    if (header) this.#subsampled = header[1] !== undefined
    const [, iteration, loss, improvement] = ROW.exec(text) ?? []
    if (this.#subsampled === undefined || iteration === undefined || loss === undefined) return undefined
    const row = new Map([
      ['iteration', iteration],
      ['Train Loss', loss],
    ])
    return this.#subsampled && improvement !== undefined ? row.set('OOB Improve', improvement) : row
  }

  #epochOf(text: string): ReadonlyMap<string, string> | undefined {
    const pairs = pairsOf(EPOCH_PAIR, text)
    if (this.#epoch === undefined || pairs.length < 1) return undefined
    return new Map([['epoch', this.#epoch], ...pairs])
  }
}

function roundOf(text: string): ReadonlyMap<string, string> | undefined {
  const round = ROUND.exec(text)?.[1]
  const pairs = pairsOf(ROUND_PAIR, text)
  return round === undefined || pairs.length === 0 ? undefined : new Map([['iteration', round], ...pairs])
}

function pairsOf(pattern: RegExp, text: string): (readonly [string, string])[] {
  return [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value] as const)
}
