import { regionOf } from '../../src/access/region/region-store.ts';
import type { LinkReader } from '../../src/chat/platform.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { readTarget } from '../../src/delivery/outbox/message-schema.ts';
import { givenTo } from '../../src/delivery/sender/given-links.ts';
import { type FileLink, linkTo } from '../../src/files/link-store.ts';
import { storeFile } from '../../src/files/store.ts';
import type { Person } from '../../src/playground/person.ts';
import type { World } from '../support/world.ts';

/** Returns the link that stands for a file in what a reader gets, where the platform refuses the file itself. */
export async function linkFor(world: World, reader: LinkReader): Promise<FileLink> {
  const { database, clock } = world;
  const region = regionOf(await database.prisma.region.findFirstOrThrow());
  const bytes = new TextEncoder().encode('logo');
  const file = await inTransaction(database, (tx) =>
    storeFile({ tx, region, now: clock.now() }, { name: 'logo.txt', type: 'text/plain', bytes }, null),
  );
  const given = await givenTo(database, reader);
  const url = given && (await linkTo(database, 'https://bot.example.org', file, given, clock.now()));
  if (!url) throw new Error('there is no link');
  const { until, to, signature } = Object.fromEntries(new URL(url).searchParams);
  return { id: file.id, until, to, signature };
}

/** Returns the same link in the last message they were sent alone. */
export async function linkInMessage(world: World, { user }: Person): Promise<FileLink> {
  const rows = await world.database.prisma.delivery.findMany({
    where: { status: 'SENT', editOf: null, readAs: { isEmpty: false } },
    select: { key: true, target: true },
    orderBy: { sequence: 'desc' },
  });
  const found = rows.find(({ target }) => {
    const read = readTarget(target);
    return read.kind === 'private' && read.users.includes(user.id);
  });
  if (!found) throw new Error('they were sent nothing');
  return linkFor(world, { kind: 'delivery', key: found.key });
}

/** Returns what the link leads to: the name of the file, or why not. */
export async function leadsTo(world: World, link: FileLink): Promise<string | null> {
  const found = await world.bot().linked(link);
  return found === null || typeof found === 'string' ? found : found.name;
}
