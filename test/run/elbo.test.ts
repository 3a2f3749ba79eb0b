import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/readers/read.js'
import { buildRun } from '../../src/run/build.js'
import { Source } from '../../src/text/source.js'

/** The first series of a table of three epochs, and what was assumed of it. */
function first(name: string, ...values: readonly number[]) {
  const text = `epoch,${name},loss\n${values.map((value, k) => `${k},${value},1`).join('\n')}\n`
  const { format, reading } = readSource(new Source('log', text))
  const [phase] = reading.phases
  if (!phase) throw new Error('no run')
  const { series, notes } = buildRun({ name: 'log', title: 'log' }, format, reading, phase)
  return { ...series[0], says: notes.map(({ because }) => because).join('; ') }
}

describe('the evidence lower bound', () => {
  it('is better the higher it is', () => {
    expect(first('elbo', -150, -120, -110)).toMatchObject({ quantity: 'elbo', goal: 'higher' })
    expect(first('elbo', 100, 120, 130)).toMatchObject({ quantity: 'elbo', goal: 'higher' })
    expect(first('elbo', 100, -120, -130)).toMatchObject({ quantity: 'elbo', goal: 'higher' })
  })

  it.each([['neg_elbo'], ['-ELBO'], ['elbo_loss'], ['nelbo']])(
    'is a loss where %j names its negative',
    (name) => {
      expect(first(name, 100, 120, 130)).toMatchObject({ quantity: 'nelbo', goal: 'lower' })
    },
  )

  it('is taken for its negative where it falls above zero, which is said', () => {
    const { quantity, goal, says } = first('elbo', 150, 120, 110)
    expect({ quantity, goal }).toEqual({ quantity: 'nelbo', goal: 'lower' })
    expect(says).toContain('assumed: elbo, above zero and falling, is the negative of the bound: a loss')
  })
})
