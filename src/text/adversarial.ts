import { ADVERSARIAL, isCommonName, readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { ADVERSARIES } from '../run/run.js'

/** `d_loss`, `Loss_D`, `loss D_A`, `errD`, `disc_loss_real`; the same of the other player. */
const LOSS = '(?:loss|err(?:or)?)'
const WHICH = '(?:[ _](?:real|fake|gan|adv|total|[abxyst12]))*'
const side = (player: string) =>
  new RegExp(
    `^(?:train(?:ing)?[ _/])?(?:${player}${WHICH}[ _]?${LOSS}${WHICH}|${LOSS}[ _]?${player}${WHICH})$`,
    'i',
  )
const DISCRIMINATOR = side('(?:(?:net)?d|disc(?:r|rim|riminator)?|dis|critic)')
const GENERATOR = side('(?:(?:net)?g|gen(?:erator)?)')

/**
 * Tells the losses of a GAN from those of a model that learns alone: where a log has one of a discriminator and one of a
 * generator, neither says by falling or rising how good the model is, and an accuracy without a split is that of the
 * discriminator. Nothing is judged by them.
 */
export function withAdversaries(reading: Reading): Reading {
  const names = new Set(
    reading.phases.flatMap(({ columns }) => columns.map(({ name, means }) => means ?? name)),
  )
  const particular = [...names].filter((name) => !isCommonName(name))
  const of = (player: RegExp) => particular.filter((name) => player.test(name.trim()))
  const [discriminators, generators] = [of(DISCRIMINATOR), of(GENERATOR)]
  if (discriminators.length === 0 || generators.length === 0 || breaksDown(reading)) return reading
  const losses = new Set([...discriminators, ...generators])
  const alone = [...names].every((name) => losses.has(name) || readName(name).kind !== 'total')
  const bare = [...names].filter((name) => {
    const { quantity, split } = readName(name)
    return alone && quantity === 'accuracy' && split === undefined
  })
  const players = new Set([...losses, ...bare])
  const phases = reading.phases.map((phase) => ({
    ...phase,
    columns: phase.columns.map((column) => {
      const name = column.means ?? column.name
      return players.has(name) ? { ...column, means: `${ADVERSARIAL} ${name}` } : column
    }),
  }))
  const shown = [...players].slice(0, 4).join(', ') + (players.size > 4 ? ', ...' : '')
  const because = `${shown}: of networks that play against each other; whether they learn cannot be told from these, so ${ADVERSARIES}`
  return { ...reading, phases, notes: [...reading.notes, { because }] }
}

/** A loss that ends as no number says enough, whatever it is of. */
function breaksDown({ phases }: Reading): boolean {
  return phases.some(({ columns }) =>
    columns.some(({ name, y }) => !Number.isFinite(y.at(-1) ?? 0) && readName(name).kind !== 'other'),
  )
}
