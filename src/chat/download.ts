/** What somebody sent is larger than is taken. */
export class FileTooBig extends Error {}

/** The body of an answer, read no further than so many bytes, whatever was said of its size. Throws FileTooBig. */
export async function bytesOf(response: Response, most: number): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel();
    throw new FileTooBig();
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop gives up the rest of the body.
  for await (const piece of response.body ?? []) {
    length += piece.byteLength;
    if (length > most) throw new FileTooBig();
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
