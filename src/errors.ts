/** What the user can mend: one line that says what and where, and a hint what to do. Ends with exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError'

  constructor(
    message: string,
    readonly hint: string = '',
  ) {
    super(message)
  }
}
