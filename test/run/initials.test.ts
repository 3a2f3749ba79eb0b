import { describe, expect, it } from 'vitest'
import { meaningsOfInitials } from '../../src/run/initials.js'

const told = (...names: readonly string[]) => Object.fromEntries(meaningsOfInitials(names))

describe('initials of a split', () => {
  it('are told by their twin', () => {
    expect(told('t_loss', 'v_loss', 't_acc', 'v_acc')).toEqual({
      t_loss: 'train loss',
      v_loss: 'val loss',
      t_acc: 'train acc',
      v_acc: 'val acc',
    })
    expect(told('tr_loss', 'te_loss')).toEqual({ te_loss: 'test loss' })
    expect(told('tloss', 'vloss')).toEqual({ tloss: 'train loss' })
  })

  it.each([
    [['t_loss', 'loss']],
    [['v_loss', 'loss']],
    [['t_loss', 'v_acc']],
    [['p_loss', 't_loss', 'v_loss']],
    [['t_loss', 's_loss']],
    [['t_loss', 'v_loss', 'entropy_loss']],
    [['te_loss', 'val_loss']],
  ])('say nothing in %j', (names) => {
    expect(told(...names)).toEqual({})
  })
})
