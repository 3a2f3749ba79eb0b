import { describe, expect, it } from 'vitest'
import { type Destination, parseDestinations } from '../src/destinations.js'
import { UserError } from '../src/errors.js'
import { reporters } from '../src/reporters/list.js'

describe('--format', () => {
  it.each<[string[], Destination[]]>([
    [[], [{ format: 'text' }]],
    [['json'], [{ format: 'json' }]],
    [['json=-'], [{ format: 'json' }]],
    [['json=a.json'], [{ format: 'text' }, { format: 'json', path: 'a.json' }]],
    [
      ['github', 'junit=r.xml', 'json=r.json'],
      [{ format: 'github' }, { format: 'junit', path: 'r.xml' }, { format: 'json', path: 'r.json' }],
    ],
    [
      ['json=a=b.json', 'text', 'json=b.json'],
      [{ format: 'json', path: 'a=b.json' }, { format: 'text' }, { format: 'json', path: 'b.json' }],
    ],
  ])('%j goes to %j', (spelt, expected) => {
    expect(parseDestinations(spelt)).toEqual(expected)
  })

  it.each([
    [['xml'], 'xml'],
    [[''], '""'],
    [['=a.json'], '""'],
    [['__proto__=a'], '__proto__'],
    [['json='], 'json='],
    [['json', 'text'], 'json and text'],
    [['text', 'text'], 'text and text'],
    [['json=a', 'junit=a'], '"a"'],
  ])('%j is refused, and %s named', (spelt, named) => {
    expect(() => parseDestinations(spelt)).toThrow(UserError)
    expect(() => parseDestinations(spelt)).toThrow(named)
  })

  it('names what there is', () => {
    for (const { id } of reporters) expect(() => parseDestinations(['xml'])).toThrow(id)
  })
})
