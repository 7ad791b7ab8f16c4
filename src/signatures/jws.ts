import {
  calculateJwkThumbprint,
  EmbeddedJWK,
  exportJWK,
  type FlattenedJWSInput,
  FlattenedSign,
  flattenedVerify,
  generateKeyPair,
  importJWK,
} from 'jose';
import { z } from 'zod';

/** The one algorithm that is written and accepted: Ed25519, as RFC 8037 names it. */
const ALGORITHM = 'EdDSA';

/** A private Ed25519 key (RFC 8037), which holds its public part `x` too. */
export const secretKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
export type SecretKey = z.output<typeof secretKey>;

/** A key to sign with. Its thumbprint (RFC 7638, SHA-256, base64url) is what people compare, and stands in what is signed. */
export interface SigningKey {
  readonly thumbprint: string;
  readonly secret: SecretKey;
}

export async function newSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const secret = secretKey.parse(await exportJWK(privateKey));
  return { secret, thumbprint: await thumbprintOf(secret) };
}

/** Returns the bytes with their signature and the public key, as a flattened JWS in JSON (RFC 7515). */
export async function signed(bytes: Uint8Array, { secret, thumbprint }: SigningKey): Promise<string> {
  const jws = await new FlattenedSign(bytes)
    .setProtectedHeader({ alg: ALGORITHM, kid: thumbprint, jwk: publicPart(secret) })
    .sign(await importJWK(secret, ALGORITHM));
  return `${JSON.stringify(jws, null, 2)}\n`;
}

/** The content of a signed file, once its signature is known to be right. */
export interface OpenedJws {
  readonly bytes: Uint8Array;
  /** The thumbprint of the key that signed it. Anybody can make a key: only comparing tells whose it is. */
  readonly thumbprint: string;
}

/** The shape of a flattened JWS, whatever is in it. */
const envelope = z.object({ payload: z.string(), protected: z.string(), signature: z.string() });

export function isEnvelope(json: unknown): boolean {
  return envelope.safeParse(json).success;
}

/** Returns what a flattened JWS holds; null when it isn't what was signed, or not by the key it names. */
export async function opened(json: unknown): Promise<OpenedJws | null> {
  const read = envelope.safeParse(json);
  if (!read.success) return null;
  try {
    const jws: FlattenedJWSInput = read.data;
    const { payload, protectedHeader } = await flattenedVerify(jws, EmbeddedJWK, { algorithms: [ALGORITHM] });
    const { jwk, kid } = protectedHeader ?? {};
    if (jwk?.crv !== 'Ed25519' || kid === undefined || kid !== (await calculateJwkThumbprint(jwk))) return null;
    return { bytes: payload, thumbprint: kid };
  } catch {
    // Whatever is wrong with it, its contents aren't known to be those that were signed.
    return null;
  }
}

function publicPart({ kty, crv, x }: SecretKey) {
  return { kty, crv, x };
}

async function thumbprintOf(secret: SecretKey): Promise<string> {
  return calculateJwkThumbprint(publicPart(secret));
}
