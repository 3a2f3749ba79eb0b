import { describe, expect, it } from 'vitest'
import { once, remember, rememberText } from '../src/once.js'

describe('what is worked out once', () => {
  it('is made when it is first asked for', () => {
    let made = 0
    const list = once(() => [++made])
    expect(made).toBe(0)
    expect(list()).toBe(list())
    expect(made).toBe(1)
  })

  it('is kept for each thing, be it undefined', () => {
    let worked = 0
    const nothing = remember(() => {
      worked++
      return undefined
    })
    const [a, b] = [{}, {}]
    for (const thing of [a, a, b, b]) expect(nothing(thing)).toBeUndefined()
    expect(worked).toBe(2)
  })

  it('is kept for each text, of which not too many are kept', () => {
    let worked = 0
    const shout = rememberText((text) => {
      worked++
      return text.toUpperCase()
    })
    expect([shout('a'), shout('a'), shout('__proto__')]).toEqual(['A', 'A', '__PROTO__'])
    expect(worked).toBe(2)
    for (let k = 0; k < 20_000; k++) shout(String(k))
    expect(shout('a')).toBe('A')
    expect(worked).toBe(20_003)
  })
})
