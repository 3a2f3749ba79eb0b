import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'

const read = (text: string) => readSource(new Source('log', text))

describe('a table of runs', () => {
  it.each([
    [
      'W&B',
      '"Name","State","Notes","Created","Runtime","lr","val_loss"\n"brisk-pond-1","finished","-","2026-01-01","60","0.1","0.5"\n',
    ],
    [
      'MLflow',
      'Start Time,Duration,Run ID,Name,Source Type,Status,batch_size,val_loss\n2026-01-01 10:00:00,1.5s,abc,run,LOCAL,FINISHED,32,0.5\n',
    ],
    ['MLflow', 'run_id,experiment_id,status,metrics.val_loss,params.lr\nabc,1,FINISHED,0.5,0.1\n'],
    ['Optuna', 'number,value,params_lr,loss,state\n0,0.5,0.1,0.5,COMPLETE\n'],
    ['scikit-learn', 'mean_fit_time,param_C,mean_test_score,loss\n0.5,1,0.9,0.1\n'],
  ])('of %s is refused, with what to give instead', (writer, text) => {
    expect(() => read(text)).toThrow(`a table of runs exported from ${writer}`)
  })

  it.each([
    ['settings', 'lr,batch_size,train_loss,val_acc\n0.1,16,0.5,0.9\n0.01,32,0.4,0.92\n'],
    [
      'settings with how many epochs',
      'batch_size,lr,epochs,val_loss\n16,0.1,10,0.5\n32,0.1,10,0.4\n16,0.1,20,0.5\n',
    ],
    ['settings behind an index', ',seed,dropout,val_loss\n0,1,0.1,0.5\n1,2,0.2,0.4\n'],
  ])('of %s is refused', (_, text) => {
    expect(() => read(text)).toThrow('a table of runs, a row for each choice of')
  })

  it.each([
    ['epochs', 'epoch,seed,batch_size,loss,val_loss\n1,1,16,0.5,0.6\n2,1,16,0.4,0.5\n1,2,32,0.5,0.6\n'],
    ['epochs under that name', 'epochs,batch_size,lr,loss,val_loss\n1,16,0.1,0.5,0.6\n2,32,0.1,0.4,0.5\n'],
    [
      'epochs below a rule of Markdown',
      '| epochs | loss | val_loss | lr |\n|---|---|---|---|\n| 1 | 0.5 | 0.6 | 0.1 |\n| 2 | 0.4 | 0.5 | 0.05 |\n',
    ],
    ['a schedule', 'lr,momentum,loss,val_loss\n0.1,0.9,0.5,0.6\n0.05,0.95,0.4,0.5\n'],
    ['settings that stay', 'batch_size,seed,loss,val_loss\n16,1,0.5,0.6\n16,1,0.4,0.5\n'],
  ])('is no table of %s', (_, text) => {
    expect(read(text).reading.phases.length).toBeGreaterThan(0)
  })
})
