import { describe, expect, it } from 'vitest'
import { Pace } from '../../src/live/pace.js'

describe('the pace of looks', () => {
  /** Milliseconds of a wait behind a look that took so many seconds. */
  async function waited(took: number, most?: number, cut: Promise<unknown> = new Promise(() => undefined)) {
    let time = 0
    const pace = new Pace(() => time, cut)
    const began = pace.now
    time += took
    const start = process.uptime()
    await pace.wait(began, most)
    return 1000 * (process.uptime() - start)
  }

  it('is half a second, and slower behind a look that took long', async () => {
    expect(await waited(0)).toBeGreaterThan(450)
    expect(await waited(0.1)).toBeGreaterThan(950)
  })

  it('is no slower than what is left to wait', async () => {
    expect(await waited(1000, 0.05)).toBeLessThan(500)
    expect(await waited(1000, -1)).toBeLessThan(500)
  })

  it('ends where it is cut', async () => {
    expect(await waited(1000, undefined, Promise.resolve())).toBeLessThan(500)
  })
})
