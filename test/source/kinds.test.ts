import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/source/kinds.js'

/** The runs of a kind among these files, each with the names of its files. */
function runsOf(what: string, files: readonly string[], root = '/logs'): Record<string, string[]> {
  const runs = KINDS.find((kind) => kind.what === what)?.runs(files, root) ?? []
  return Object.fromEntries(runs.map((run) => [run.path, run.files.map(({ name }) => name)]))
}
const RUN = '0123456789abcdef0123456789abcdef'

describe('kinds', () => {
  it('are in the order of trust', () => {
    expect(KINDS.map(({ what }) => what)).toEqual([
      ...['trainer_state.json', 'metrics.csv', 'results.csv', 'summary.csv', 'history.csv', 'log.txt'],
      ...['scalars.json', 'catboost_info', 'mlruns', 'dvclive', 'metrics.json'],
      ...['event files of TensorBoard', 'exports of TensorBoard'],
      'a file for training and one for validation',
    ])
  })

  it('put the checkpoints of a run together', () => {
    const files = [
      'trainer_state.json',
      'checkpoint-5/trainer_state.json',
      'b/checkpoint-9/trainer_state.json',
    ]
    expect(runsOf('trainer_state.json', files)).toEqual({
      '': ['trainer_state.json', 'checkpoint-5/trainer_state.json'],
      b: ['checkpoint-9/trainer_state.json'],
    })
  })

  it('put the curves that TensorBoard exported together', () => {
    const files = ['a/run-train-tag-loss.csv', 'a/run-val-tag-loss.json', 'a/run.csv', 'run-x-tag-acc.csv']
    expect(runsOf('exports of TensorBoard', files)).toEqual({
      a: ['run-train-tag-loss.csv', 'run-val-tag-loss.json'],
      '': ['run-x-tag-acc.csv'],
    })
  })

  it('take a file of a telling name for a run, and no other', () => {
    const files = ['a/metrics.csv', 'metrics.csv', 'my-metrics.csv', 'metrics.csv.bak']
    expect(runsOf('metrics.csv', files)).toEqual({
      'a/metrics.csv': ['a/metrics.csv'],
      'metrics.csv': ['metrics.csv'],
    })
    expect(
      Object.keys(runsOf('scalars.json', ['1/vis_data/scalars.json', 'x.log.json', 'scalars.json'])),
    ).toEqual(['1/vis_data/scalars.json', 'x.log.json'])
  })

  it('find the metrics of MLflow and DVCLive from above, and from within', () => {
    expect(
      runsOf('mlruns', [`0/${RUN}/metrics/val/loss`, `0/${RUN}/metrics/system/cpu`, `0/${RUN}/meta.yaml`]),
    ).toEqual({ [`0/${RUN}`]: ['metrics/val/loss'] })
    expect(runsOf('mlruns', ['val/loss'], `/logs/0/${RUN}/metrics`)).toEqual({ '': ['metrics/val/loss'] })
    expect(runsOf('dvclive', ['dvclive/plots/metrics/a/loss.tsv', 'dvclive/plots/images/a.tsv'])).toEqual({
      dvclive: ['plots/metrics/a/loss.tsv'],
    })
    expect(runsOf('dvclive', ['a/loss.tsv'], '/logs/dvclive/plots/metrics')).toEqual({
      '': ['plots/metrics/a/loss.tsv'],
    })
    expect(runsOf('catboost_info', ['x/learn_error.tsv', 'x/test_error.tsv', 'x/time_left.tsv'])).toEqual({
      x: ['learn_error.tsv', 'test_error.tsv'],
    })
  })

  it('find a run of MLflow that was copied to another name by what else MLflow keeps there', () => {
    expect(runsOf('mlruns', ['best/metrics/val/loss', 'best/params/lr', 'best/meta.yaml'])).toEqual({
      best: ['metrics/val/loss'],
    })
    expect(runsOf('mlruns', ['metrics/loss', 'tags/mlflow.user'])).toEqual({ '': ['metrics/loss'] })
    expect(runsOf('mlruns', ['best/metrics/loss', 'other/meta.yaml'])).toEqual({})
  })

  it('put the event files of a run together, and keep runs apart', () => {
    const events = (...directories: string[]) =>
      runsOf(
        'event files of TensorBoard',
        directories.map((directory) => `${directory}events.out.tfevents.1700000000.host`),
      )
    const name = (directory: string) => `${directory}events.out.tfevents.1700000000.host`
    expect(events('train/', 'validation/')).toEqual({ '': [name('train/'), name('validation/')] })
    expect(events('a/train/', 'a/validation/', 'b/train/')).toEqual({
      a: [name('train/'), name('validation/')],
      b: [name('train/')],
    })
    expect(events('a/', 'a/Loss_train/', 'a/Loss_val/', 'a/1700000000.5/')).toEqual({
      a: [name(''), name('Loss_train/'), name('Loss_val/')],
    })
    expect(events('resnet_train/', 'vgg_train/')).toEqual({ resnet_train: [name('')], vgg_train: [name('')] })
    expect(events('a/loss_train/', 'a/loss_val/', 'a/acc_val/')).toEqual({
      a: [name('loss_train/'), name('loss_val/'), name('acc_val/')],
    })
    expect(events('loss_val/', 'b/loss_train/')).toEqual({ loss_val: [name('')], 'b/loss_train': [name('')] })
    expect(events('', 'eval/')).toEqual({ '': [name(''), name('eval/')] })
    expect(events('', 'exp1/', 'exp2/')).toEqual({ '': [name('')], exp1: [name('')], exp2: [name('')] })
    expect(runsOf('event files of TensorBoard', ['a/events.out.tfevents.1.profile-empty'])).toEqual({})
  })

  it('put the logs of the splits together where a directory holds one run of them', () => {
    const what = 'a file for training and one for validation'
    expect(runsOf(what, ['a/train.csv', 'a/val.csv', 'b/train_log.txt', 'b/test_log.txt'])).toEqual({
      a: ['train.csv', 'val.csv'],
      b: ['train_log.txt', 'test_log.txt'],
    })
    expect(runsOf(what, ['train_loss.csv', 'val_loss.csv', 'train_acc.csv', 'val_acc.csv'])).toEqual({
      '': ['train_loss.csv', 'val_loss.csv', 'train_acc.csv', 'val_acc.csv'],
    })
    expect(
      runsOf(what, ['a/train/loss.csv', 'a/validation/loss.csv', 'train/log.txt', 'test/log.txt']),
    ).toEqual({
      a: ['train/loss.csv', 'validation/loss.csv'],
      '': ['train/log.txt', 'test/log.txt'],
    })
    for (const files of [
      ['train/labels.csv', 'val/labels.csv'],
      ['train/loss.csv', 'val/log.csv'],
      ['train/loss.csv', 'val/loss.csv', 'train/log.csv', 'val/log.csv'],
      ['train.csv'],
      ['val.csv', 'test.csv'],
      ['train.csv', 'val.txt'],
      ['train.csv', 'val.csv', 'valid.csv'],
      ['fold1_train.csv', 'fold1_val.csv', 'fold2_train.csv', 'fold2_val.csv'],
      ['run-train-tag-loss.csv', 'run-val-tag-loss.csv'],
      ['train_val.csv', 'test_val.csv'],
    ])
      expect(runsOf(what, files)).toEqual({})
  })
})
