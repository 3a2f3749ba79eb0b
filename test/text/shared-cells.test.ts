import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shareCells } from '../../src/text/shared-cells.js'

it('says what a Map of the same cells says', () => {
  const pairs = fc.uniqueArray(fc.tuple(fc.string(), fc.string()), { selector: ([name]) => name })
  fc.assert(
    fc.property(pairs, fc.string(), (cells, other) => {
      const map = new Map(cells)
      const shared = shareCells(
        cells.map(([name]) => name),
        map,
      )
      expect([...shared]).toEqual([...map])
      expect([...shared.keys()]).toEqual([...map.keys()])
      expect([...shared.values()]).toEqual([...map.values()])
      expect(shared.size).toBe(map.size)
      for (const name of [other, ...map.keys()]) {
        expect(shared.get(name)).toBe(map.get(name))
        expect(shared.has(name)).toBe(map.has(name))
      }
      const seen: [string, string][] = []
      shared.forEach((value, name) => {
        seen.push([name, value])
      })
      expect(seen).toEqual([...map])
    }),
  )
})
