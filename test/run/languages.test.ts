import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../src/run/languages.js'
import { readName } from '../../src/run/names.js'
import { readPoints } from '../readers/points.js'

const LOSSES = ['loss train', 'loss validation', 'accuracy validation']

describe('names in other languages', () => {
  it.each([
    ['Chinese', ['训练损失', '验证损失', '验证集准确率']],
    ['Chinese, traditional', ['訓練損失', '驗證損失', '驗證準確率']],
    ['Japanese', ['訓練損失', '検証ロス', '検証精度']],
    ['Korean', ['훈련 손실', '검증 손실', '검증 정확도']],
    ['Spanish', ['pérdida_entrenamiento', 'Pérdida de validación', 'exactitud_validacion']],
    ['Portuguese', ['Perda treino', 'perda_validação', 'Acurácia validação']],
    ['French', ["Perte d'entraînement", 'Perte validation', 'exactitude validation']],
    ['German', ['Trainingsverlust', 'Validierungsverlust', 'Validierungsgenauigkeit']],
    ['Russian', ['Потери обучения', 'Потери валидации', 'Точность валидации']],
    ['Turkish', ['Eğitim kayıp', 'Doğrulama kayıp', 'Doğrulama doğruluk']],
  ])('mean the same in %s', (_, names) => {
    const told = names.map((name) => {
      const { quantity, split } = readName(name)
      return `${/loss/.test(quantity) ? 'loss' : /accuracy/.test(quantity) ? 'accuracy' : quantity} ${split}`
    })
    expect(told).toEqual(LOSSES)
  })

  it('are told from rates, times and bests', () => {
    for (const name of ['学习率', '耗时', '最佳验证损失', 'Mejor pérdida', '학습률', 'Лучшая точность'])
      expect(readName(name).kind, name).toBe('other')
  })

  it.each(['loss', 'strata', 'media_loss2', '模型', 'weights'])('%s is none of them', (word) => {
    expect(inEnglish(word)).toBe(word)
  })
})

describe('consoles in other languages', () => {
  const times = (lines: (k: number) => string) => [1, 2, 3].map((k) => `${lines(k)}\n`).join('')

  it.each([
    ['轮次   %/100 | 训练损失: 0.%5 | 验证损失: 0.%7 | 学习率: 0.001 | 耗时: 12.5s', '训练损失', '验证损失'],
    ['第 %/10 轮，训练损失：0.%5，验证损失：0.%7', '训练损失', '验证损失'],
    ['第%轮【完成】 训练损失：0.%5 验证损失：0.%7', '训练损失', '验证损失'],
    ['エポック %/9 - 訓練損失: 0.%5 - 検証損失: 0.%7', '訓練損失', '検証損失'],
    ['에포크 %/9, 훈련 손실: 0.%5, 검증 손실: 0.%7', '훈련 손실', '검증 손실'],
    ['Época %/15,   pérdida_train=0.%5,   pérdida_val=0.%7', 'pérdida_train', 'pérdida_val'],
    ['Эпоха %/9: Потери обучения: 0.%5, Потери валидации: 0.%7', 'Потери обучения', 'Потери валидации'],
  ])('number epochs and name losses as in %j', (line, train, validation) => {
    const { axis, points, curves } = readPoints(times((k) => line.replaceAll('%', String(k))))
    expect(axis).toBe('epoch')
    expect(points).toMatchObject({
      [train]: '1: 0.15, 2: 0.25, 3: 0.35',
      [validation]: '1: 0.17, 2: 0.27, 3: 0.37',
    })
    expect(curves()).toEqual([`${train}: train loss`, `${validation}: validation loss`])
  })

  it('tell bests and what is saved from what was measured', () => {
    const { points } = readPoints(
      times(
        (k) =>
          `Epoch [${k}/9] 完成 (耗时: 8.5s)\n  训练损失: 0.${k}5\n  验证损失: 0.${k}7\n  *** 新的最佳模型! 验证损失: 0.9 ***\n新最佳模型已保存! Epoch: ${k}, 验证损失: 0.8`,
      ),
    )
    expect(points).toEqual({
      训练损失: '1: 0.15, 2: 0.25, 3: 0.35',
      验证损失: '1: 0.17, 2: 0.27, 3: 0.37',
    })
  })

  it('have tables with their columns', () => {
    const { format, points, curves } = readPoints(
      '轮次,训练损失,验证损失\n1,0.75,1\n2,0.5,0.75\n3,0.25,0.5\n',
    )
    expect({ format, points }).toEqual({
      format: 'csv',
      points: { 训练损失: '1: 0.75, 2: 0.5, 3: 0.25', 验证损失: '1: 1, 2: 0.75, 3: 0.5' },
    })
    expect(curves()).toEqual(['训练损失: train loss', '验证损失: validation loss'])
  })
})
