import { describe, expect, it } from 'vitest'
import type { Diagnosis, Outcome, Severity } from '../src/diagnoses/diagnosis.js'
import { diagnoses } from '../src/diagnoses/list.js'
import { diagnose } from '../src/index.js'
import type { Curves, Run, Series } from '../src/run/run.js'
import { examine, isAtLeast, reachVerdict } from '../src/verdict.js'

const trainLoss: Series = {
  ...{ name: 'loss', quantity: 'loss', split: 'train', goal: 'lower', unit: 'plain' },
  ...{ x: Float64Array.of(1, 2), y: Float64Array.of(Number.NaN, Number.NaN) },
}
const RUN: Run = {
  ...{ name: 'a', title: 'a', format: 'csv', series: [], curves: { trainLoss }, facts: {}, notes: [] },
  axis: 'epoch',
}

/** A diagnosis that answers as told: a severity it finds, `clear`, or why it cannot tell. */
function diagnosis(
  id: string,
  answer: Severity | 'clear' | { because: string },
  explains?: string[],
): Diagnosis {
  const finding = { claim: `${id} claims`, from: 1, to: 2, evidence: [], advice: [] }
  const outcome: Outcome =
    typeof answer === 'object'
      ? { state: 'unknown', ...answer }
      : answer === 'clear'
        ? { state: 'clear' }
        : { state: 'found', finding: { ...finding, severity: answer } }
  const about = {
    id,
    title: id.toUpperCase(),
    summary: '',
    severities: [],
    limits: {},
    explanation: {
      sketch: [],
      told: '',
      causes: [],
      remedies: { keras: '', lightning: '', huggingFace: '' },
      wrong: '',
    },
    examine: () => outcome,
  }
  return { ...about, ...(explains && { explains }) }
}
const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id)

function verdictOf(...asked: Diagnosis[]) {
  const { findings, checks } = examine(RUN, asked)
  return reachVerdict(RUN, findings, checks)
}

describe('a check without an answer', () => {
  it('is beside the point of an error that explains it, and of nothing less', () => {
    const open = diagnosis('open', { because: 'too short' })
    const because = (severity: Severity) =>
      examine(RUN, [diagnosis('cause', severity, ['open']), open]).checks.at(-1)?.because
    expect(because('error')).toBe('beside the point: cause')
    expect(because('warning')).toBe('too short')
  })
})

describe('findings', () => {
  it('come the gravest first, those of one severity in the order of the list', () => {
    const asked = [
      ...[diagnosis('n1', 'note'), diagnosis('w1', 'warning'), diagnosis('e1', 'error')],
      ...[diagnosis('w2', 'warning'), diagnosis('e2', 'error'), diagnosis('c', 'clear')],
    ]
    expect(ids(examine(RUN, asked).findings)).toEqual(['e1', 'e2', 'w1', 'w2', 'n1'])
  })

  it('carry id and title of the diagnosis that made them', () => {
    expect(examine(RUN, [diagnosis('w1', 'warning')]).findings).toEqual([
      {
        id: 'w1',
        title: 'W1',
        severity: 'warning',
        claim: 'w1 claims',
        from: 1,
        to: 2,
        evidence: [],
        advice: [],
      },
    ])
  })

  it('give way to a graver one that explains them, and their check says so', () => {
    const asked = [diagnosis('light', 'warning'), diagnosis('cause', 'error', ['light', 'other'])]
    const { findings, checks } = examine(RUN, asked)
    expect(ids(findings)).toEqual(['cause'])
    expect(checks).toEqual([
      { id: 'light', state: 'unknown', because: expect.stringContaining('cause') },
      { id: 'cause', state: 'found' },
    ])
  })

  it('stay where what would explain them was not found', () => {
    const asked = [diagnosis('cause', 'clear', ['light']), diagnosis('light', 'warning')]
    expect(ids(examine(RUN, asked).findings)).toEqual(['light'])
  })

  it('are not explained away by a lighter one', () => {
    const asked = [diagnosis('cause', 'note', ['grave']), diagnosis('grave', 'error')]
    expect(ids(examine(RUN, asked).findings)).toEqual(['grave', 'cause'])
  })

  it('are not explained by what is itself explained', () => {
    const asked = [
      diagnosis('root', 'error', ['middle']),
      diagnosis('middle', 'warning', ['leaf']),
      diagnosis('leaf', 'note'),
    ]
    expect(ids(examine(RUN, asked).findings)).toEqual(['root', 'leaf'])
  })

  it('hand each diagnosis the limits as they stand', () => {
    const seen: unknown[] = []
    const limits = { rise: { value: 0.25, unit: '', because: '' } }
    const asked: Diagnosis = {
      ...diagnosis('a', 'clear'),
      limits,
      examine: (_, own) => {
        seen.push(own)
        return { state: 'clear' }
      },
    }
    examine(RUN, [asked])
    expect(seen).toEqual([{ rise: 0.25 }])
  })
})

describe('checks', () => {
  it('name every diagnosis that was asked, in the order of the list, with its answer', () => {
    const asked = [
      ...[diagnosis('n', 'note'), diagnosis('c', 'clear')],
      ...[diagnosis('u', { because: 'too short' }), diagnosis('e', 'error')],
    ]
    expect(examine(RUN, asked).checks).toEqual([
      { id: 'n', state: 'found' },
      { id: 'c', state: 'clear' },
      { id: 'u', state: 'unknown', because: 'too short' },
      { id: 'e', state: 'found' },
    ])
  })
})

describe('verdict', () => {
  const open = diagnosis('u', { because: 'too short' })

  it.each<[string, Diagnosis[], string, string | undefined]>([
    ['an error', [diagnosis('w', 'warning'), diagnosis('e', 'error')], 'failing', 'e'],
    ['a warning', [diagnosis('n', 'note'), diagnosis('w', 'warning'), open], 'suspect', 'w'],
    ['a note', [diagnosis('n', 'note'), open], 'healthy', 'n'],
    ['nothing', [diagnosis('c', 'clear'), open], 'healthy', undefined],
    ['no answer at all', [open, open], 'undecided', undefined],
    ['nobody asked', [], 'undecided', undefined],
  ])('of %s', (_, asked, status, headline) => {
    const verdict = verdictOf(...asked)
    expect(verdict).toMatchObject({ status, ...(headline && { headline }) })
    if (headline === undefined) expect(verdict).not.toHaveProperty('headline')
    expect(verdict.summary).not.toBe('')
  })

  it.each([
    ['a loss', 'epoch,loss\n1,0.5\n'],
    ['both losses', 'epoch,loss,val_loss\n1,0.5,0.6\n'],
    ['losses and accuracies', 'epoch,loss,val_loss,accuracy,val_accuracy\n1,0.5,0.6,0.7,0.65\n'],
    ['a loss of test data', 'epoch,train_loss,test_loss\n1,0.5,0.6\n'],
  ])('of a single epoch of %s is undecided: it is no curve', (_, log) => {
    expect(diagnose(log)[0]?.verdict).toMatchObject({ status: 'undecided' })
  })

  it('of a log with neither loss nor accuracy is undecided, though something was clear', () => {
    const log = `epoch,precision,recall\n${[1, 2, 3, 4, 5, 6].map((k) => `${k},0.${k},0.${k}`).join('\n')}\n`
    const { verdict, checks } = diagnose(log)[0] ?? {}
    expect(checks?.some(({ state }) => state === 'clear')).toBe(true)
    expect(verdict).toMatchObject({ status: 'undecided', summary: expect.stringContaining('accuracy') })
  })

  it('sums up with the claim of the gravest finding', () => {
    expect(verdictOf(diagnosis('w', 'warning'), diagnosis('e', 'error')).summary).toBe('e claims')
  })

  it('says why nothing could be judged', () => {
    expect(verdictOf(open).summary).toContain('too short')
  })

  it('tells of a healthy run how far the loss came', () => {
    const y = Float64Array.of(2, 1, 0.5)
    const shape = { quantity: 'loss', split: 'validation', goal: 'lower', unit: 'plain' } as const
    const loss: Series = { name: 'val_loss', ...shape, x: Float64Array.of(17, 18, 19), y }
    const curves: Curves = { validationLoss: loss }
    const best = { at: 19, by: 'val_loss', value: 0.5, end: 0.5, epochsAfter: 0 }
    const { summary } = reachVerdict({ ...RUN, curves }, [], [{ id: 'c', state: 'clear' }], best)
    expect(summary).toMatch(/val_loss.* 2\.000 .*0\.500.* 17 .*19.*best epoch 19/)
  })

  it('says of a run that may not have learned why that cannot be told', () => {
    const shape = { quantity: 'loss', split: 'train', goal: 'lower', unit: 'plain' } as const
    const trainLoss: Series = { name: 'loss', ...shape, x: Float64Array.of(1, 2), y: Float64Array.of(1, 1) }
    const checks = [
      { id: 'c', state: 'clear' },
      { id: 'not-learning', state: 'unknown', because: 'loss is flat' },
    ] as const
    const { status, summary } = reachVerdict({ ...RUN, curves: { trainLoss } }, [], checks)
    expect([status, summary]).toEqual([
      'healthy',
      'no fault found, but whether it learned at all cannot be told: loss is flat',
    ])
  })

  it('of a run without a number does not invent one', () => {
    expect(reachVerdict(RUN, [], [{ id: 'c', state: 'clear' }]).summary).toBe('no fault found')
  })
})

it('severities are ordered: error, warning, note', () => {
  const order: readonly Severity[] = ['error', 'warning', 'note']
  for (const [a, one] of order.entries())
    for (const [b, other] of order.entries()) expect(isAtLeast(one, other)).toBe(a <= b)
})

describe('the diagnoses there are', () => {
  const known = new Set(ids(diagnoses))

  it('have ids of their own, and none explains itself', () => {
    expect(known.size).toBe(diagnoses.length)
    for (const { id, explains } of diagnoses) expect(explains ?? []).not.toContain(id)
  })

  it('none explains another that explains it', () => {
    for (const { id, explains = [] } of diagnoses)
      for (const other of diagnoses.filter((own) => explains.includes(own.id)))
        expect(other.explains ?? []).not.toContain(id)
  })
})
