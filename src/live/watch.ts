import type { WatchOptions } from '../config/watching.js'
import { diagnose } from '../diagnose.js'
import { UserError } from '../errors.js'
import { exitCode } from '../exit-code.js'
import { bug, said } from '../messages.js'
import type { Report } from '../report.js'
import type { Presentation } from '../screen/screen.js'
import { screenFor } from '../screen/screen.js'
import type { World } from '../world.js'
import { type Followed, followCommand } from './follow-command.js'
import { followLog, isSaid } from './follow-log.js'
import { describeStanding } from './lines.js'
import type { Observer } from './observer.js'
import { lastOf } from './prefix.js'
import { codeOfSignal, stopOnSignal } from './stop.js'
import { withoutEnd } from './warnings.js'

/** What is left to do when a watch is over. */
export interface Watched {
  readonly report: Report
  readonly code: number
  /** Lines for standard error, behind the report. */
  readonly afterwards: readonly string[]
  /** The signal that ended the command, which is to end this program too. */
  readonly raise?: string
}

/** Follows a log as it grows or a command as it prints, and judges it at the end as any other. */
export async function watch(
  options: WatchOptions,
  world: World,
  presentation: Presentation,
): Promise<Watched> {
  const screen = screenFor(presentation)
  const { what, judge } = options
  if ('path' in what) {
    const stop = stopOnSignal(world)
    const observer = await followLog(what.path, options, world, screen, stop)
    stop.release()
    const whole = reportOf(observer, what.path, 'check the path', options)
    const report = stop.signal ? thatGoesOn(whole, options) : whole
    const code = stop.signal ? codeOfSignal(stop.signal) : exitCode(report, judge.gate)
    return { report, code, afterwards: afterwardsOf(observer, report, options) }
  }
  const followed = await followCommand(what.run, options, world, screen)
  const { signal, stopped, observer } = followed
  const whole = reportOf(observer, what.run.join(' '), 'it printed nothing', options)
  const report = stopped ? withoutOurStop(whole) : whole
  return {
    report,
    code: codeOf(followed, report, options),
    afterwards: afterwardsOf(observer, report, options),
    ...(signal !== null && !stopped && { raise: signal }),
  }
}

/** The report where only the watch was ended by a signal: the training may go on. */
function thatGoesOn(report: Report, { until }: WatchOptions): Report {
  const last = report.runs.at(-1)
  return last
    ? { ...report, runs: [...report.runs.slice(0, -1), withoutEnd(last, lastOf(last.run), until)] }
    : report
}

/** How a command says that it was interrupted or ended: by us, where it was stopped. */
const STOPPED = /^the training ended with an error: (?:KeyboardInterrupt|Killed|Terminated)/

function withoutOurStop(report: Report): Report {
  const runs = report.runs.map((own) => {
    const notes = own.run.notes.filter(({ because }) => !STOPPED.test(because))
    return { ...own, run: { ...own.run, notes } }
  })
  return { ...report, runs }
}

/** That of the command; 1 where it was stopped; that of the gate where one was asked for and the command went well. */
function codeOf({ code, signal, stopped }: Followed, report: Report, options: WatchOptions): number {
  if (stopped) return 1
  if (signal !== null) return codeOfSignal(signal)
  return code === 0 && options.gated ? exitCode(report, options.judge.gate) : (code ?? 0)
}

/** The whole log, its last line too, judged as when it is read for the first time. */
function reportOf(observer: Observer, name: string, hint: string, { judge }: WatchOptions): Report {
  const { source, refusal } = observer
  try {
    if (!source) throw refusal ?? new UserError(`${name}: nothing was there to read`, hint)
    return { runs: observer.upToEnd(diagnose(source, judge.diagnose)), errors: [] }
  } catch (error) {
    const known = error instanceof UserError ? error : bug(error, name)
    return { runs: [], errors: [{ source: name, message: known.message, hint: known.hint }] }
  }
}

/** What was said and when; where no report is wanted, only what the user waited for. */
function afterwardsOf(
  { standing, withdrawn }: Observer,
  { runs }: Report,
  { judge, until }: WatchOptions,
): string[] {
  const run = runs.at(-1)?.run
  if (!run) return []
  const waitedFor = standing.filter((warning) => isSaid({ standing: [warning] }, until))
  const lines = judge.quiet
    ? describeStanding(waitedFor, [], run)
    : describeStanding(standing, withdrawn, run)
  return lines.map(said)
}
