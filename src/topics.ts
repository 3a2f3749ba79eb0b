/** A notion behind the diagnoses, explained on one page. Sentences, without line breaks. */
export interface Topic {
  readonly id: string
  readonly title: string
  readonly summary: string
  /** A drawing or a table of a few rows, at most 76 columns wide. */
  readonly sketch: readonly string[]
  readonly points: readonly { readonly about: string; readonly says: string }[]
}

const loss: Topic = {
  id: 'loss',
  title: 'Loss',
  summary:
    'The size of the errors, summed or averaged over the examples of a set. Lower is better; it is no percentage and has no scale of its own.',
  sketch: [
    'loss │╮                     probability given   its loss,   counted as right',
    ' 4.6 ┤╰╮                    to the true class   -ln of it   (threshold 0.5)',
    '     │ ╰╮                         0.01            4.61            no',
    ' 2.3 ┤  ╰──╮                      0.1             2.30            no',
    '     │     ╰─────╮                0.5             0.69            -',
    ' 0.7 ┤           ╰───────╮        0.9             0.11            yes',
    '     └┬────────────┬─────╰┬       0.99            0.01            yes',
    '      0   probability     1',
  ],
  points: [
    {
      about: 'Likelihood',
      says: 'Negative log-likelihood is -ln of the probability given to the true class. Categorical cross-entropy sums it over the samples; binary cross-entropy, -(y ln p + (1 - y) ln(1 - p)), judges each class on its own, so that several labels may hold at once.',
    },
    {
      about: 'Squared error',
      says: 'For regression: the mean of (prediction - target) squared. An error of 1 is tiny for pixels of 0 to 255, an error of 100 is large; compare it with the variance of the targets.',
    },
    {
      about: 'Chance',
      says: 'Cross-entropy of K equally likely classes begins at ln K: 0.693 for two, 2.303 for ten. One that stays there learned nothing.',
    },
    {
      about: 'Its use',
      says: 'The optimiser works on it, so its course tells whether and how fast a model learns. Lower is better until the model memorises: then training loss goes on falling while validation loss does not.',
    },
    {
      about: 'And accuracy',
      says: 'Loss rewards every probability that comes nearer to its label; accuracy counts only those that cross the threshold. So loss may fall with accuracy still (confidences move, answers do not), and validation loss may rise with accuracy still (a few errors grow large): see explain accuracy.',
    },
  ],
}

const accuracy: Topic = {
  id: 'accuracy',
  title: 'Accuracy',
  summary:
    'The number of right answers over all answers: 952 of 1,000 is 95.2 %. It counts errors and does not weigh them; nobody trains on it, since a count has no slope.',
  sketch: [
    'loss │╲               accuracy │            loss │╲     ╱   accuracy │  ╭─────',
    '     │ ╲___                    │ ~~~~~~~         │ ╲___╱             │ ╭╯',
    '     │     ╲____               │                 │                   │╭╯',
    '     └────────── epoch         └────────         └────────           └────────',
    '       one falls, the other stands                 one rises, the other stands',
    '',
    '                 high loss                      low loss',
    'high accuracy    large errors on some data      small errors on some (best)',
    'low accuracy     large errors on much of it     small errors on much of it',
  ],
  points: [
    {
      about: 'Four corners',
      says: 'At the end of a run, loss and accuracy together tell how many errors there are and how large. Which of two models is better when one has the better loss and the other the better accuracy depends on what you care about: probabilities (loss) or answers (accuracy).',
    },
    {
      about: 'Falls, stands',
      says: 'Loss falls while accuracy stands: probabilities improve without crossing the threshold, or one class is always answered and its share is the accuracy. Look at the confusion matrix, at F1 or AUC.',
    },
    {
      about: 'Rises, stands',
      says: 'Validation loss rises while accuracy holds: as many errors, but given with more and more certainty. Fine if only answers count, bad if probabilities do.',
    },
    {
      about: 'Chance',
      says: '1/K for K classes of equal size, else the share of the largest class: 95 % accuracy is nothing where 95 % of the samples are of one class.',
    },
    {
      about: 'Small sets',
      says: 'Of n samples accuracy moves in steps of 1/n: 3 of 5 is 60 %. With 25 validation samples one more error is 4 %; the steps betray how many samples there are.',
    },
  ],
}

const gap: Topic = {
  id: 'gap',
  title: 'Generalisation gap',
  summary:
    'What a model does worse on data it has not seen than on data it was trained on: validation loss minus training loss.',
  sketch: [
    'loss │╮',
    '     │ ╲___________ validation   what unseen data will see',
    '     │  ╲           ↕ gap',
    '     │   ╲_________ training     partly memorised',
    '     └───────────── epoch',
  ],
  points: [
    {
      about: 'The sets',
      says: 'Training data fit the weights. Validation data choose among epochs, models and settings, the same data each time. Test data measure the chosen model once, and are used for neither.',
    },
    {
      about: 'Half epoch',
      says: 'Most frameworks average the training loss over an epoch while the weights change, and measure validation at its end. So validation is half an epoch ahead, and looks better than it is early on; here it is compared with training half an epoch later.',
    },
    {
      about: 'Constant',
      says: 'A gap that is there from the start and stays is no overfitting: dropout, augmentation, label smoothing and weights of classes make training harder, penalties may count in one loss alone.',
    },
    {
      about: 'Widening',
      says: 'Training falls on, validation does not: what is learned now is about the training samples alone. As long as both fall one may go on; when validation turns up, stop.',
    },
    {
      about: 'Negative',
      says: 'Validation better than training throughout has a cause: see explain validation-below-train.',
    },
  ],
}

export const topics: readonly Topic[] = [loss, accuracy, gap]
