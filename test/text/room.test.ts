import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import { UserError } from '../../src/errors.js'
import { demandRoom } from '../../src/text/room.js'
import { Source } from '../../src/text/source.js'

const MEBIBYTE = 2 ** 20
const LINES = Array.from({ length: 50 }, (_, k) => k + 1)
const LOGS = {
  console: LINES.map((k) => `Epoch ${k}: loss ${1 / k}, val_loss ${1 / k}\n`).join(''),
  jsonl: LINES.map((k) => `{"epoch": ${k}, "loss": ${1 / k}, "val_loss": ${1 / k}}\n`).join(''),
  json: JSON.stringify({ loss: LINES.map((k) => 1 / k), val_loss: LINES.map((k) => 1 / k) }),
}

describe('demandRoom', () => {
  it('lets pass what there is room for', () => {
    expect(() => demandRoom({ title: 'a.log', room: 80 }, 10, 8)).not.toThrow()
  })

  it('says what is missing and how to get it', () => {
    const refused = () => demandRoom({ title: 'a.log', room: 50 * MEBIBYTE }, 10 * MEBIBYTE, 8)
    expect(refused).toThrow(UserError)
    expect(refused).toThrow('a.log: 10 MiB of this format take about 80 MiB of memory, and there are 50 MiB')
  })
})

describe.each(Object.entries(LOGS))('a log of %s', (_, text) => {
  it('is refused where there is no room for it, before it is read', () => {
    expect(() => diagnose(new Source('log', text, { room: text.length }))).toThrow(/of memory, and there are/)
  })

  it('is read where there is', () => {
    expect(diagnose(new Source('log', text, { room: 20 * text.length }))).toHaveLength(1)
  })
})
