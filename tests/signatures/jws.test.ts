import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { FlattenedSign, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { isEnvelope, newSigningKey, opened, signed } from '../../src/signatures/jws.ts';

const bytes = Buffer.from('{ "schema": "fil-conducteur/bilan/2" }\n');
const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a signed file', () => {
  it('gives back the very bytes, and names the key they were signed with', async () => {
    const key = await newSigningKey();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (given) => {
        const jws = JSON.parse(await signed(given, key));
        expect(isEnvelope(jws)).toBe(true);
        expect(await opened(jws)).toEqual({ bytes: given, thumbprint: key.thumbprint });
      }),
      { numRuns: 20 },
    );
  });

  it('is read by who knows the standard and nothing of this code, and holds no secret', async () => {
    const key = await newSigningKey();
    const text = await signed(bytes, key);
    const jws = JSON.parse(text);
    const { jwk, alg } = decoded(jws.protected);
    expect(alg).toBe('EdDSA');
    const publicKey = await webcrypto.subtle.importKey('jwk', jwk, 'Ed25519', true, ['verify']);
    const said = Buffer.from(`${jws.protected}.${jws.payload}`);
    expect(await webcrypto.subtle.verify('Ed25519', publicKey, Buffer.from(jws.signature, 'base64url'), said)).toBe(
      true,
    );
    expect(text + JSON.stringify(decoded(jws.protected))).not.toContain(key.secret.d);
  });

  it('is refused once one thing of it is another', async () => {
    const [key, other] = [await newSigningKey(), await newSigningKey()];
    const jws = JSON.parse(await signed(bytes, key));
    const foreign = JSON.parse(await signed(bytes, other));
    const header = decoded(jws.protected);
    const changed = [
      { ...jws, payload: encoded({ schema: 'another' }) },
      { ...jws, signature: foreign.signature },
      { ...jws, protected: foreign.protected },
      { ...jws, protected: encoded({ ...header, kid: other.thumbprint }) },
      { ...jws, protected: encoded({ ...header, alg: 'none' }), signature: '' },
      { ...jws, signature: '' },
      { ...jws, payload: 3 },
      null,
    ];
    for (const each of changed) expect(await opened(each)).toBeNull();
    expect(await opened(jws)).not.toBeNull();
  });

  it('is refused with another kind of key, or under another one’s name', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
    const es256 = await new FlattenedSign(bytes)
      .setProtectedHeader({ alg: 'ES256', kid: 'x', jwk: { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' } })
      .sign(pair.privateKey);
    expect(await opened(es256)).toBeNull();
    const key = await newSigningKey();
    expect(await opened(JSON.parse(await signed(bytes, { ...key, thumbprint: 'somebody else' })))).toBeNull();
  });
});
