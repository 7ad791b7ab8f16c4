import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANYBODYS_MARK } from '../../../src/access/actor/erased-since-store.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { silentLog } from '../../../src/log.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import type { Person } from '../../../src/playground/person.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { at, BotProcess } from '../../support/bot-process.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../../support/database.ts';
import { maintain } from '../../support/maintenance.ts';
import { presses, said } from '../../support/outages.ts';
import { endAll, inDatabase } from '../../support/own-process.ts';
import { tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';

const NAME = 'Marie Dupont';

let world: World;
let location: DatabaseLocation;
let folder: string;
let marie: Person;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-erased-'));
  location = await testDatabaseLocation();
  const database = await openDatabase({ ...location, log: silentLog });
  world = await startWorld({ at: new Date().toISOString(), database, protocolClock: manualClock() });
  marie = world.person('slack', NAME);
  await marie.command('/structure creer', { nom: 'Jardins partagés' });
  await world.runDue();
  await world.bot().stop();
  await database.close();
});
afterAll(async () => {
  await endAll(world);
  rmSync(folder, { recursive: true, force: true });
});

const variables = () => ({ ...at(location), BACKUP_DIR: folder, BACKUP_DAYS: '3' });

async function started(): Promise<BotProcess> {
  const { slack, discord } = world;
  const bot = new BotProcess({ ...slack.environment, ...discord.environment, ...variables(), LOG_LEVEL: 'info' });
  await bot.url();
  return bot;
}

/** Waits until she has read this, in her newest messages: the process answers when it can. */
const reads = (words: string) =>
  expect
    .poll(
      () =>
        marie
          .screen()
          .slice(-3)
          .map(({ text }) => asTyped(text))
          .join('\n'),
      { timeout: 60_000 },
    )
    .toContain(words);

/** Waits until the erasure has ended, as whoever asked for it sees it. */
async function ended(): Promise<void> {
  const before = said(marie, 'Tout est terminé');
  const looks = async () => {
    if (said(marie, 'Tout est terminé') === before) await presses(marie, 'Où en est-ce ?');
    return said(marie, 'Tout est terminé') > before;
  };
  await expect.poll(looks, { timeout: 60_000, interval: 3_000 }).toBe(true);
}

const rowsNaming = () =>
  inDatabase(location, async (database) => {
    const rows = await tablesNaming({ database }, [NAME]);
    // Who asks how far it is, is known anew.
    return rows.filter((row) => !/^(Person|Identity|Conversation|InstallAttempt)/.test(row));
  });

it('a backup that was made before an erasure brings nobody back', async () => {
  expect((await maintain('backup', variables())).code).toBe(0);
  const [file = ''] = (await readdir(folder)).filter((name) => name.startsWith('fil-conducteur-'));
  const personIds = await inDatabase(location, async ({ prisma }) =>
    (await prisma.person.findMany({ where: { name: NAME } })).map(({ id }) => id),
  );
  const before = await started();
  await marie.platform.command(marie.user.id, marie.place, '/profil donnees');
  await reads('reste encore 3 jours dans les sauvegardes');
  await presses(marie, 'Tout effacer');
  await reads('Cela ne peut pas être annulé');
  await presses(marie, 'Effacer pour toujours');
  await reads("Si l'une d'elles est remise en place");
  await ended();
  before.stop();
  await before.ended;
  const noted = readFileSync(join(folder, 'erasures.jsonl'), 'utf8');
  expect(noted.trim().split('\n')).toHaveLength(1);
  for (const needle of ['Marie', marie.user.id, ...personIds]) expect(noted).not.toContain(needle);
  expect(await rowsNaming()).toEqual([]);

  const restored = await maintain('restore', variables(), join(folder, file), '--force');
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toContain('l’efface de nouveau à son démarrage');
  expect(await rowsNaming()).not.toEqual([]);

  const after = await started();
  await ended();
  after.stop();
  expect((await after.ended).stderr).toContain('erasure.repeated');
  expect(await rowsNaming()).toEqual([]);
  await inDatabase(location, async ({ prisma }) => {
    for (const id of personIds) expect(await prisma.person.count({ where: { id } })).toBe(0);
    // One is for what they may have said on an account that the backup doesn't know.
    expect(await prisma.erasure.count()).toBe(2);
    expect(await prisma.erasure.count({ where: { accountMarks: { has: ANYBODYS_MARK } } })).toBe(1);
  });

  // It isn't done twice.
  const again = await started();
  again.stop();
  expect((await again.ended).stderr).not.toContain('erasure.repeated');
}, 240_000);

it('whoever moves a backup without the list of those erased is told', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'fil-conducteur-moved-'));
  try {
    expect((await maintain('backup', variables(), '--to', elsewhere)).code).toBe(0);
    const [file = ''] = await readdir(elsewhere);
    const told = await maintain('restore', { ...variables(), BACKUP_DIR: elsewhere }, join(elsewhere, file), '--force');
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain("n'est pas là".replace("'", '’'));
    expect(told.stdout).toContain(join(elsewhere, 'erasures.jsonl'));
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
}, 120_000);
