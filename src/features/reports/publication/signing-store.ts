import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import { newSigningKey, type SigningKey, secretKey } from '../../../signatures/jws.ts';

/** Returns the thumbprint of the key that the region's bilan is signed with; null as long as none was. */
export async function signingThumbprint(scope: RegionScope): Promise<string | null> {
  const row = await clientOf(scope.tx).signingKey.findUnique({
    where: { regionId: scope.region.id },
    select: { thumbprint: true },
  });
  return row?.thumbprint ?? null;
}

/** Returns the region's key, made now if it never signed anything. */
export async function signingKey(scope: RegionScope): Promise<SigningKey> {
  return (await keptSigningKey(scope)) ?? madeKey(scope);
}

async function madeKey(scope: RegionScope): Promise<SigningKey> {
  const { thumbprint, secret } = await newSigningKey();
  await clientOf(scope.tx).signingKey.createMany({
    data: { regionId: scope.region.id, thumbprint, secretKey: secret, createdAt: scope.now },
    skipDuplicates: true,
  });
  // Where two people ask at the same time, the first one's key becomes the region's.
  const key = await keptSigningKey(scope);
  if (key === null) throw new Error('the signing key was not kept');
  return key;
}

/** Returns the region's key; null as long as it signed nothing. */
export async function keptSigningKey(scope: RegionScope): Promise<SigningKey | null> {
  const row = await clientOf(scope.tx).signingKey.findUnique({ where: { regionId: scope.region.id } });
  return row && { thumbprint: row.thumbprint, secret: secretKey.parse(row.secretKey) };
}
