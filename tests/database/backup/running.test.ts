import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { type LocalSlack, startLocalSlack } from '../../../src/playground/slack/index.ts';
import { asTyped as plain } from '../../../src/texts/typography.ts';
import { at, BotProcess, killBots, type Variables } from '../../support/bot-process.ts';
import { type DatabaseLocation, runsOnServer, testDatabaseLocation } from '../../support/database.ts';
import { maintain } from '../../support/maintenance.ts';
import { administer, withDatabase } from '../../support/postgres.ts';
import { fill, inSql, readRows } from './rows.ts';

/** A bot that runs on a filled database, is killed, and comes back in an empty place. */
let slack: LocalSlack;
let discord: LocalDiscord;
let tokens: Variables;
let folder: string;

beforeAll(async () => {
  [slack, discord] = await Promise.all([startLocalSlack(), startLocalDiscord()]);
  tokens = { ...slack.environment, ...discord.environment };
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-backup-'));
});
afterAll(async () => {
  killBots();
  await Promise.all([slack?.close(), discord?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const filesIn = (directory: string) => (existsSync(directory) ? readdirSync(directory) : []);
const modeOf = (path: string) => lstatSync(path).mode & 0o777;

/** Returns a place where nothing is yet: no folder, or a database without a table. */
async function emptyPlace(): Promise<DatabaseLocation> {
  const template = inject('databaseTemplate');
  if (template.kind === 'embedded') return { dataDir: join(folder, 'elsewhere') };
  const name = `${template.copies}elsewhere`;
  await administer(template.url, `CREATE DATABASE "${name}"`);
  return { url: withDatabase(template.url, name), dataDir: 'memory' };
}

/** Tables whose rows the bot does nothing with by itself: made-up messages would keep it busy. */
const INERT = ['Region', 'Person', 'Edition', 'Organisation', 'Membership', 'Event', 'File', 'Meeting', 'Announcement'];
/** Tables to which the bot itself goes on adding while it runs. */
const living = ['DueItem', 'Delivery'] as const;
/** Lets what is due and one of the deliveries wait for a day that is far off, so that they stand in the backup as they are here. */
const FAR_OFF = [
  `UPDATE "DueItem" SET "dueAt" = '2099-01-01'`,
  // The night's purge leaves what was sent lately.
  `UPDATE "Delivery" SET "createdAt" = now()`,
  `UPDATE "Delivery" SET "status" = 'PENDING', "notBefore" = '2099-01-01' WHERE "key" = (SELECT min("key") FROM "Delivery")`,
];
const still = (rows: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(rows).filter(([table]) => !living.some((one) => one === table)));

it('is backed up while it runs, and after a kill comes back row for row in an empty place', {
  timeout: 300_000,
}, async () => {
  const location = await testDatabaseLocation();
  await fill(location, [...INERT, ...living]);
  await inSql(location, FAR_OFF);
  const planted = await readRows(location);
  const own = join(folder, 'own');
  const variables = { ...at(location), BACKUP_DIR: own };
  const bot = new BotProcess({ ...tokens, ...variables });
  await bot.url();
  // It makes the day's by itself.
  await expect.poll(() => filesIn(own), { timeout: 90_000 }).toEqual([expect.stringMatching(NAME)]);

  const asked = join(folder, 'asked', 'for');
  expect(await maintain('backup', variables, '--to', asked)).toMatchObject({ code: 0, stderr: '' });
  const [file = ''] = filesIn(asked);
  expect(file).toMatch(NAME);
  const backup = join(asked, file);
  expect([modeOf(asked), modeOf(backup)]).toEqual([0o700, 0o600]);
  expect(filesIn(own)).toHaveLength(1);

  const refused = await maintain('restore', variables, backup, '--force');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(plain(refused.stderr)).toContain('Le bot est en marche, ou un autre programme se sert de sa base');

  await bot.kill();
  const before = await readRows(location);
  const place = await emptyPlace();
  const restored = await maintain('restore', { ...at(place), BACKUP_DIR: own }, backup);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  // Its backups are elsewhere: nobody here knows who was erased since.
  expect(plain(restored.stdout)).toMatch(/^La liste des personnes effacées depuis n'est pas là/);
  expect(plain(restored.stdout)).toMatch(
    /\nRestauré : la sauvegarde du [-\d]+ [:\d]+ \(UTC\), avec 2 événements et 2 structures/,
  );
  const rows = await readRows(place);
  expect(Object.keys(rows).length).toBeGreaterThan(50);
  expect(still(rows)).toEqual(still(before));
  for (const table of living) {
    expect(planted[table]).toHaveLength(2);
    expect(rows[table]).toEqual(expect.arrayContaining([...(planted[table] ?? [])]));
  }
  if (!runsOnServer()) expect(modeOf(place.dataDir)).toBe(0o700);
});

const NAME = /^fil-conducteur-[0-9a-f]{8}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.(tar\.gz|dump)$/;
