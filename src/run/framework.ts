import { finitePoints } from './points.js'
import type { Run } from './run.js'

/** The framework that wrote the log, where its format tells. */
export type Framework =
  | 'keras'
  | 'lightning'
  | 'hugging-face'
  | 'xgboost'
  | 'lightgbm'
  | 'catboost'
  | 'ultralytics'

const BY_FORMAT: readonly (readonly [RegExp, Framework])[] = [
  [/^keras/, 'keras'],
  [/^lightning/, 'lightning'],
  [/^(?:hf-|llama-factory)/, 'hugging-face'],
  [/^xgboost/, 'xgboost'],
  [/^lightgbm/, 'lightgbm'],
  [/^catboost/, 'catboost'],
  [/^ultralytics/, 'ultralytics'],
]

export function frameworkOf(run: Run): Framework | undefined {
  const known = BY_FORMAT.find(([format]) => format.test(run.format))?.[1]
  return known ?? (run.format === 'history-json' && run.axis === 'epoch' ? 'keras' : undefined)
}

/** Boosting fits its training data ever closer by design: there a gap between the two tells nothing by itself. */
export function isBoosting(run: Run): boolean {
  const framework = frameworkOf(run)
  return framework === 'xgboost' || framework === 'lightgbm' || framework === 'catboost'
}

/** What to keep of a run whose best epoch lies behind: boosting keeps its first trees, all else the weights of that epoch. */
export function adviseKeeping(run: Run, best: number): string {
  return isBoosting(run)
    ? `keep the trees up to ${run.axis} ${best} (best_iteration)`
    : `keep the weights of ${run.axis} ${best}`
}

/** What makes a model memorise less. */
export function adviseRegularising(run: Run): string {
  return isBoosting(run)
    ? 'shallower trees, a lower learning rate, stronger penalties (lambda), subsampling of rows and columns; more data'
    : 'regularise (dropout, weight decay), a simpler model, a lower learning rate; more data or augmentation'
}

/** Epochs to wait without gain; a short run, as fine-tuning is, would be over before. */
const PATIENCE = { usual: 5, short: 2, below: 12 }

/** How to stop at the best epoch next time, in the words of the framework. */
export function adviseStopping(run: Run, monitor: string): string {
  const values = finitePoints(run.curves.validationLoss ?? run.curves.validationAccuracy).y.length
  const patience = values < PATIENCE.below ? PATIENCE.short : PATIENCE.usual
  switch (frameworkOf(run)) {
    case 'keras':
      return `EarlyStopping(monitor="${monitor}",patience=${patience},restore_best_weights=True)`
    case 'lightning':
      return `EarlyStopping("${monitor}",patience=${patience}) and ModelCheckpoint(monitor="${monitor}")`
    case 'hugging-face':
      return `EarlyStoppingCallback(${Math.min(3, patience)}) with load_best_model_at_end=True, metric_for_best_model="eval_loss"`
    case 'xgboost':
      return 'early_stopping_rounds=20'
    case 'lightgbm':
      return 'callbacks=[lightgbm.early_stopping(20)]'
    case 'catboost':
      return 'early_stopping_rounds=20, use_best_model=True'
    case 'ultralytics':
      return 'patience=20; the best weights are in best.pt'
    default:
      return `stop when ${monitor} has not improved for ${patience} ${run.axis === 'epoch' ? 'epochs' : 'evaluations'} and restore the best weights`
  }
}

/** How to log loss and accuracy both, which only a classifier has. */
export function adviseBoth(run: Run): string {
  switch (frameworkOf(run)) {
    case 'keras':
      return 'for a classifier, log both: metrics=["accuracy"]'
    case 'hugging-face':
      return 'for a classifier, log both: compute_metrics'
    default:
      return 'for a classifier, log both'
  }
}
