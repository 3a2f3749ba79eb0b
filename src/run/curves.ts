import { UserError } from '../errors.js'
import { inferSampleSize } from '../stats/sample-size.js'
import { kendallTau } from '../stats/trend.js'
import type { Candidate, ColumnChoice } from './build.js'
import { isCommonName } from './names.js'
import { apartNotes, namesakeNotes, otherSetNotes } from './namesakes.js'
import type { Curves, Note, Series, Split } from './run.js'
import { unitOfShares } from './unit.js'

type CurveName = keyof Curves

const ROLES: Readonly<Record<CurveName, { split: Split; quantity: 'loss' | 'accuracy'; flag: string }>> = {
  trainLoss: { split: 'train', quantity: 'loss', flag: '--train-loss' },
  validationLoss: { split: 'validation', quantity: 'loss', flag: '--val-loss' },
  trainAccuracy: { split: 'train', quantity: 'accuracy', flag: '--train-acc' },
  validationAccuracy: { split: 'validation', quantity: 'accuracy', flag: '--val-acc' },
}

/** Losses in the order in which a run is judged by them. */
const PREFERENCE = [
  'loss',
  'nll',
  'ce',
  'xent',
  'crossentropy',
  'bce',
  'logloss',
  'objective',
  'nelbo',
  'mse',
  'rmse',
  'mae',
]

/** A curve of fewer values is judged by only where there is no longer one. */
const FEW = 3
/** So many different values of a loss are never all multiples of one fraction by chance. */
const SHARES_AT_LEAST = 10
/** With more samples the fractions lie too close together to tell. */
const MOST_SAMPLES = 1000

/** Picks the curves that the diagnoses judge: what the user named, else the best match of names. */
export function pickCurves(
  candidates: readonly Candidate[],
  choice: ColumnChoice,
  title = 'the log',
): { curves: Curves; notes: readonly Note[] } {
  const notes: Note[] = []
  const taken: { [curve in CurveName]?: Series } = {}
  for (const curve of Object.keys(ROLES) as CurveName[]) {
    const name = choice[curve]
    if (name !== undefined) taken[curve] = chosenColumn(candidates, curve, name, title)
  }
  const free = candidates.filter(
    ({ series }) => !Object.values(taken).some((own) => own?.name === series.name),
  )
  const losses = free.filter(isLoss)
  const shares = losses.filter(({ series }) => looksLikeAccuracy(series))
  noteShares(shares, notes)
  pickPair(
    taken,
    'trainLoss',
    'validationLoss',
    losses.filter((loss) => !shares.includes(loss)),
    notes,
  )
  pickPair(taken, 'trainAccuracy', 'validationAccuracy', free.filter(isAccuracy), notes)
  noteMismatch(taken, notes)
  const judged = new Set(Object.values(taken).map(({ name }) => name))
  const left = candidates.map(({ series }) => series.name).filter((name) => !judged.has(name))
  for (const curve of Object.keys(ROLES) as CurveName[]) {
    const own = taken[curve]?.name
    if (own === undefined || choice[curve] !== undefined) continue
    notes.push(...namesakeNotes(own, left, ROLES[curve].flag))
    if (curve === 'validationLoss') notes.push(...otherSetNotes(own, candidates, judged, ROLES[curve].flag))
  }
  if (choice.validationLoss === undefined && choice.validationAccuracy === undefined)
    notes.push(...apartNotes(taken.validationLoss?.name, taken.validationAccuracy?.name, left))
  return { curves: taken, notes }
}

function isLoss({ meaning }: Candidate): boolean {
  return meaning.kind === 'total' || meaning.kind === 'part'
}

/** Values that an accuracy of a whole number of samples takes and a loss does not, and that rise. */
function looksLikeAccuracy({ y }: Series): boolean {
  if (!y.every((value) => value >= 0 && value <= 1)) return false
  const values = Array.from(y)
  if (!areManifold(values, SHARES_AT_LEAST)) return false
  const samples = inferSampleSize(values)
  return samples !== undefined && samples <= MOST_SAMPLES && kendallTau(values) > 0
}

/** Are there at least so many different values? */
function areManifold(values: readonly number[], least: number): boolean {
  const distinct = new Set<number>()
  return values.some((value) => distinct.add(value).size >= least)
}

function noteShares(shares: readonly Candidate[], notes: Note[]): void {
  if (shares.length === 0) return
  const names = shares.map(({ series }) => series.name).join(', ')
  notes.push({
    because: `${names}: multiples of one sample that rise, so an accuracy under a wrong header; not judged as a loss`,
  })
}

function isAccuracy({ meaning, series }: Candidate): boolean {
  return meaning.quantity === 'accuracy' && series.unit !== 'plain'
}

function chosenColumn(
  candidates: readonly Candidate[],
  curve: CurveName,
  name: string,
  title: string,
): Series {
  const wanted = name.trim()
  const alike = candidates.filter(({ series }) => series.name.toLowerCase() === wanted.toLowerCase())
  const found = candidates.find(({ series }) => series.name === wanted) ?? alike[0]
  const role = ROLES[curve]
  if (found && found.series.name !== wanted && alike.length > 1)
    throw new UserError(
      `${title}: ${role.flag} ${JSON.stringify(name)} may be any of ${alike.map(({ series }) => series.name).join(', ')}`,
      'spell it as the log does',
    )
  if (!found) {
    throw new UserError(
      `${title}: no column ${JSON.stringify(name)} for ${role.flag}`,
      `the log has: ${candidates.map(({ series }) => series.name).join(', ')}`,
    )
  }
  const { series } = found
  return {
    ...series,
    split: role.split,
    quantity: found.meaning.kind === 'total' && role.quantity === 'loss' ? series.quantity : role.quantity,
    goal: role.quantity === 'loss' ? 'lower' : 'higher',
    unit: role.quantity === 'loss' ? 'plain' : series.unit === 'percent' ? 'percent' : unitOfShares(series.y),
  }
}

/** Fills what is still open of a training curve and its validation twin, preferring the same quantity for both. */
function pickPair(
  taken: { [curve in CurveName]?: Series },
  train: CurveName,
  validation: CurveName,
  candidates: readonly Candidate[],
  notes: Note[],
): void {
  const ranked = rank(candidates)
  const of = (split: Split) => ranked.filter(({ series }) => series.split === split)
  const trains = of('train')
  const validations = of('validation')
  const tests = of('test').filter(
    ({ series }) => series.x.length > 1 || (trains[0]?.series.x.length ?? 1) === 1,
  )
  const others = validations.length > 0 ? validations : tests
  const wanted = (taken[train] ?? taken[validation])?.quantity
  const twins = (a: Candidate, of: readonly Candidate[]) =>
    of.find((b) => b.series.quantity === a.series.quantity && !differInKind(a.series, b.series))
  const chosen = (of: readonly Candidate[]) => of.find(({ series }) => series.quantity === wanted)
  const both = trains.find((a) => twins(a, others))
  const trainPick = taken[train] ?? (chosen(trains) ?? both ?? trains[0])?.series
  const twin = chosen(others) ?? (both && twins(both, others))
  const validationPick = taken[validation] ?? (twin ?? others[0])?.series
  const odd = trainPick && validationPick && differInKind(trainPick, validationPick)
  if (odd && !taken[train] && !taken[validation])
    notes.push({
      because: `${trainPick.name} and ${validationPick.name} are not of one kind: ${validationPick.name} is judged alone`,
    })
  else if (trainPick) taken[train] = trainPick
  if (validationPick) taken[validation] = validationPick
  if (validationPick?.split === 'test')
    notes.push({ because: `no validation curve; ${validationPick.name} of the test data stands for it` })
}

/** Over what a score may be averaged; a score over the ones is not held against one over the others. */
const KINDS: readonly RegExp[] = [/(?:^|[^a-z])inst(?:ance)?(?![a-z])/i, /(?:^|[^a-z])class(?![a-z])/i]

function differInKind(a: Series, b: Series): boolean {
  const kind = ({ name }: Series) =>
    isCommonName(name) ? -1 : KINDS.findIndex((pattern) => pattern.test(name))
  return kind(a) >= 0 && kind(b) >= 0 && kind(a) !== kind(b)
}

/** Whole losses before parts, those of the head before those of an auxiliary one, per-epoch values before per-step ones, names with a split before bare ones. */
function rank(candidates: readonly Candidate[]): Candidate[] {
  const preference = (quantity: string) => {
    const place = PREFERENCE.indexOf(quantity)
    return place < 0 ? PREFERENCE.length : place
  }
  const longest = candidates.reduce((most, { series }) => Math.max(most, series.x.length), 0)
  const key = ({ meaning, series }: Candidate): readonly number[] => [
    series.x.length < FEW && series.x.length < longest ? 1 : 0,
    meaning.kind === 'part' ? 1 : 0,
    preference(meaning.quantity),
    ofAuxiliary(series.name) ? 1 : 0,
    isMeanBesideSum(series.name) ? 0 : 1,
    ofSteps(series.name) ? 1 : 0,
    series.name.endsWith('5') ? 1 : 0,
    meaning.split ? 0 : 1,
    series.name.length,
  ]
  const keyed = candidates.map((candidate) => ({ candidate, key: key(candidate) }))
  keyed.sort((a, b) => {
    for (const [k, own] of a.key.entries()) {
      const other = b.key[k] ?? own
      if (own !== other) return own - other
    }
    return 0
  })
  return keyed.map(({ candidate }) => candidate)
}

function ofAuxiliary(name: string): boolean {
  return !isCommonName(name) && /(?:^|[^a-z])aux(?:iliary)?(?![a-z])/i.test(name)
}

/** Estimators of TensorFlow call the mean so, and the sum over a batch `loss`. */
function isMeanBesideSum(name: string): boolean {
  return !isCommonName(name) && /(?:^|[^a-z])average_loss$/.test(name)
}

function ofSteps(name: string): boolean {
  return !isCommonName(name) && /step|batch/i.test(name)
}

function noteMismatch(curves: Curves, notes: Note[]): void {
  const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = curves
  if (trainLoss && validationLoss && trainLoss.quantity !== validationLoss.quantity) {
    notes.push({
      because: `${trainLoss.name} and ${validationLoss.name} are not the same quantity: their gap is not judged`,
    })
  }
  if (trainAccuracy && validationAccuracy && trainAccuracy.unit !== validationAccuracy.unit) {
    notes.push({
      because: `${trainAccuracy.name} is in ${trainAccuracy.unit}, ${validationAccuracy.name} in ${validationAccuracy.unit}`,
    })
  }
}
