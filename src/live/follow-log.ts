import type { WatchOptions } from '../config/watching.js'
import { UserError } from '../errors.js'
import { type Gate, stops } from '../exit-code.js'
import { bug, said, tell } from '../messages.js'
import { refusalOf } from '../readers/read.js'
import type { Screen } from '../screen/screen.js'
import { Follower, type Growing } from '../source/follow.js'
import { withoutCommands } from '../text/printable.js'
import type { World, Writable } from '../world.js'
import { lineOf, pictureOf } from './lines.js'
import { type Observed, Observer, type Step } from './observer.js'
import { Pace } from './pace.js'
import { Picture } from './picture.js'
import type { Stop } from './stop.js'

/** Was something said that the gate stops? */
export function isSaid({ standing }: Pick<Step, 'standing'>, gate: Gate['stops']): boolean {
  return standing.some(({ finding }) => stops({ stops: gate }, finding))
}

/**
 * Follows a log and shows each epoch as it comes: in place on a terminal, a line each elsewhere. Ends as the options say
 * or at a signal.
 */
export async function followLog(
  path: string,
  options: WatchOptions,
  world: World,
  screen: Screen,
  stop: Stop,
): Promise<Observer> {
  const { stdout, stderr, env } = world
  const observer = new Observer(options.judge.diagnose, options.until, {
    epoch: options.untilEpoch,
    isAfter: (step) => isOver(step, options),
  })
  const log = new Follower(path, refusalOf)
  const to = isText(options) ? stdout : stderr
  const inPlace = to.isTTY === true && env.TERM !== 'dumb' && !options.judge.quiet
  const picture = inPlace ? new Picture(to, to.columns === screen.width) : undefined
  const pace = new Pace(() => world.uptime?.() ?? 0, stop.happened)
  let news = pace.now
  let caughtUp = false
  let told = ''
  const wait = async (reason: string) => {
    if (reason !== told) await sayAbove(`waiting: ${reason}`, picture, stderr)
    told = reason
  }
  while (true) {
    const began = pace.now
    const seen = await look(log, observer)
    if (seen) news = pace.now
    const { observed, waiting } = seen ?? {}
    if (observed) told = ''
    if (waiting !== undefined) await wait(waiting)
    else if (log.gone) await wait(`${path} is gone`)
    else if (!observed && !observer.source && told === '') await wait(`${path} is not there yet`)
    if (observed?.anew !== undefined && !options.judge.quiet) await sayAbove(observed.anew, picture, stderr)
    if (observed && !options.judge.quiet) await show(observed, picture, to, screen)
    if (stop.signal || observed?.steps.some((step) => isOver(step, options))) break
    const left = options.idle === undefined ? undefined : news + options.idle - pace.now
    if (left !== undefined && left <= 0) break
    // What was there already is judged once; how long that takes says nothing of the looks to come.
    await pace.wait(caughtUp ? began : pace.now, left)
    caughtUp ||= observed !== undefined
  }
  const { observed } = (await lookLast(log, observer)) ?? {}
  await picture?.wipe()
  if (observed && !picture && !options.judge.quiet) await show(observed, undefined, to, screen)
  return observer
}

/** Says something above what is renewed in place. */
async function sayAbove(what: string, picture: Picture | undefined, stderr: Writable): Promise<void> {
  await picture?.wipe()
  await tell(stderr, said(what))
}

interface Seen {
  readonly observed?: Observed
  /** Why there is nothing to show yet. */
  readonly waiting?: string
}

/** What is new in a log. What cannot be read yet may be read later: it is still being written. */
export async function look(log: Growing, observer: Observer): Promise<Seen | undefined> {
  const found = await log.look()
  return found && seenBy(() => observer.take(found))
}

/** The last that is to be seen of a log. */
export async function lookLast(log: Growing, observer: Observer): Promise<Seen | undefined> {
  await look(log, observer)
  return seenBy(() => observer.finish())
}

function seenBy(observe: () => Observed | undefined): Seen {
  try {
    const observed = observe()
    return observed ? { observed } : {}
  } catch (error) {
    return { waiting: (error instanceof UserError ? error : bug(error)).message }
  }
}

async function show(
  observed: Observed,
  picture: Picture | undefined,
  to: Writable,
  screen: Screen,
): Promise<void> {
  const { steps, report } = observed
  const last = steps.at(-1)
  if (!last) return
  if (picture) {
    const width = picture.widthFor(screen.width)
    await picture.show(pictureOf(observed, last, { ...screen, width }, to.rows ?? ROWS))
    return
  }
  const lines = steps.map((step) => `${lineOf(report.run, step, screen)}\n`)
  await tell(to, withoutCommands(lines.join('')))
}

/** Are people to read standard output? Else it is left to the report. */
function isText({ judge }: WatchOptions): boolean {
  return judge.destinations.some(({ format, path }) => format === 'text' && path === undefined)
}

/** Of a terminal that does not say how many it has. */
const ROWS = 24

function isOver({ at, standing }: Step, { until, untilEpoch }: WatchOptions): boolean {
  return isSaid({ standing }, until) || (untilEpoch !== undefined && at >= untilEpoch)
}
