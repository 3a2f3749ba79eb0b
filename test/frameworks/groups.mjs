/**
 * Which scripts of fixtures/record run in one environment of Python: what is installed (a file of requirements, or `only`
 * some lines of it), the scripts, and `names` of the samples where a script records more than samples.
 */
const KERAS = /^(?:keras-|history-json)/
const OTHERS = /keras2|pytorch/

export const GROUPS = {
  keras: {
    requirements: 'requirements.txt',
    scripts: ['keras_runs.py', 'pytorch_samples.py'],
    names: { 'keras_runs.py': (sample) => KERAS.test(sample) && !OTHERS.test(sample) },
  },
  keras2: { requirements: 'requirements-keras2.txt', scripts: ['keras2_sample.py'] },
  boosting: {
    requirements: 'requirements-boosting.txt',
    scripts: ['boosting_files.py', 'boosting_console_runs.py'],
  },
  torch: {
    requirements: 'requirements-torch.txt',
    scripts: [
      ...['lightning_runs.py', 'lightning_console_runs.py', 'skorch_runs.py'],
      ...['tensorboard_export_runs.py', 'prints_runs.py'],
    ],
    names: { 'lightning_runs.py': (sample) => sample.startsWith('lightning-csv.') },
  },
  tensorboard: { requirements: 'requirements-tensorboard.txt', scripts: ['tensorboard_runs.py'] },
  trackers: { requirements: 'requirements-trackers.txt', scripts: ['tracker_runs.py'] },
  exports: { requirements: 'requirements-exports.txt', scripts: ['export_runs.py'] },
  vision: {
    requirements: 'requirements-vision.txt',
    scripts: ['ultralytics_runs.py', 'fastai_runs.py', 'timm_runs.py', 'deit_runs.py'],
  },
  notebooks: { requirements: 'requirements-notebooks.txt', scripts: ['notebook_runs.py'] },
  flair: { requirements: 'requirements-flair.txt', scripts: ['flair_tsv_runs.py'] },
  huggingface: {
    requirements: 'requirements-frameworks.txt',
    only: ['accelerate', 'scikit-learn', 'torch', 'transformers'],
    scripts: ['hf_runs.py'],
  },
  mmengine: {
    requirements: 'requirements-frameworks.txt',
    only: ['torch', 'mmengine'],
    scripts: ['mmengine_runs.py'],
  },
  spacy: { requirements: 'requirements-frameworks.txt', only: ['spacy'], scripts: ['spacy_runs.py'] },
}

/** Scripts that no group runs: they need what pip does not install beside the others, or record no samples. */
export const BY_HAND = {
  'flair_runs.py': 'transformers 4 beside llamafactory without its dependencies',
  'llama_factory_runs.py': 'llamafactory without its dependencies',
  'logger_runs.py': 'Detectron2 and fairseq from source packages',
  'yolov5_runs.py': 'yolov5 without its dependencies',
  'pytorch_runs.py': 'runs for the diagnoses, no samples',
}
