/** What somebody sent is larger than is taken. */
export class FileTooBig extends Error {}

/** Asks for the file as it is: it is small enough, and nothing has to be unpacked that could burst. */
export const UNPACKED = { 'Accept-Encoding': 'identity' } as const;

/**
 * The body of an answer, read no further than so many bytes, whatever was said of its size: of a body that comes packed,
 * against what was asked, so many bytes of what it unpacks to. Throws FileTooBig.
 */
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
