import { UserError } from '../src/errors.js'

/** The UserError with which something is refused; fails where it is taken. */
export function refusal(parse: () => unknown): UserError {
  try {
    parse()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('taken')
}
