/** A line of values with its place in the run. */
export interface Located {
  readonly line: number
  /** How many numbers of epochs have been met: the lines of one epoch share it, 0 before the first. */
  readonly block: number
  readonly step: number | undefined
  /** The line itself names its epoch. */
  readonly numbered: boolean
  /** The line itself names its epoch or step. */
  readonly marked: boolean
  /** The line itself names a step. */
  readonly stepped: boolean
  /** How many steps there are, where the line says so. */
  readonly whole: number | undefined
  readonly plain: boolean
  /** The values are means since the epoch began. */
  readonly meters: boolean
  /** What stood before the means, by name. */
  readonly lasts?: ReadonlyMap<string, string> | undefined
  readonly cells: ReadonlyMap<string, string>
  /** The line begins with a star: `headed` where the lines before it say of which data it is. */
  readonly star: 'headed' | 'bare' | undefined
  /** Lines of one kind say the same things about other numbers. */
  readonly kind: string
}

/** What lines of values have in common. */
type Form = Omit<Located, 'line' | 'block' | 'step' | 'cells' | 'lasts'>

/** The forms of the lines of a log, one and the same for lines that have all in common. */
export class Forms {
  readonly #known = new Map<string, Form>()
  #last: Form | undefined

  of(form: Form): Form {
    if (this.#last && isSame(this.#last, form)) return this.#last
    const { kind, numbered, marked, stepped, whole, plain, meters, star } = form
    const key = [kind, numbered, marked, stepped, whole, plain, meters, star].join(' ')
    const known = this.#known.get(key) ?? form
    this.#known.set(key, known)
    this.#last = known
    return known
  }
}

function isSame(one: Form, other: Form): boolean {
  return (
    one.kind === other.kind &&
    one.whole === other.whole &&
    one.star === other.star &&
    one.plain === other.plain &&
    one.meters === other.meters &&
    one.numbered === other.numbered &&
    one.marked === other.marked &&
    one.stepped === other.stepped
  )
}

/** A line of values that shares with others what it has in common with them: there may be millions. Changed by `changed` alone. */
export class PlacedLine implements Located {
  constructor(
    readonly line: number,
    readonly block: number,
    readonly step: number | undefined,
    readonly cells: ReadonlyMap<string, string>,
    readonly form: Form,
    readonly lasts?: ReadonlyMap<string, string>,
  ) {}

  get numbered(): boolean {
    return this.form.numbered
  }

  get marked(): boolean {
    return this.form.marked
  }

  get stepped(): boolean {
    return this.form.stepped
  }

  get whole(): number | undefined {
    return this.form.whole
  }

  get plain(): boolean {
    return this.form.plain
  }

  get meters(): boolean {
    return this.form.meters
  }

  get star(): Located['star'] {
    return this.form.star
  }

  get kind(): string {
    return this.form.kind
  }
}

/** The line with some of what it says replaced. */
export function changed(print: Located, change: Partial<Located>): Located {
  const { line, block, step, cells, lasts } = print
  const { numbered, marked, stepped, whole, plain, meters, star, kind } = print
  return {
    ...{ line, block, step, numbered, marked, stepped, whole, plain, meters, cells, star, kind },
    ...(lasts && { lasts }),
    ...change,
  }
}
