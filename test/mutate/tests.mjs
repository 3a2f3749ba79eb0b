// Stands in for what tests import from vitest: keeps them for runner.mjs instead of running them. What `expect` says is vitest's own.
import { expect } from 'vitest'

/** What was kept: names, and what to run. */
export const tests = []
/** What snapshots held when nothing was changed, by test; that it is what is kept beside the tests is for `npm test` to say. */
const shots = new Map()
let around = []
let running = { name: '', shot: 0 }

export function it(name, ...given) {
  const run = given.find((one) => typeof one === 'function')
  const full = [...around, name, `(${tests.length})`].join(' ')
  tests.push({ name: full, run: () => begin(full, run) })
}
it.each = (cases) => each(it, cases)

export function describe(name, fill) {
  around = [...around, name]
  fill()
  around = around.slice(0, -1)
}
describe.each = (cases) => each(describe, cases)

function each(own, cases) {
  return (name, run) => {
    for (const one of cases) own(name, () => run(...(Array.isArray(one) ? one : [one])))
  }
}

function begin(name, run) {
  running = { name, shot: 0 }
  return run()
}

function shown(value, ...more) {
  const toMatchSnapshot = () => {
    const shot = `${running.name} ${running.shot++}`
    if (!shots.has(shot)) shots.set(shot, value)
    expect(value).toEqual(shots.get(shot))
  }
  return Object.defineProperty(expect(value, ...more), 'toMatchSnapshot', { value: toMatchSnapshot })
}

const all = Object.assign(shown, expect)

export { all as expect }
