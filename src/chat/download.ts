/** A file that somebody sent is larger than the limit. */
export class FileTooBig extends Error {}

/** Requests the file uncompressed: it is small enough, and no archive bomb has to be unpacked. */
export const UNCOMPRESSED = { 'Accept-Encoding': 'identity' } as const;

/**
 * Reads the body of a response, up to `most` bytes, whatever size was declared. If the body is compressed against the
 * request, the limit applies to the unpacked bytes. Throws FileTooBig.
 */
export async function readAtMost(response: Response, most: number): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel();
    throw new FileTooBig();
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the rest of the body.
  for await (const piece of response.body ?? []) {
    length += piece.byteLength;
    if (length > most) throw new FileTooBig();
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
