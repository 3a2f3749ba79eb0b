import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/plain.js'
import { hintFor, nearestTo } from '../../src/text/nearest.js'

const KNOWN = ['overfitting', 'overconfident', 'diverged', 'not-learning', 'fail-on', 'steadyRise']

describe('the nearest word', () => {
  it.each([
    ['overfiting', 'overfitting'],
    ['overfit', 'overfitting'],
    ['OVERFITTING', 'overfitting'],
    ['not_learning', 'not-learning'],
    ['notLearning', 'not-learning'],
    ['failOn', 'fail-on'],
    ['fail_on', 'fail-on'],
    ['steady-rise', 'steadyRise'],
    ['divreged', 'diverged'],
  ])('to %s is %s', (word, nearest) => {
    expect(nearestTo(word, KNOWN)).toBe(nearest)
  })

  it.each([
    ['hlep', COMMANDS, 'help'],
    ['wacth', COMMANDS, 'watch'],
    ['diagnsoe', COMMANDS, 'diagnoses'],
    ['fromats', COMMANDS, 'formats'],
    ['confgi', COMMANDS, 'config'],
    ['jsno', ['text', 'json', 'ndjson', 'junit'], 'json'],
    ['txet', ['text', 'json', 'ndjson', 'junit'], 'text'],
    ['acb', ['abd', 'abc'], 'abc'],
  ])('to %s, in which letters are swapped, among %j is %s', (word, known, nearest) => {
    expect(nearestTo(word, known)).toBe(nearest)
  })

  it('is not looked for long', () => {
    expect(nearestTo('/a/long/path'.repeat(300), COMMANDS)).toBeUndefined()
    expect(nearestTo('lpeh', COMMANDS)).toBeUndefined()
  })

  it.each(['', 'x', 'zebra', 'over', '__proto__', 'constructor'])('to %j is none', (word) => {
    expect(nearestTo(word, KNOWN)).toBeUndefined()
  })

  it('is the hint; without one, all there are', () => {
    expect(hintFor('divergd', KNOWN)).toBe('did you mean diverged?')
    expect(hintFor('zebra', ['a', 'b'])).toBe('there are: a, b')
  })
})
