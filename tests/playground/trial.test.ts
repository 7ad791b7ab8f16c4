import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import type { Database } from '../../src/database/database.ts';
import { readEnvironment } from '../../src/env.ts';
import { BOARD } from '../../src/features/menu/board.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { comingYear, inNovember, tuesdayAfterNext } from '../../src/playground/demonstration/days.ts';
import { startTrial, type Trial } from '../../src/playground/trial.ts';
import { testDatabase } from '../support/database.ts';
import { createRegion } from '../support/region-row.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

const host = '127.0.0.1:3000';
const url = `http://${host}`;
const printed: string[] = [];
const complaints: string[] = [];
let database: Database;
let trial: Trial;
let bot: Bot;

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void complaints.push(line));
  database = await testDatabase();
  trial = await startTrial(database, readEnvironment({ DATA_DIR: 'unused' }), manualClock());
  bot = await startBot({
    environment: trial.environment,
    database,
    log: silentLog,
    now: () => new Date(),
    ticks: true,
    // The platforms' clock stands still, so they wait for an answer as long as it takes.
    readMs: 60_000,
  });
  await trial.populate(bot, url);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await bot?.stop();
  await trial?.close();
  await database?.close();
});

async function look<T>(what: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
  const response = await trial.pages.request(`/essai/api/${what}?${new URLSearchParams(query)}`, { headers: { host } });
  const answer = (await response.json()) as { result: T };
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer.result;
}

/** Returns somebody's id, and that of a channel that they see. */
async function find(platform: 'slack' | 'discord', name: string, channel: string) {
  const people = (await look<{ name: string; people: Person[] }[]>('people')).find((one) => one.name === platform);
  const user = people?.people.find((person) => person.name.startsWith(name))?.id ?? '';
  const { channels } = await look<{ channels: Person[] }>('screen', { platform, user, channel: 'direct' });
  return { user, id: channels.find((one) => one.name === channel)?.id ?? 'direct' };
}

/** Writes in a channel what the page would send. */
async function write(platform: 'slack' | 'discord', name: string, channel: string, text: string): Promise<void> {
  const { user, id } = await find(platform, name, channel);
  const response = await trial.pages.request('/essai/api/say', {
    method: 'POST',
    headers: { host, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ platform, user, place: { channel: id, thread: null }, text, files: [] }),
  });
  expect(await response.json()).not.toHaveProperty('refusal');
}

/** Returns everything in a channel, as this person reads it. */
async function read(platform: 'slack' | 'discord', name: string, channel: string): Promise<string> {
  const { user, id } = await find(platform, name, channel);
  const { messages } = await look<{ messages: { text: string }[] }>('screen', { platform, user, channel: id });
  return messages.map(({ text }) => text).join('\n');
}

describe('a trial', () => {
  it('connects the bot to local platforms, whatever else is configured', async () => {
    expect(trial.environment).toMatchObject({ dataDir: 'unused', locale: 'fr' });
    expect(trial.environment.slack?.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
    expect(trial.environment.discord?.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
    expect(await bot.health()).toMatchObject({ status: 'ok', slack: 'connected', discord: 'connected' });
  });

  it.each(['slack', 'discord'] as const)('shows a newcomer on %s a region that lives', async (platform) => {
    const newcomer = platform === 'slack' ? 'Nour' : 'Sacha';
    const announcements = await read(platform, newcomer, 'annonces');
    expect(announcements).toContain(`Mois de l’ESS ${comingYear(new Date())}`);
    expect(announcements).toContain('Portes ouvertes aux Jardins partagés');
    expect(announcements).toContain('Réparer plutôt que jeter');
    expect(announcements).toContain('Préparer le Mois ensemble');
    expect(announcements).not.toContain('Café-débat');
  });

  it('keeps the coordinators’ board up to date from the first minute, though its first evening has come', async () => {
    const board = await database.prisma.dueItem.findFirstOrThrow({ where: { kind: BOARD } });
    expect(board.dueAt.getTime()).toBeLessThanOrEqual(Date.now() + 600_000);
  });

  it.each(['slack', 'discord'] as const)('leaves a coordinator on %s a proposal to decide on', async (platform) => {
    const coordinator = platform === 'slack' ? 'Camille' : 'Driss';
    expect(await read(platform, coordinator, 'coordination')).toContain('Café-débat');
  });

  it.each([
    ['slack', 'Nour', 'discord', 'Sacha'],
    ['discord', 'Sacha', 'slack', 'Nour'],
  ] as const)('lets a word that is written on %s by %s be read on %s', async (here, writer, there, reader) => {
    expect(await read(here, writer, 'organisateurs')).toContain('Qui peut nous prêter une sono');
    await write(here, writer, 'organisateurs', `Un mot de ${writer}`);
    await vi.waitFor(async () => expect(await read(there, reader, 'organisateurs')).toContain(`Un mot de ${writer}`), {
      timeout: 20_000,
      interval: 50,
    });
  });

  it('says first where to write', async () => {
    const page = await (await trial.pages.request('/essai', { headers: { host } })).text();
    expect(page).toContain('écrivez un mot dans <strong>#organisateurs</strong>');
    expect(printed.join('\n')).toContain('Écrivez un mot dans #organisateurs');
  });

  it('is prepared completely', () => {
    expect(complaints).toEqual([]);
  });

  it('says where the page is and what to try', () => {
    expect(printed.join('\n')).toContain('http://127.0.0.1:3000/essai');
    expect(printed.join('\n')).toContain('/evenement proposer');
  });

  it('begins anew on the same database', async () => {
    expect(await database.prisma.region.count()).toBe(1);
    // The one of this trial is still used by the others who talk here.
    const used = await testDatabase();
    await createRegion(used);
    expect(await used.prisma.region.count()).toBe(1);
    const second = await startTrial(used, readEnvironment({}));
    expect(await used.prisma.region.count()).toBe(0);
    await second.close();
    await used.close();
  });
});

describe('the days of a trial', () => {
  it.each([
    ['2026-09-15', 2026],
    ['2026-10-31', 2026],
    ['2026-11-01', 2027],
    ['2026-12-31', 2027],
  ])('on %s the coming November is that of %i', (day, year) => {
    expect(comingYear(new Date(`${day}T12:00:00Z`))).toBe(year);
  });

  it('finds the weekdays of November', () => {
    expect(inNovember(2026, 1, 'samedi')).toBe('samedi 7 novembre 2026');
    expect(inNovember(2027, 2, 'samedi')).toBe('samedi 13 novembre 2027');
    expect(inNovember(2028, 1, 'mercredi')).toBe('mercredi 1 novembre 2028');
  });

  it('puts the meeting more than a week ahead', () => {
    expect(tuesdayAfterNext(new Date('2026-11-25T12:00:00Z'))).toBe('mardi 8 décembre 2026');
  });
});
