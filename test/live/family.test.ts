import { describe, expect, it } from 'vitest'
import { Family } from '../../src/live/family.js'
import type { Process } from '../../src/source/processes.js'

const one = (pid: number, parent: number, group = 5, born = 'first'): Process => ({
  pid,
  parent,
  group,
  born,
})
const stranger = one(99, 1)
const shell = one(10, 5)

describe('what a command started', () => {
  it('is known down to the last, and nothing else', () => {
    const family = new Family(10)
    family.see([one(12, 11), stranger, one(11, 10), shell, one(5, 1)])
    expect(family.all.sort()).toEqual([11, 12])
    expect(family.near.sort()).toEqual([11, 12])
  })

  it('is not lost where the command ended before it', () => {
    const family = new Family(10)
    family.see([shell, one(11, 10)])
    family.see([one(11, 1), one(12, 11), stranger])
    expect(family.all.sort()).toEqual([11, 12])
    family.see([one(12, 1), stranger])
    expect(family.all).toEqual([12])
  })

  it('is known by its mark where its parent ended before anybody looked', () => {
    const family = new Family(10)
    const orphan = { ...one(11, 1), marked: true }
    family.see([shell, orphan, one(12, 11), { ...one(13, 1, 13), marked: true }, stranger])
    expect(family.near.sort()).toEqual([11, 12])
    expect(family.all.sort()).toEqual([11, 12, 13])
  })

  it('is beyond the reach of Ctrl-C where it left the process group', () => {
    const family = new Family(10)
    family.see([shell, one(11, 10, 11), one(12, 11, 5)])
    expect(family.near).toEqual([12])
    expect(family.all.sort()).toEqual([11, 12])
  })

  it('is not taken for a later process with its number', () => {
    const family = new Family(10)
    family.see([shell, one(11, 10)])
    family.see([shell, one(11, 1, 5, 'later')])
    expect(family.all).toEqual([])
  })
})
