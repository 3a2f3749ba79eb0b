import { describe, expect, it } from 'vitest'
import { Counter } from '../../src/live/count.js'

function screen() {
  let [text, time] = ['', 0]
  const write = async (more: string) => {
    text += more
  }
  return { columns: 30, write, now: () => time++, shown: () => text }
}

describe('the count of logs judged', () => {
  it('is shown within the line and wiped at the end', async () => {
    const terminal = screen()
    const counter = new Counter(500, () => terminal)
    await counter.tell(`runs/\u001b[31m${'x'.repeat(90)}`)
    expect(terminal.shown()).toMatch(/^\r\u001b\[K0 of 500 {2}runs\//)
    expect(terminal.shown().length).toBeLessThanOrEqual(4 + 30)
    expect(terminal.shown()).not.toContain('\u001b[31m')
    await counter.end()
    expect(terminal.shown().endsWith('\r\u001b[K')).toBe(true)
  })

  it('is not shown of few logs, or off a terminal', async () => {
    const terminal = screen()
    const counter = new Counter(5, () => terminal)
    await counter.tell('a.csv')
    await counter.end()
    await new Counter(500, () => undefined).tell('a.csv')
    expect(terminal.shown()).toBe('')
  })
})
