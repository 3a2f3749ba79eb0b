import { once, rememberText } from '../once.js'

/** Words that scripts print in other languages, by what they mean; in writings without blanks between words. */
const UNSPACED: readonly (readonly [RegExp, string])[] = [
  [/学习率|學習率|学習率|학습률/g, 'lr'],
  [/训练|訓練|学習|훈련|학습/g, 'train'],
  [/验证|驗證|校验|検証|검증/g, 'val'],
  [/测试|測試|テスト|테스트/g, 'test'],
  [/损失值?|損失|ロス|손실/g, 'loss'],
  [/准确率|準確率|准确度|準確度|正确率|正解率|精度|정확도/g, 'accuracy'],
  [/精确率|精確率|適合率|정밀도/g, 'precision'],
  [/召回率|再現率|재현율/g, 'recall'],
  [/困惑度/g, 'perplexity'],
  [/轮次|轮数|轮|輪次|エポック|에포크|에폭/g, 'epoch'],
  [/最佳|最好|最优|最低|最高|最终|最終|최고|최종|ベスト/g, 'best'],
  [/保存|저장/g, 'saved'],
  [/平均|평균/g, 'avg'],
  [/耗时|用时|時間|时间|시간/g, 'time'],
  [/(?<=train|val|test)(?:集上?的?|セット|データ)/g, 'set'],
]
const HAS_UNSPACED = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/

const spaced = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      Object.entries({
        epoch: 'época épocas epoca epocas époque epoche эпоха эпохи',
        loss: 'pérdida perdida perda perte verlust perdita потери потеря лосс kayıp',
        accuracy:
          'exactitud acurácia acuracia acurácias genauigkeit accuratezza точность exactitude doğruluk dokładność akurasi',
        train:
          'entrenamiento treino treinamento entraînement entrainement addestramento обучение обучения eğitim trening',
        val: 'validación validacion validação validacao validierung validazione валидация валидации doğrulama walidacja',
        test: 'prueba teste тест тестовая тестовой',
        error: 'ошибка erreur fehler',
        best: 'mejor melhor meilleur meilleure beste bester migliore лучшая лучший лучшие лучшее',
        'train loss': 'trainingsverlust',
        'train accuracy': 'trainingsgenauigkeit',
        'val loss': 'validierungsverlust',
        'val accuracy': 'validierungsgenauigkeit',
        avg: 'promedio média media moyenne durchschnittlicher durchschnittliche средняя средний средние',
      }).flatMap(([means, words]) => words.split(' ').map((word) => [word, means] as const)),
    ),
)

/**
 * A word, or words without blanks, in English where it is one of those that training scripts print in other languages:
 * `验证集准确率` is `val set accuracy`, `pérdida` is `loss`. As it is where it is none.
 */
export const inEnglish = rememberText((text: string): string => {
  const known = spaced().get(text.normalize('NFC').toLowerCase())
  if (known !== undefined) return known
  if (!HAS_UNSPACED.test(text)) return text
  let english = text
  for (const [word, means] of UNSPACED) english = english.replace(word, ` ${means} `)
  return english.replace(/ +/g, ' ').trim()
})
