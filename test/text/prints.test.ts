import { describe, expect, it } from 'vitest'
import { withoutPrefix } from '../../src/text/console.js'
import { readPrint } from '../../src/text/prints.js'

/** The line in short: `e3 s100 Train heading: loss=0.5`. */
function short(line: string): string {
  const print = readPrint(withoutPrefix(line))
  if (!print) return ''
  const { epoch, step, heading, cells } = print
  return [
    epoch === undefined ? '' : `e${epoch}`,
    step === undefined ? '' : `s${step}`,
    heading === undefined ? '' : `${heading}:`,
    [...cells].map(([name, value]) => `${name}=${value}`).join(' '),
  ]
    .filter(Boolean)
    .join(' ')
}

describe('a printed line', () => {
  it.each([
    [
      'Epoch: 1/20, Train Loss: 0.5213, Val Loss: 0.6011, Val Acc: 85.20%',
      'e1 Train Loss=0.5213 Val Loss=0.6011 Val Acc=85.20%',
    ],
    ['Epoch [1/10], Step [100/600], Loss: 0.5123', 'e1 s100 Loss=0.5123'],
    [
      'Epoch 003 | train_loss=0.41 | val_loss=0.47 | val_f1=0.80 | 12.3s *',
      'e3 train_loss=0.41 val_loss=0.47 val_f1=0.80',
    ],
    ['[epoch 3] train loss=0.41 valid loss=0.47 (best 0.45)', 'e3 train loss=0.41 valid loss=0.47'],
    ['Epoch 5, Loss: 0.70, Val Acc: 0.90', 'e5 Loss=0.70 Val Acc=0.90'],
    [
      'Epoch: 0001 (0.01s) loss_train: 1.9 acc_train: 0.2 loss_val: 1.8',
      'e1 loss_train=1.9 acc_train=0.2 loss_val=1.8',
    ],
    ['Epoch-3: loss=-0.4', 'e3 loss=-0.4'],
    ['Epoch:0, mask loss is 0.1411 ', 'e0 mask loss=0.1411'],
    ['[1,  2000] loss: 2.220', 'e1 s2000 loss=2.220'],
    ['Iter 500: Train Loss --> 1.6879, Val Loss --> 1.8428', 's500 Train Loss=1.6879 Val Loss=1.8428'],
    ['step 250: train loss 1.9643, val loss 2.0312', 's250 train loss=1.9643 val loss=2.0312'],
    ['iter 260: loss 1.8910, time 30.12ms, mfu 12.34%', 's260 loss=1.8910'],
    [
      '| epoch   1 |   200/ 2983 batches | lr 20.00 | ms/batch 5.0 | loss  7.62 | ppl  2039.4',
      'e1 s200 lr=20.00 loss=7.62 ppl=2039.4',
    ],
    [
      '| end of epoch   1 | time: 60.1s | valid loss  5.5 | valid ppl   245.1',
      'e1 valid loss=5.5 valid ppl=245.1',
    ],
    [
      'Training Results - Epoch: 1  Avg accuracy: 0.9 Avg loss: 0.3',
      'e1 Training Avg accuracy=0.9 Training Avg loss=0.3',
    ],
    ['Epoch 3 took 12.5 sec loss 0.5', 'e3 loss=0.5'],
    ['Epoch 1 Loss: 1,234.5', 'e1 Loss=1234.5'],
    ['Epoch 3 loss: 1.2e-05, acc nan', 'e3 loss=1.2e-05 acc=nan'],
    ['[Epoch 1/200] [Batch 3/938] [D loss: 0.512] [G loss: 1.1]', 'e1 s3 D loss=0.512 G loss=1.1'],
    ['Epoch[0] Validation-accuracy=0.95', 'e0 Validation-accuracy=0.95'],
    [
      ' iteration      100/  500000 | consumed samples: 25600 | learning rate: 1.5E-04 | lm loss: 7.1E+00 | loss scale: 65536.0 |',
      's100 learning rate=1.5E-04 lm loss=7.1E+00',
    ],
    [
      'epoch: 0 loss: tensor(2.1660, grad_fn=<NllLossBackward0>) acc: np.float64(0.25)',
      'e0 loss=2.1660 acc=0.25',
    ],
    ['Epoch 3 {"loss": 0.5, "val_loss": 0.6}', 'e3 loss=0.5 val_loss=0.6'],
    [
      'Epoch 1: val loss = 0.5, mAP@0.5:0.95 = 0.3, mAP@0.5: 0.6',
      'e1 val loss=0.5 val mAP@0.5:0.95=0.3 val mAP@0.5=0.6',
    ],
  ])('%s', (line, said) => {
    expect(short(line)).toBe(said)
  })

  it.each([
    ['train | epoch 3 | loss 0.41', 'e3 train loss=0.41'],
    [
      'Epoch 5/50 - 12s - train: loss 0.41 acc 0.88 - val: loss 0.47 acc 0.85',
      'e5 train loss=0.41 train acc=0.88 val loss=0.47 val acc=0.85',
    ],
    [
      'Training: loss = 0.82, acc = 0.14 | Val: loss = 0.84, acc = 0.1',
      'Training loss=0.82 Training acc=0.14 Val loss=0.84 Val acc=0.1',
    ],
    ['train Loss: 0.71 Acc: 0.58', 'train Loss=0.71 train Acc=0.58'],
    [
      'Epoch 3 | Train Loss 0.41 (acc 0.9) | Val Loss 0.5 (acc 0.8)',
      'e3 Train Loss=0.41 Train acc=0.9 Val Loss=0.5 Val acc=0.8',
    ],
    ['epoch 3: {"train": {"loss": 0.5}, "val": {"loss": 0.6}}', 'e3 train loss=0.5 val loss=0.6'],
    ["Epoch 3 Loss: {'train': 0.5, 'val': 0.6}", 'e3 train Loss=0.5 val Loss=0.6'],
    ["Losses {'ner': 25392.5}", 'Losses ner=25392.5'],
    ['Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.300000', 'e1 s640 Train Loss=2.300000'],
    [
      'Test set: Average loss: 0.0525, Accuracy: 9836/10000 (98%)',
      'Test Average loss=0.0525 Test Accuracy=0.9836',
    ],
    ['Train: 3 [ 100/1251 (  8%)]  Loss: 4.21 (4.35)  Time: 0.2s', 'e3 s100 Train Loss=4.35'],
    [
      '3epoch results: [train] loss_ctc=61.1, loss=54.2, time=10 minutes, [valid] loss=50.1',
      'e3 train loss_ctc=61.1 train loss=54.2 valid loss=50.1',
    ],
    ['Validation loss at iteration 500: 3.1', 's500 Validation loss=3.1'],
    ['Cost after iteration 100: 0.693', 's100 Cost=0.693'],
    ['DEV  : loss 0.1119 - f-score 0.5 - acc 0.25', 'DEV loss=0.1119 DEV f-score=0.5 DEV acc=0.25'],
  ])('tells its split apart from the names: %s', (line, said) => {
    expect(short(line)).toBe(said)
  })

  it.each([
    ['Epoch 1/20', 'e1'],
    ['----- Epoch 3 -----', 'e3'],
    ['Test Error: ', 'Test:'],
    ['[valid]', 'valid:'],
    ['=== Validation ===', 'Validation:'],
  ])('says where the lines below it belong: %s', (line, said) => {
    expect(short(line)).toBe(said)
  })

  it.each([
    ['2026-11-22 04:45:49,916 - train - INFO - Epoch 3 loss: 0.5', 'e3 loss=0.5'],
    ['2024-01-01 12:00:00.123 | INFO     | __main__:train:42 - Epoch 3 - loss: 0.5', 'e3 loss=0.5'],
    ['INFO:root:Epoch 3 loss: 0.5', 'e3 loss=0.5'],
    ['[INFO] Epoch 3 loss: 0.5', 'e3 loss=0.5'],
    ['12:34:56 INFO - train.py:42 - Epoch 3 loss: 0.5', 'e3 loss=0.5'],
    ['[11/22 00:10:42 d2.utils.events]:  eta: 1:02:03  iter: 19  total_loss: 1.9', 's19 total_loss=1.9'],
  ])('stands behind the prefix of a logger: %s', (line, said) => {
    expect(short(line)).toBe(said)
  })

  it.each([
    'Best Val Acc: 0.87',
    'Best epoch: 7, val_loss: 0.41',
    'New best val loss: 2.0112 (was inf), saving checkpoints/best_2.0112.pt',
    'Validation loss decreased (0.412345 --> 0.390000).  Saving model ...',
    'Final test accuracy: 0.91',
    'Restoring weights of epoch 5, val_loss: 0.41',
    'saving model to ckpt/epoch=2-val_loss=0.43.ckpt',
    "Namespace(epochs=20, lr=0.1, loss='ce', epoch=5)",
    "Config: {'epochs': 12, 'lr': 0.005, 'loss': 'cross_entropy', 'val_loss': 0.5}",
    'loss function: CrossEntropyLoss()',
    'loss weight: 0.5, loss scale = 65536.0',
    'lr: 0.001',
    'Accuracy of the network on the 10000 test images: 55 %',
    'accuracy                           0.81     61132',
    'weighted avg       0.85      0.85      0.85      2000',
    'Training complete in 0m 12s',
    'The loss of 0.5 was high and the accuracy 0.9 was not bad',
    'EarlyStopping counter: 3 out of 5',
    'loss: [0.5, 0.6]',
    'loss: (0.5, 0.6)',
    'loss: 0.5s, acc: 12ms, f1: 3/4/5, auc: 12:30',
    'Loss: 0,53',
    'Epochs: 100',
    'cost: 12.5 sec',
    'loss 3 MB',
    'ImportError: No module named theano',
  ])('is no measurement: %s', (line) => {
    expect(readPrint(withoutPrefix(line))?.cells.size ?? 0).toBe(0)
    expect(readPrint(withoutPrefix(line))?.epoch).toBeUndefined()
  })

  it('says nothing of an epoch where it tells of a record', () => {
    expect(short('Epoch 00005: val_loss improved from 0.41000 to 0.39000, saving model to m.h5')).toBe('e5')
    expect(short('Epoch 5: new best model saved (val_loss: 0.39, val_acc: 0.8)')).toBe('e5')
    expect(short('epoch 3 | valid_loss 0.5 | best_loss 0.4 | valid_acc 0.8')).toBe(
      'e3 valid_loss=0.5 valid_acc=0.8',
    )
    expect(short('Epoch 3: loss=0.5 saved')).toBe('e3 loss=0.5')
  })

  it('does not choose between two values of one name', () => {
    expect(short('Epoch 3 loss: 0.5 acc: 0.9 loss: 0.6')).toBe('e3 acc=0.9')
  })
})

describe('a bare name that comes again in small letters', () => {
  it('is of the data that was named last', () => {
    const line = '[001/200] 12.34 sec(s) Train Acc: 0.30 Loss: 2.1 | Val Acc: 0.31 loss: 2.2'
    expect([...(readPrint(line)?.cells ?? [])]).toEqual([
      ['Train Acc', '0.30'],
      ['Train Loss', '2.1'],
      ['Val Acc', '0.31'],
      ['Val loss', '2.2'],
    ])
  })
})
