import { expect, it } from 'vitest'
import { prepareFor } from '../../src/sink/engine.js'

const node20 = { versions: { v8: '11.3.244.8-node.38' } }

function askedFor(logs: number, world: Parameters<typeof prepareFor>[1]): string[] {
  const asked: string[] = []
  prepareFor(logs, world, (flags) => asked.push(flags))
  return asked
}

it('has V8 optimise later where many logs are judged', () => {
  expect(askedFor(1000, node20)).toEqual(['--interrupt-budget=400000'])
})

it.each([
  ['of few logs', 2, node20],
  ['of a later V8, which would complain of a flag it does not know', 1000, { versions: { v8: '12.4.2' } }],
  ['of what is not known', 1000, {}],
])('asks nothing %s', (_, logs, world) => {
  expect(askedFor(logs, world)).toEqual([])
})
