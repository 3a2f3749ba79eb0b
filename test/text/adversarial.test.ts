import { describe, expect, it } from 'vitest'
import { planOf } from '../../src/chart/plan.js'
import { diagnose } from '../../src/diagnose.js'
import { Source } from '../../src/text/source.js'

const table = (header: string, row: (k: number) => string) =>
  `epoch,${header}\n${Array.from({ length: 12 }, (_, k) => `${k},${row(k)}\n`).join('')}`

function judge(text: string) {
  const [report] = diagnose(new Source('log.csv', text))
  const { curves, notes, series } = report?.run ?? { curves: {}, notes: [], series: [] }
  return {
    judged: Object.values(curves).map(({ name }) => name),
    found: report?.findings.map(({ id }) => id),
    status: report?.verdict.status,
    says: notes.map(({ because }) => because).join('; '),
    names: series.map(({ name }) => name),
  }
}

describe('losses of networks that play against each other', () => {
  it.each([
    ['d_loss,g_loss'],
    ['Loss_D,Loss_G'],
    ['errD,errG'],
    ['discriminator_loss,generator_loss'],
    ['train/disc_loss,train/gen_loss'],
    ['loss D_A,loss G_A'],
    ['d_loss_real,g_loss'],
  ])('are not judged as those of one that learns: %s', (header) => {
    const { judged, found, status, says, names } = judge(table(header, (k) => `0.69,${0.7 + k / 5}`))
    expect([judged, found, status]).toEqual([[], [], 'undecided'])
    expect(says).toContain('of networks that play against each other')
    expect(names).toEqual(header.split(','))
  })

  it('are drawn all the same, and named as the reason that nothing is judged', () => {
    const [report] = diagnose(
      new Source(
        'log.csv',
        table('d_loss,g_loss', (k) => `0.69,${0.7 + k / 5}`),
      ),
    )
    expect(report && planOf(report.run).panels.map(({ title }) => title)).toEqual(['d_loss', 'g_loss'])
    expect(report && planOf(report.run, ['accuracy']).panels).toEqual([])
    expect(report?.verdict.summary).toMatch(/^nothing could be judged: d_loss, g_loss: of networks that play/)
  })

  it('leave an accuracy without a split to the discriminator', () => {
    expect(judge(table('d_loss,g_loss,acc', () => '0.69,0.7,1')).judged).toEqual([])
    expect(judge(table('d_loss,g_loss,val_acc', (k) => `0.69,0.7,0.${k + 10}`)).judged).toEqual(['val_acc'])
  })

  it('stand back where there is a loss of another kind', () => {
    const { judged, says } = judge(
      table('d_loss,g_loss,train_loss,acc', (k) => `0.69,0.7,${1 / (k + 1)},0.${k + 10}`),
    )
    expect(judged).toEqual(['train_loss', 'acc'])
    expect(says).toContain('d_loss, g_loss: of networks')
  })

  it.each([['d_loss,loss_seg'], ['loss_dice,loss_giou'], ['gen_loss,cls_loss']])(
    'are two of a kind: %s',
    (header) => {
      expect(judge(table(header, (k) => `${1 / (k + 1)},${2 / (k + 1)}`)).judged.length).toBe(1)
    },
  )

  it('tell as any other where they end as no number', () => {
    expect(judge(table('d_loss,g_loss', (k) => (k > 8 ? 'nan,nan' : '0.6,0.7'))).found).toContain('diverged')
  })
})
