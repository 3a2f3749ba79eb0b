import { spellShare } from '../numerals.js'
import { luckOfLowest, noiseLevel, relativeNoise, wander } from '../stats/noise.js'
import { median } from '../stats/order.js'
import { measureRise, type Rise } from '../stats/rise.js'
import { finitePoints, type Points, trainAtEndOf, valueAt } from './points.js'
import type { RiseLimits } from './rise-limits.js'
import type { Run } from './run.js'
import { onScaleOf } from './scale.js'
import { type ValidationSize, validationSize } from './validation-size.js'
import { isWorthNaming, isWorthWarning } from './worth.js'

/** A last value that makes the rise of the bare values this many times that of medians of three is a spike. */
const SPIKE = 3
/** Validation that is this many times noisier than training swings by its own luck, else with the model. */
const QUIETER = 2
/** Medians of three that end so many limits above the best bear a rise out, whatever the last value is. */
const DIPPED = 3
/** The last value of a dip is still above the best by this share; else the run ends at its best. */
const DIP = 0.01
/** Kendall's tau since the best epoch: below it a curve comes and goes. */
const TRENDLESS = 0.2
/** The same where noise explains a rise, be training as noisy. */
const WAVERING = 0.5
/** Beside training that stands still, a curve that rises less steadily than this may drift about a level. */
const DRIFTING = 0.6
/** A rise below the limit is not clear before so many values after the best. */
const BORNE_OUT = 4
/** So many values and more show a rise before the last two. */
const LONG = 10
/** Training that has risen by a fifth and more (of its logarithm) since the best epoch memorises nothing. */
const RISEN_ALONG = 0.2

/** What can be said of the rise of the validation loss: a slight one is below the limit, yet clear; `because` says why nothing can be where it is doubtful. */
export interface RiseAssessment {
  readonly state: 'risen' | 'slight' | 'doubtful' | 'none'
  readonly rise: Rise
  readonly because: string
}

/**
 * Has the loss on unseen data risen from its best while training went on falling? A rise must be large enough, or
 * smaller but long and steady; not next to nothing beside what had been gained; no noise from epoch to epoch; and
 * not such as the few wrong samples of a small validation set make, or, where their number is not known, the luck of
 * the lowest of many noisy values. At least one finite validation loss.
 */
export function assessRise(run: Run, limits: RiseLimits): RiseAssessment {
  const validation = finitePoints(run.curves.validationLoss)
  const train = onScaleOf(validation, finitePoints(run.curves.trainLoss))
  const rise = measureRise(validation.y, train.y[0] ?? Number.NEGATIVE_INFINITY)
  const size = validationSize(run)
  const hidden =
    validation.y.length < limits.values && rise.bare >= limits.rise && rise.givenBack >= limits.givenBack
  if (!trainingWentOn(rise, validation, train)) return { state: 'none', rise, because: '' }
  const none = hidden
    ? ({
        state: 'doubtful',
        rise,
        because: `validation rose at the end of only ${validation.y.length} values; train on`,
      } as const)
    : ({ state: 'none', rise, because: '' } as const)
  if (!counts(run, rise, limits)) {
    if (!size || !mayBeMore(rise, size, limits))
      return isClear(run, rise, validation, train, limits) ? { state: 'slight', rise, because: '' } : none
    return {
      state: 'doubtful',
      rise,
      because: `${above(rise)}; with ${describe(size)} that may be more or nothing; validate on more`,
    }
  }
  const noise = noiseOf(rise, validation, train, limits)
  if (Math.log1p(rise.share) < limits.noise * noise || endsInSpike(rise, validation, limits)) return none
  if (isJump(rise, validation, train, limits))
    return { state: 'doubtful', rise, because: `${above(rise)}, but only in its last two values; train on` }
  const doubt = size
    ? !carries(rise, size, validation, train, limits) && `${describe(size)} cannot carry that`
    : mayBeLuck(rise, validation, train, noise, limits)
  return doubt
    ? { state: 'doubtful', rise, because: `${above(rise)}, but ${doubt}; validate on more` }
    : { state: 'risen', rise, because: '' }
}

/**
 * Why the lowest of many noisy values may have been luck, where the number of samples is not known; false where it was
 * not. Beside a wide gap a rise with a trend is none, whatever the noise.
 */
function mayBeLuck(
  rise: Rise,
  validation: Points,
  train: Points,
  noise: number,
  limits: RiseLimits,
): string | false {
  const own = shareOfNoise(rise, validation)
  const luck = limits.noise + luckOfLowest(validation.y.length)
  const swings = own >= QUIETER * relativeNoise(train.y) || rise.steadiness < WAVERING
  const suspect = noise > 0 ? swings : rise.steadiness < TRENDLESS
  if (suspect && Math.log1p(rise.share) < luck * own)
    return `it moves by ${spellShare(own)} from value to value`
  const drifts = noise > 0 && rise.steadiness < DRIFTING && standsStill(rise, validation, train, limits)
  const drift = drifts ? wander(validation.y.map(Math.log)) : 0
  return (
    Math.log1p(rise.share) < luck * drift &&
    `it drifts by ${spellShare(drift)} about its level while training stands still`
  )
}

/** Does the rise rest on the last value alone, while medians of three rise no more than luck makes them? */
function endsInSpike({ bare, smooth, lowest }: Rise, { y }: Points, limits: RiseLimits): boolean {
  if (!y.every((value) => value > 0) || Math.log1p(bare) < SPIKE * Math.log1p(smooth)) return false
  if (y.length >= LONG && measureRise(y.slice(0, -1), lowest).share < limits.rise) return true
  return Math.log1p(smooth) < (limits.noise + luckOfLowest(y.length)) * relativeNoise(y)
}

/** Training that stands still, and a rise that is not there without the last two values: an accident, or the beginning of one. */
function isJump(rise: Rise, validation: Points, train: Points, limits: RiseLimits): boolean {
  if (validation.y.length < LONG || train.y.length === 0) return false
  if (fellSince(rise, validation, train) >= limits.falling) return false
  return measureRise(validation.y.slice(0, -2), rise.lowest).bare < limits.rise / 2
}

function counts(run: Run, rise: Rise, limits: RiseLimits): boolean {
  const dipped = rise.smooth >= DIPPED * limits.rise && rise.long >= limits.rise && rise.bare >= DIP
  const borneOut = Math.min(rise.bare, rise.smooth) >= limits.rise / 2 || dipped
  const large = rise.share >= limits.rise && borneOut
  const steady = rise.after >= limits.steadyEpochs && rise.steadiness >= limits.steadiness
  return (large || (steady && rise.share >= limits.steadyRise)) && isWorthNaming(run, rise, limits)
}

/**
 * Too small for an error, but steady, far above noise, and while training fell: language models rarely rise by more.
 */
function isClear(run: Run, rise: Rise, validation: Points, train: Points, limits: RiseLimits): boolean {
  const least = Math.min(rise.bare, rise.smooth)
  if (least < limits.steadyRise || rise.after < BORNE_OUT) return false
  if (rise.steadiness < limits.clearSteadiness || !isWorthWarning(run, rise, limits)) return false
  const size = validationSize(run)
  return (
    train.y.length > 0 &&
    fellSince(rise, validation, train) >= limits.falling &&
    Math.log1p(least) >= limits.clearNoise * relativeNoise(validation.y) &&
    (!size || carries(rise, size, validation, train, limits))
  )
}

/** A rise below the limit that the error of a loss of so many samples, 1 / sqrt(n) of it, could carry over it. */
function mayBeMore(rise: Rise, { samples }: ValidationSize, limits: RiseLimits): boolean {
  if (rise.share < limits.rise / 2 || rise.givenBack < limits.givenBack / 2) return false
  return Math.log1p(rise.share) + 1 / Math.sqrt(samples) >= Math.log1p(limits.rise)
}

/** A training loss that rises along, by half as much or by a fifth, is no memorising. */
function trainingWentOn(rise: Rise, validation: Points, train: Points): boolean {
  if (train.y.length === 0) return true
  const before = trainAtBest(rise, validation, train)
  if (!train.y.every((value) => value > 0)) return lastLevel(train) - before < (rise.end - rise.lowest) / 2
  return Math.log(lastLevel(train) / before) < Math.min(RISEN_ALONG, Math.log1p(rise.share) / 2)
}

/** Standard deviation of the noise from epoch to epoch, as a share; 0 where the gap is so wide that noise does not explain it. */
function noiseOf(rise: Rise, validation: Points, train: Points, limits: RiseLimits): number {
  const wide = validation.y.every((value) => value > 0) && rise.end > limits.apart * lastLevel(train)
  return wide ? 0 : shareOfNoise(rise, validation)
}

/** Noise from value to value as a share of what the rise is a share of: the loss, or below zero what had been gained. */
function shareOfNoise({ lowest, gained }: Rise, { y }: Points): number {
  return lowest > 0 ? relativeNoise(y) : noiseLevel(y) / gained
}

/**
 * The rise rests on the samples that are wrong, so that its relative error is about 1 / sqrt(wrong). While training
 * stands still near validation, nothing is memorised, and a rise must exceed what the curve drifts by itself.
 */
function carries(
  rise: Rise,
  { wrong }: ValidationSize,
  validation: Points,
  train: Points,
  limits: RiseLimits,
): boolean {
  const error = 1 / Math.sqrt(Math.max(1, wrong))
  const end = lastLevel(train)
  if (standsStill(rise, validation, train, limits) && Math.log1p(rise.share) < limits.drift * error)
    return false
  const errors = rise.end < end ? limits.certaintyBelow : limits.certainty
  return Math.log1p(rise.share) * (1 - errors * error) >= Math.log1p(limits.steadyRise)
}

/** Has training stood still since the best epoch, near validation? Then nothing is memorised. */
function standsStill(rise: Rise, validation: Points, train: Points, limits: RiseLimits): boolean {
  const near = rise.end < limits.apart * lastLevel(train)
  return near && fellSince(rise, validation, train) < limits.falling
}

/** By which share of itself the training loss has fallen since the best epoch. */
function fellSince(rise: Rise, validation: Points, train: Points): number {
  return 1 - lastLevel(train) / trainAtBest(rise, validation, train)
}

/** Half an epoch later is no part of a jump that comes with the next epoch. */
function trainAtBest({ best }: Rise, validation: Points, train: Points): number {
  const x = validation.x[best] ?? 0
  return Math.min(trainAtEndOf(train, x), valueAt(train, x))
}

function above({ share }: Rise): string {
  return `validation ends ${spellShare(share)} above its best`
}

function describe({ samples, inferred, wrong }: ValidationSize): string {
  if (samples <= 1) return 'validation samples that are all right'
  return `${inferred ? 'about ' : ''}${samples} validation samples, ${Math.round(wrong)} of them wrong,`
}

/** The last value but for a spike: the middle one of the last three. */
function lastLevel({ y }: Points): number {
  return median(y.slice(-3))
}
