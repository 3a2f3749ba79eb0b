import type { Run } from './run.js'

/** The framework that wrote the log, where its format tells. */
export type Framework = 'keras'

export function frameworkOf(run: Run): Framework | undefined {
  if (run.format.startsWith('keras')) return 'keras'
  return run.format === 'history-json' && run.axis === 'epoch' ? 'keras' : undefined
}

/** How to stop at the best epoch next time, in the words of the framework. */
export function adviseStopping(run: Run, monitor: string): string {
  if (frameworkOf(run) === 'keras')
    return `EarlyStopping(monitor="${monitor}",patience=5,restore_best_weights=True)`
  return `stop when ${monitor} has not improved for 5 ${run.axis === 'epoch' ? 'epochs' : 'evaluations'} and restore the best weights`
}
