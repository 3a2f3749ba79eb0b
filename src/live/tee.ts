/** Something that is read piece by piece. */
export type Input = AsyncIterable<Uint8Array | string>

/** Hands on what comes in, each piece as soon as it is there and untouched, after `write` has taken it. */
export async function* tee(input: Input, write: (chunk: Uint8Array | string) => Promise<unknown>): Input {
  for await (const chunk of input) {
    await write(chunk)
    yield chunk
  }
}
