import { rememberText } from '../once.js'
import { inEnglish } from './languages.js'
import type { Goal, Split, Unit } from './run.js'

/** What the name of a metric tells. `split` is absent where the name does not say. */
export interface Meaning {
  readonly quantity: string
  readonly split?: Split
  readonly goal: Goal
  /** `total` is a loss to judge by, `part` one term of a loss, `score` a measure of quality, `other` none of these. */
  readonly kind: 'total' | 'part' | 'score' | 'other'
  /** Unit by the name alone; the values may correct it. */
  readonly unit: Unit
  /** Percent is the custom for this name even where the values would allow fractions. */
  readonly customaryPercent: boolean
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const SPLITS: ReadonlyMap<string, Split> = new Map([
  ...[...words('train training trn tr learn fit trainset')].map((word) => [word, 'train'] as const),
  ...[
    ...words(
      'val va vld vali valid validate validation validating dev eval evaluate evaluation evaluating holdout cv xval crossval oof valset devset',
    ),
  ].map((word) => [word, 'validation'] as const),
  ...[...words('test testing tst heldout testset')].map((word) => [word, 'test'] as const),
])
/** Words that say how a value was taken, not what it is. */
const FILLERS = words(
  'epoch step total avg avr average mean running smooth smoothed history hist curve batch mini minibatch per overall',
)
/** A curve of these is no measurement of the epoch: bests so far, spreads, counts, times, states of the optimiser. */
const NO_MEASURE = words(
  [
    'best min max std stdev stdv var final last target time duration dur runtime seconds sec secs elapsed eta timestamp date',
    'samples steps tokens wps ups fps speed lr learning weight decay momentum grad norm gnorm scale scaler count',
    'num size mem memory gpu cpu params weights n iter iteration patience temperature beta gamma alpha lambda',
  ].join(' '),
)
const LOSSES = words(
  'loss losses cost objective nll ce xent cel crossentropy logloss binary_logloss mlogloss multi_logloss bce mse rmse mae mape huber deviance perplexity ppl bpb bpc nelbo',
)
/** Beside one of these a loss is none of a model: of a network of computers, of trade, of a cable. */
const NO_MODEL = words('packet packets pkt pkts profit insertion hearing')
/** Those that say nothing of what is lost. */
const BARE_LOSSES = words('loss losses cost objective')
/** Words that say which loss of a kind it is, and leave it a whole loss. */
const ADJECTIVES = words(
  'binary categorical sparse multi multiclass lm reduced masked weighted softmax sigmoid',
)
/** Words that say over what a score is taken. */
const EXTENT = words('macro micro samples class classes token word sentence pixel binary top at k f')
/** Phrases that are one quantity. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/cross entropy/, 'crossentropy'],
  [/log loss/, 'logloss'],
  [/mean squared error|squared error/, 'mse'],
  [/mean absolute error|absolute error/, 'mae'],
  [/root mse/, 'rmse'],
  [/^l1$/, 'mae'],
  [/^l2$/, 'mse'],
  [/negative log likelihood/, 'nll'],
  [/\b(?:neg|negative|minus) elbo(?: loss)?\b|\belbo loss\b|\bloss elbo\b/, 'nelbo'],
  [/\btop ([15])\b/, 'top$1'],
  [/^multi class(?: one vs ?all)?$/, 'logloss'],
]
const ACCURACIES = words('acc accs accuracy accuracies acc1 acc5 top1 top5 prec1 prec5 pixelacc accu')
const ERRORS = words('err error errors merror wer cer eer mer')
/** The word before a loss that plays against another one: neither is better where it is lower. */
export const ADVERSARIAL = 'adversarial'
const HIGHER = words(
  [
    'f1 f1score fbeta auc auroc auprc roc aucpr prauc ap map map50 ap50 ap75 ndcg mrr recall precision iou miou dice jaccard kappa',
    'elbo mcc r2 bleu rouge meteor psnr ssim spearman pearson corr correlation sensitivity specificity score scores reward ba bacc',
  ].join(' '),
)
const LOWER = words('fid kid lpips brier ece hausdorff smape distance')
/** Joined without a separator. */
const JOINED =
  /^(train|val|valid|test|dev|tr|va|vld|eval|heldout|holdout)(loss|losses|acc|accuracy|ppl|perplexity|nll|xent|bpb|bpc|mse|rmse|mae|auc)$/
/** One of several sets for validation: `val2_loss`. */
const COUNTED = /^(val|valid|validation|dev)(\d)$/
/** The unit as a word, before or after all others: `acc_pct`; a mean absolute percentage error is no such thing. */
const PERCENT = words('percent percentage pct perc prct')
/** What timm, DeiT and torchvision call their accuracies, which they log in percent. */
const PERCENT_NAMES = /^(?:eval_top[15]|test_acc[15]|.*(?:acc|prec)@[15])$/i

const ZERO = 48
const NINE = 57
/** No metric has a longer name, in characters. */
const LONGEST = 200

/** The numbering and the metrics that nearly every log has. */
const COMMON: ReadonlySet<string> = new Set([
  'epoch',
  ...['', 'train_', 'val_', 'valid_', 'test_'].flatMap((split) =>
    ['loss', 'acc', 'accuracy'].map((metric) => split + metric),
  ),
])

/** Is this one of them? Then it is no name of a setting, a run, a flag or a thing, which need not be looked for. */
export function isCommonName(name: string): boolean {
  return COMMON.has(name)
}

/** Reads the name of a metric: which split, which quantity, which way is better. */
export const readName = rememberText(meaningOf)

function meaningOf(name: string): Meaning {
  if (name.length > LONGEST)
    return { quantity: 'value', goal: 'none', kind: 'other', unit: 'plain', customaryPercent: false }
  const percent = name.includes('%')
  const tokens = tokenise(name)
  const split = firstSplit(tokens)
  const rest = tokens.filter((token, k) => !SPLITS.has(token) && !isOfSplit(token, tokens[k - 1]))
  const telling = rest.filter((token) => !FILLERS.has(token))
  const quantity = classify(merged(telling.length > 0 ? telling : rest))
  const spelt =
    quantity.kind === 'score' && [telling[0], telling.at(-1)].some((own) => PERCENT.has(own ?? ''))
  return {
    ...quantity,
    ...(split && { split }),
    unit: percent || spelt ? 'percent' : 'plain',
    customaryPercent: (name.endsWith('1') || name.endsWith('5')) && PERCENT_NAMES.test(name),
  }
}

function firstSplit(tokens: readonly string[]): Split | undefined {
  return tokens.map((token) => SPLITS.get(token)).find((found) => found !== undefined)
}

/** The split that a word names by itself. */
export function splitOfWord(word: string): Split | undefined {
  return word.length > LONGEST ? undefined : firstSplit(tokenise(word))
}

/** One letter or two for a split, which its twin beside it tells. */
const INITIALS = words('t v te ts')

/** Is every word of this known, so that it can be nothing but the name of a metric? */
export const isPlainMetric = rememberText((name: string): boolean => {
  const { kind } = readName(name)
  if (kind !== 'total' && kind !== 'part' && kind !== 'score') return false
  const lists = [SPLITS, FILLERS, LOSSES, ADJECTIVES, ACCURACIES, ERRORS, HIGHER, LOWER, EXTENT, INITIALS]
  return merged(tokenise(name)).every((token) =>
    lists.some((list) => list.has(token) || list.has(withoutNumber(token))),
  )
})

/** Does the name say that it is kept beside the metrics (a learning rate, a time, a count)? */
export function isBookkeeping(name: string): boolean {
  return tokenise(name).some((token) => NO_MEASURE.has(token) || NO_MEASURE.has(withoutNumber(token)))
}

/** `valid_1`, `validation_0`: which of several sets, as boosting libraries count them; `test set`. */
function isOfSplit(token: string, before: string | undefined): boolean {
  return before !== undefined && SPLITS.has(before) && /^(?:\d|set)$/.test(token)
}

/** Words as most names have them, and those in which something is to be taken apart or joined all the same. */
const PLAIN = /^[a-z0-9_ ]+$/
const NOT_AS_IT_STANDS = /\bvloss\b|\bt(?:loss|acc)\b|cost|held|hold|loss value|cross/

/** `ValLoss`, `val-loss`, `loss/val` and `val loss` in lower-case words; Chainer names its model: `validation/main/loss`. */
function tokenise(name: string): string[] {
  const words =
    PLAIN.test(name) && !NOT_AS_IT_STANDS.test(name) ? name.replaceAll(' ', '_').split('_') : takenApart(name)
  return words.flatMap(unjoined).filter((token) => token !== '')
}

/** Words of these lists are neither two words joined nor of another language. */
const WHOLE = [SPLITS, LOSSES, ACCURACIES, FILLERS]

function unjoined(token: string): readonly string[] {
  if (WHOLE.some((list) => list.has(token))) return [token]
  return (JOINED.exec(token) ?? COUNTED.exec(token))?.slice(1) ?? inEnglish(token).split(' ')
}

function takenApart(name: string): string[] {
  return name
    .trim()
    .replace(/\([^)]*%[^)]*\)|\[%\]|%/g, ' ')
    .replace(/([a-z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-z]{3,})([A-Z]+\b)/g, '$1 $2')
    .toLowerCase()
    .replace(/@|'s\b/g, '')
    .replace(/\bvloss\b/, 'val loss')
    .replace(/\bt(loss|acc)\b/, 't $1')
    .replace(/\/dataloader_idx_0$/, '')
    .replace(/(^|[^a-z])(?:batch|data|time|reader|step|iter)[_ ]cost(?![a-z])/, '$1duration')
    .replace(/(^|[\s_/])-\s?elbo\b/, '$1neg elbo')
    .replace(/(^|\/)main\//, '$1')
    .replace(/(^|[^a-z])held[-_ ]out(?![a-z])/, '$1heldout')
    .replace(/(^|[^a-z])hold[-_ ]out(?![a-z])/, '$1holdout')
    .replace(/(^|[^a-z])cross[-_ ]?val(?:idation)?(?![a-z])/, '$1crossval')
    .replace(/\bloss value\b/, 'loss')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
}

/** The words of a quantity, its known phrases joined; of one word there are two. */
function merged(tokens: readonly string[]): readonly string[] {
  const [only = ''] = tokens
  if (tokens.length === 1 && only !== 'l1' && only !== 'l2') return tokens
  let text = tokens.join(' ')
  for (const [phrase, word] of PHRASES) text = text.replace(phrase, word)
  return text.split(' ').filter((token) => token !== '')
}

function withoutNumber(token: string): string {
  const last = token.charCodeAt(token.length - 1)
  return last >= ZERO && last <= NINE ? token.replace(/\d+$/, '') : token
}

function classify(tokens: readonly string[]): Pick<Meaning, 'quantity' | 'goal' | 'kind'> {
  const quantity = tokens.join('_')
  const has = (set: ReadonlySet<string>) =>
    tokens.some((token) => set.has(token) || set.has(withoutNumber(token)))
  if (tokens.length === 0 || has(NO_MEASURE) || (has(LOSSES) && has(NO_MODEL)))
    return { quantity: quantity || 'value', goal: 'none', kind: 'other' }
  if (tokens.includes(ADVERSARIAL)) return { quantity, goal: 'none', kind: 'score' }
  if (has(ERRORS)) return { quantity: tokens.length === 1 ? 'error' : quantity, goal: 'lower', kind: 'score' }
  if (has(ACCURACIES) && tokens.some((token) => BARE_LOSSES.has(token)))
    return { quantity, goal: 'lower', kind: 'part' }
  if (has(ACCURACIES)) return { quantity: 'accuracy', goal: 'higher', kind: 'score' }
  const plain = tokens.filter((token) => !ADJECTIVES.has(token))
  if (plain.length > 0 && plain.every((token) => LOSSES.has(token))) {
    const named = plain.filter((token) => !BARE_LOSSES.has(token))
    return { quantity: named.join('_') || 'loss', goal: 'lower', kind: 'total' }
  }
  if (has(LOSSES)) return { quantity, goal: 'lower', kind: 'part' }
  if (has(HIGHER)) return { quantity, goal: 'higher', kind: 'score' }
  if (has(LOWER)) return { quantity, goal: 'lower', kind: 'score' }
  return { quantity, goal: 'none', kind: 'other' }
}
