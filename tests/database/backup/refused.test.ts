import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { asTyped as plain } from '../../../src/texts/typography.ts';
import { at, BotProcess, killBots } from '../../support/bot-process.ts';
import { testDatabaseLocation } from '../../support/database.ts';
import { maintain } from '../../support/maintenance.ts';

/** Tokens that are set so that the real bot would be started. */
const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', DISCORD_TOKEN: '1' };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-refused-'));
  writeFileSync(join(folder, 'a-file'), '');
});
afterAll(() => {
  killBots();
  rmSync(folder, { recursive: true, force: true });
});

describe('the bot doesn’t start, and says why', () => {
  it('where its backups would go to where its database is', async () => {
    const dataDir = join(folder, 'data');
    const bot = new BotProcess({ ...TOKENS, DATA_DIR: dataDir, BACKUP_DIR: join(dataDir, 'postgres', 'backups') });
    const { code, stderr } = await bot.ended;
    expect([code, plain(stderr)]).toEqual([
      1,
      `${join(dataDir, 'postgres', 'backups')} est un des dossiers où le bot range sa base : une sauvegarde n'y survivrait pas. Donnez-en un autre, par BACKUP_DIR ou --to.\n`,
    ]);
    expect(readdirSync(folder)).toEqual(['a-file']);
  });

  it('where its folder can’t be made', async () => {
    const { code, stderr } = await new BotProcess({ ...TOKENS, DATA_DIR: join(folder, 'a-file', 'data') }).ended;
    expect(code).toBe(1);
    expect(plain(stderr).trim().split('\n').at(-1)).toMatch(/^Le système refuse : ENOTDIR.*Vérifiez le chemin/);
    expect(stderr).not.toContain('    at ');
  });

  it('where it can’t read who was erased since a backup that may have been put back', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-unread-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    // What root copied there can't be read by the bot's account; nor, by any, what isn't a file.
    mkdirSync(join(directory, 'erasures.jsonl'), { recursive: true });
    const location = await testDatabaseLocation();
    const { code, stdout, stderr } = await new BotProcess({ ...TOKENS, ...at(location), BACKUP_DIR: directory }).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(plain(stderr).trim().split('\n').at(-1)).toBe(
      `La liste des personnes effacées ne peut pas être lue (EISDIR : ${directory}/erasures.jsonl), et sans elle une sauvegarde remise en place les ramènerait. Rendez ce dossier et ce fichier au compte du bot (en root : chown -R COMPTE ${directory}), puis recommencez. D'ici là rien n'est restauré, et le bot ne démarre pas.`,
    );
  });

  it('where its database doesn’t open', async () => {
    const dataDir = join(folder, 'broken');
    mkdirSync(join(dataDir, 'postgres', 'global'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    const { code, stderr } = await new BotProcess({ ...TOKENS, DATA_DIR: dataDir }).ended;
    expect(code).toBe(1);
    expect(plain(stderr).trim().split('\n').at(-1)).toMatch(
      /^La base embarquée ne s'ouvre pas .*la place.*npm run restore/,
    );
    expect(stderr).not.toContain('    at ');
  });
});

it('no backup is written to where the database is', async () => {
  const dataDir = join(folder, 'other');
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
  const { code, stderr } = await maintain('backup', { DATA_DIR: dataDir }, '--to', join(dataDir, 'lock', 'backups'));
  expect(code).toBe(1);
  expect(plain(stderr)).toContain('est un des dossiers où le bot range sa base');
  expect(readdirSync(dataDir)).toEqual(['postgres']);
});
