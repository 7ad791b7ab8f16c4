import { afterEach, expect, it } from 'vitest';
import { partsText } from '../../src/playground/demonstration/parts.ts';
import { neighbour } from '../../src/playground/demonstration/town.ts';
import { type RunningTrial, runTrial, type Spoil } from './running-trial.ts';

let running: RunningTrial | undefined;
afterEach(() => running?.close());

/** Discord's response to an answer that came too late. */
const TOO_LATE = { kind: 'refuse', status: 404, code: 10062, message: 'Unknown interaction' } as const;
/** Longer than Discord waits for a bot, in milliseconds. */
const TOO_LONG_MS = 4_000;

/** Loses the bot's answers to the next that somebody on Discord does, once the first region's events are proposed: as a slow machine does. */
function losing(times: number, hits: string[]): Spoil {
  return ({ platforms: { discord } }, clock, users) => {
    const { id } = users.driss;
    const coordination = discord.channelsOf(id).find(({ name }) => name === 'coordination')?.id ?? '';
    const isProposed = () =>
      discord.messages(id, { channel: coordination, thread: null }).some(({ text }) => text.includes('Café-débat'));
    discord.fault({
      ...{ ...TOO_LATE, times, method: 'POST', path: '/interactions/:interaction/:token/callback' },
      only(path) {
        if (!isProposed()) return false;
        hits.push(path);
        setImmediate(() => clock.advance(TOO_LONG_MS));
        return true;
      },
    });
  };
}

const read = (name: string, channel: string) => running?.read('discord', name, channel);
const regions = async () =>
  (await running?.database.prisma.region.findMany({ orderBy: { name: 'asc' } }))?.map(({ name }) => name);

it('a part of the trial of which an answer is lost is done once more, and all is there, once', {
  timeout: 300_000,
}, async () => {
  const hits: string[] = [];
  running = await runTrial(losing(1, hits));
  expect(hits).toHaveLength(1);
  expect(running.missing).toEqual([]);
  expect(await regions()).toEqual([neighbour.name, 'Picardie']);
  expect(await read('Élise', 'annonces')).toContain('Le marché de la halle');
  expect(await running.database.prisma.event.count()).toBe(4);
  expect(await running.database.prisma.organisation.count()).toBe(7);
});

it('a trial of which a part can’t be prepared has all the others, and says which it is', {
  timeout: 300_000,
}, async () => {
  running = await runTrial(losing(2, []));
  expect(running.missing).toContain('neighbour');
  expect(partsText('fr', running.missing)).toContain('la région Normandie');
  expect(await read('Sacha', 'annonces')).toContain('Préparer le Mois ensemble');
  expect(await read('Sacha', 'organisateurs')).toContain('Qui peut nous prêter une sono');
  expect(await read('Driss', 'chiffres')).not.toBe('');
});
