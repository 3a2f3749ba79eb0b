import { type DiagnoseOptions, diagnose, judge } from '../diagnose.js'
import { UserError } from '../errors.js'
import type { Gate } from '../exit-code.js'
import type { RunReport } from '../report.js'
import { presentCurves, type Run } from '../run/run.js'
import { wholeRunOf } from '../run/thin.js'
import type { Look } from '../source/follow.js'
import { Source } from '../text/source.js'
import { withoutOpenLine } from './open-line.js'
import { lastOf, placesOf, thinnedPlaces, upTo } from './prefix.js'
import { type Change, type Warning, Warnings, withoutEnd } from './warnings.js'

/** An epoch that has come, with what was said after it. */
export interface Step {
  readonly at: number
  readonly standing: readonly Warning[]
  readonly changes: readonly Change[]
}

/** What was taken back, when and why. */
export interface Withdrawn {
  readonly id: string
  /** The epochs after which it was said and taken back. */
  readonly since: number
  readonly at: number
  readonly because: string
}

/** Where a watch ends before its log does. */
export interface End {
  /** No epoch behind this is judged. */
  readonly epoch?: number | undefined
  isAfter(step: Step): boolean
}

/** A growing log as it stands. */
export interface Observed {
  readonly report: RunReport
  /** What has begun where another run stood before. */
  readonly anew?: string
  /** The epochs that are new, in their order. */
  readonly steps: readonly Step[]
}

/**
 * Judges a growing log epoch by epoch, so that what is said depends on the log alone and not on when it was looked at.
 * The log itself is read anew at each look: readers need the whole of it.
 */
export class Observer {
  readonly #options: DiagnoseOptions
  readonly #asked: Gate['stops']
  readonly #end: End | undefined
  readonly #withdrawn: Withdrawn[] = []
  /** The first values of the curves of the run, by their names. */
  #firsts = new Map<string, number | undefined>()
  /** What was taken back and waits for an epoch after which that can be said. */
  #gone: Change[] = []
  #endedAt: number | undefined
  #warnings: Warnings
  #after = Number.NEGATIVE_INFINITY
  #mark = ''
  #last: Source | undefined
  #refusal: UserError | undefined
  /** What stood in the files that this one goes on from. */
  #base = ''
  /** What stood in the file that this one replaced, until it is known whether it goes on from it. */
  #left: string | undefined

  /** `asked`: what the user waits for; `end`: with which epoch nothing more is to be judged. */
  constructor(options: DiagnoseOptions, asked: Gate['stops'] = [], end?: End) {
    this.#options = options
    this.#end = end
    this.#asked = asked
    this.#warnings = new Warnings(asked)
  }

  /** The whole log as it was last seen, with its last line even if that is unfinished. */
  get source(): Source | undefined {
    return this.#last
  }

  /** Why what was last seen cannot be read. */
  get refusal(): UserError | undefined {
    return this.#refusal
  }

  get standing(): readonly Warning[] {
    return this.#warnings.standing
  }

  /** What was said and taken back. */
  get withdrawn(): readonly Withdrawn[] {
    return this.#withdrawn
  }

  /** The reports of a log, the last as it was where the watch ended. */
  upToEnd(reports: readonly RunReport[]): RunReport[] {
    const last = reports.at(-1)
    const at = this.#endedAt
    if (!last || at === undefined) return [...reports]
    const { requirements, rules } = this.#options
    const seen = { ...last, ...judge(upTo(wholeRunOf(last.run), at), requirements, rules) }
    return [...reports.slice(0, -1), withoutEnd(seen, at, this.#asked)]
  }

  /** The epochs that were waited for in vain, when nothing more will come. */
  finish(): Observed | undefined {
    return this.#last && this.#judge(this.#last, true)
  }

  /** Takes what a look has found. Throws a UserError where there is nothing to judge. */
  take({ found, anew }: Look): Observed {
    if (!(found instanceof Source)) {
      this.#refusal = found
      throw found
    }
    if (anew && this.#last && isPlainText(this.#last)) this.#left = this.#last.text
    const source = this.#whole(found)
    this.#last = source
    return this.#judge(source, false)
  }

  #judge(source: Source, ended: boolean): Observed {
    const report = diagnose(ended ? source : withoutOpenLine(source), this.#options).at(-1)
    if (!report) throw new UserError(`${source.title}: nothing to judge`)
    const { number } = report
    const run = wholeRunOf(report.run)
    const anew = this.#begin(run, number)
    const steps: Step[] = []
    for (const at of this.#placesOf(run, ended)) {
      const { requirements, rules } = this.#options
      const changes = this.#warnings.take(judge(upTo(run, at), requirements, rules), at)
      this.#note(changes, at)
      this.#after = at
      const step = { at, changes: [...this.#gone, ...changes], standing: this.#warnings.standing }
      this.#gone = []
      steps.push(step)
      if (!this.#end?.isAfter(step)) continue
      this.#endedAt = at
      break
    }
    const [seen = report] = this.#endedAt === undefined ? [] : this.upToEnd([report])
    return { report: seen, steps, ...(anew !== undefined && { anew }) }
  }

  /** Begins with nothing said where another run stands than before; tells what has begun where that is known. */
  #begin(run: Run, number: number): string | undefined {
    const curves = presentCurves(run.curves)
    const mark = `${number} ${curves.map(({ y }) => y[0])}`
    const back = lastOf(run) < this.#after
    if (mark === this.#mark && !back) return undefined
    const other = curves.some(
      ({ name, y }) => this.#firsts.has(name) && !Object.is(this.#firsts.get(name), y[0]),
    )
    const next = this.#mark !== '' && !this.#mark.startsWith(`${number} `)
    const anew = next ? 'another run begins' : back || other ? 'the log begins anew' : undefined
    if (anew !== undefined) {
      const changes = this.#warnings.standing.map((warning) => ({ warning, withdrawn: anew }))
      this.#note(changes, this.#after)
      this.#gone.push(...changes)
    }
    this.#warnings = new Warnings(this.#asked)
    this.#after = Number.NEGATIVE_INFINITY
    this.#mark = mark
    this.#firsts = new Map(curves.map(({ name, y }) => [name, y[0]]))
    return anew
  }

  #note(changes: readonly Change[], at: number): void {
    for (const { warning, withdrawn } of changes)
      if (withdrawn !== undefined)
        this.#withdrawn.push({ id: warning.finding.id, since: warning.since, at, because: withdrawn })
  }

  /** The new places of a run that are judged, up to the first at or behind the end. */
  #placesOf(run: Run, ended: boolean): number[] {
    if (this.#endedAt !== undefined) return []
    const places = placesOf(run, this.#after, ended)
    const epoch = this.#end?.epoch ?? Number.POSITIVE_INFINITY
    const last = places.findIndex((place) => place >= epoch)
    return thinnedPlaces(last < 0 ? places : places.slice(0, last + 1))
  }

  /** The file, behind those that it goes on from: where logs are rotated, the epochs of a run lie in several. */
  #whole(found: Source): Source {
    const left = this.#left
    if (left !== undefined && isPlainText(found)) {
      const joined = new Source(found.name, `${left}\n${found.text}`, { room: found.room })
      const own = this.#firstOf(found)
      if (own !== undefined || this.#lastOf(joined) > this.#after) {
        this.#base = own === undefined || own > this.#after ? left : ''
        this.#left = undefined
      }
    }
    return this.#base === ''
      ? found
      : new Source(found.name, `${this.#base}\n${found.text}`, { room: found.room })
  }

  #firstOf(source: Source): number | undefined {
    const run = this.#runOf(source)
    return run && presentCurves(run.curves).reduce((least, { x }) => Math.min(least, x[0] ?? least), 1 / 0)
  }

  #lastOf(source: Source): number {
    const run = this.#runOf(source)
    return run ? lastOf(run) : Number.NEGATIVE_INFINITY
  }

  #runOf(source: Source): Run | undefined {
    try {
      return diagnose(withoutOpenLine(source), this.#options).at(-1)?.run
    } catch (error) {
      if (error instanceof UserError) return undefined
      throw error
    }
  }
}

function isPlainText({ text, json }: Source): boolean {
  return text !== '' && json === undefined
}
