import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/database/database.ts';
import type { LocalUser } from '../../../src/playground/local-platform.ts';
import type { Planted } from './plant.ts';

/** Somebody who presses what isn't theirs. */
export interface WrongPerson {
  /** Says why they are the wrong person. */
  readonly what: string;
  readonly platform: 'slack' | 'discord';
  /** Their id on the platform. */
  readonly user: string;
  /** The channel in which they press. */
  readonly channel: string;
  readonly personId: string;
  /** Whether the region in which they press is their own: what is everybody's there is theirs too. */
  readonly isHere: boolean;
}

/** The reasons why somebody of the region is the wrong person. */
export const wrongs = [
  'a stranger',
  'another organisation',
  'another department',
  'a former member and coordinator',
] as const;

/** Makes somebody of this platform, as the region knows them, one of these wrong people. */
export async function makeWrong(
  { prisma }: Database,
  { regionId, ids }: Planted,
  { platform, user, channel }: { readonly user: LocalUser } & Pick<WrongPerson, 'platform' | 'channel'>,
  what: (typeof wrongs)[number],
  at: Date,
): Promise<WrongPerson> {
  const personId = randomUUID();
  await prisma.person.create({
    data: {
      ...{ id: personId, regionId, name: user.name, lastPlatform: platform, createdAt: at },
      identities: { create: [{ regionId, platform, externalId: user.id, name: user.name }] },
    },
  });
  const since = { regionId, personId, requestedAt: at };
  if (what === 'another organisation') {
    const own = { regionId, name: `Bleuet ${user.name}`, nameKey: `bleuet ${user.id}`, createdAt: at };
    const { id: organisationId } = await prisma.organisation.create({ data: { ...own, createdById: personId } });
    await prisma.membership.create({ data: { ...since, organisationId, status: 'ACTIVE' } });
  }
  if (what === 'another department') {
    await prisma.teamRole.create({ data: { regionId, personId, role: 'DELEGATE', department: '60', grantedAt: at } });
  }
  if (what === 'a former member and coordinator') {
    const organisationId = ids.organisation ?? '';
    await prisma.membership.create({ data: { ...since, organisationId, status: 'LEFT', leftAt: at, decidedAt: at } });
  }
  return { what, platform, user: user.id, channel, personId, isHere: true };
}
