import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parsePs, parseStat, runningProcesses } from '../../src/source/processes.js'

describe('processes', () => {
  it('are told with who started them, of Linux', () => {
    const stat =
      '31 (a (b) c) S 7 31 5 34816 31 4194304 10 0 0 0 0 0 0 0 20 0 1 0 8812 2351104 200 18446744073709551615'
    expect(parseStat(stat)).toEqual({ pid: 31, parent: 7, group: 31, born: '8812' })
    expect(parseStat(stat.replace(') S', ') Z'))).toBeUndefined()
    expect(parseStat('')).toBeUndefined()
  })

  it('are told with who started them, of ps', () => {
    const lines = [
      '    1     0     1 Ss   Sun Nov 22 11:00:00 2026',
      ' 4567  4500  4500 R+   Sun Nov 22 11:20:28 2026    ',
      ' 4568  4567  4500 Z+   Sun Nov 22 11:20:29 2026',
      'something else',
    ]
    expect(parsePs(lines.join('\n'))).toEqual([
      { pid: 1, parent: 0, group: 1, born: 'Sun Nov 22 11:00:00 2026' },
      { pid: 4567, parent: 4500, group: 4500, born: 'Sun Nov 22 11:20:28 2026    ' },
    ])
    expect(parsePs('')).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')('are told by a mark in their environment', async () => {
    const mark = `mark-${process.pid}-${Date.now()}`
    const script = 'setTimeout(() => {}, 60000)'
    const env = { PATH: process.env.PATH, SOME: `other ${mark}` }
    const [child, other] = [
      spawn(process.execPath, ['-e', script], { env }),
      spawn(process.execPath, ['-e', script]),
    ]
    try {
      const found = await runningProcesses(mark)
      expect(found.filter(({ marked }) => marked).map(({ pid }) => pid)).toEqual([child.pid])
      expect(found.map(({ pid }) => pid)).toContain(other.pid)
    } finally {
      for (const own of [child, other]) own.kill()
    }
  })

  it.skipIf(process.platform === 'win32')('are those of this system', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
    try {
      const found = (await runningProcesses()).filter(({ pid }) => pid === child.pid)
      expect(found).toEqual([expect.objectContaining({ parent: process.pid })])
    } finally {
      child.kill()
    }
  })
})
