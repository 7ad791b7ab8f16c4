import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { BACKUP_FAILED, schedule } from '../../../src/schedule/due.ts';
import { type Brittany, beginBrittany } from '../../support/brittany.ts';
import { plain } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

const MEGABYTE = 1_048_576;
let left = 16;
let world: World;
let brittany: Brittany;

beforeAll(async () => {
  const disk = { free: async () => left * MEGABYTE, low: 4 * MEGABYTE, well: 8 * MEGABYTE };
  world = await startWorld({ at: '2026-10-12T10:00:00+02:00', disk });
  brittany = await beginBrittany(world);
});
afterAll(() => world?.close());

/** Returns how often each region's coordination on Discord has read these words. */
function told(words: string): readonly number[] {
  const { discord } = world.coordinator;
  return [
    { reader: discord, channel: discord.channel(channelNames.coordination) },
    { reader: brittany.gwenn, channel: brittany.coordination },
  ].map(
    ({ reader, channel }) =>
      world.discord
        .messages(reader.user.id, { channel, thread: null })
        .filter(({ text }) => plain(text).includes(words)).length,
  );
}

it('each of two regions is told of a full disk, of room again, and of a backup that failed', async () => {
  await world.goTo('2026-10-12T10:02:00+02:00');
  left = 3;
  await world.goTo('2026-10-12T10:04:00+02:00');
  expect(told('Le disque où se trouve ma base est presque plein')).toEqual([1, 1]);
  left = 15;
  await world.goTo('2026-10-12T12:00:00+02:00');
  expect(told('Il y a de nouveau de la place sur le disque')).toEqual([1, 1]);
  const now = new Date('2026-10-13T08:00:00+02:00');
  for (const region of await world.database.prisma.region.findMany()) {
    const scope = { region: { ...region, locale: 'fr' as const }, now };
    await inTransaction(world.database, (tx) =>
      schedule({ ...scope, tx }, { kind: BACKUP_FAILED, subject: '', at: now, expires: null }),
    );
  }
  await world.goTo(now);
  expect(told("Je n'ai pas pu faire ma sauvegarde de cette nuit")).toEqual([1, 1]);
});

it('whoever erases themselves in one region stays left out of the tied channels of the other', async () => {
  const nour = brittany.person('Nour');
  const there = nour.place;
  await nour.command('/passerelle silence');
  nour.place = { channel: nour.channel('general'), thread: null };
  await nour.command('/passerelle silence');
  await nour.command('/structure creer', { nom: 'Le Fournil' });
  await nour.command('/profil donnees');
  await nour.press('Tout effacer');
  await nour.press('Effacer pour toujours');
  await world.runDue();
  const silences = () =>
    world.database.prisma.relaySilence.findMany({ select: { region: { select: { name: true } } } });
  expect(await silences()).toEqual([{ region: { name: 'Bretagne' } }]);
  nour.place = there;
  await nour.command('/passerelle silence');
  expect(nour.read()).toContain("C'était déjà noté");
});

it('a set-up that was begun elsewhere and left makes nobody a stranger in their conversation with the bot', async () => {
  const { slack: claire } = world.coordinator;
  await claire.command('/installer', { region: 'Picardie' });
  await claire.press('Inviter une autre région');
  const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(claire.read())?.[0] ?? '';
  const yann = world.person('discord', 'Yann');
  await yann.command('/mois');
  const other = world.discord.addGuild({ name: 'Serveur de Yann' });
  other.join(yann.user.id, { administrator: true });
  yann.place = { channel: other.addChannel({ name: 'accueil' }).id, thread: null };
  await yann.command('/installer', { region: code });
  const drafts = { where: { departments: { isEmpty: true } } };
  expect(await world.database.prisma.region.count(drafts)).toBe(1);
  yann.place = { channel: 'direct', thread: null };
  await yann.command('/mois');
  expect(yann.read()).not.toContain('plusieurs régions');
  await yann.say('Bonjour');
  expect(yann.read()).not.toContain('plusieurs régions');
  expect(yann.read()).toContain('Bonjour');
});
