import { describe, expect, it } from 'vitest'
import { Source } from '../../src/text/source.js'

describe('Source', () => {
  it('calls standard input by a name for people', () => {
    expect(new Source('-', '').title).toBe('(standard input)')
    expect(new Source('runs/a.csv', '').title).toBe('runs/a.csv')
  })

  it('gives the first lines that are not blank, whatever ends them', () => {
    expect(new Source('a', '\n  \na,b\r\n1,2\r\r\n3,4\r5,6').head).toEqual(['a,b', '1,2', '3,4', '5,6'])
  })

  it('looks only at the beginning of a long text', () => {
    const { head } = new Source('a', 'epoch,loss\n'.repeat(1e5))
    expect(head.length).toBeGreaterThan(1000)
    expect(head.length).toBeLessThan(10_000)
  })

  it('reads the text as JSON where it is JSON', () => {
    expect(new Source('a', ' \n{"loss": [NaN]}').json).toEqual({ loss: ['NaN'] })
    expect(new Source('a', '[1]').json).toEqual([1])
  })

  it.each(['', 'epoch,loss\n', '3', '"text"', 'null', '[INFO] epoch'])(
    'finds no JSON document in %j',
    (text) => {
      expect(new Source('a', text).json).toBeUndefined()
    },
  )

  it('reads what is complete of a JSON document that ends in the middle, and tells', () => {
    const cut = new Source('a', '{"loss": [1, NaN, 2.')
    expect(cut.json).toEqual({ loss: [1, 'NaN'] })
    expect(cut.truncated).toBe(true)
    expect(new Source('a', '{"loss": [1]}').truncated).toBe(false)
    expect(new Source('a', '{"loss": 1}\n{"loss": 2').truncated).toBe(false)
  })

  it('reads a JSON document behind a byte order mark', () => {
    expect(new Source('a', '\ufeff{"loss": [1, 2]}').json).toEqual({ loss: [1, 2] })
  })
})
