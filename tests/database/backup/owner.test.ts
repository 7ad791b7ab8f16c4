import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { built } from '../../../scripts/build/built.mjs';
import { asTyped as plain } from '../../../src/texts/typography.ts';
import { at, BotProcess, killBots } from '../../support/bot-process.ts';
import { runsOnServer, testDatabaseLocation } from '../../support/database.ts';
import { maintain } from '../../support/maintenance.ts';

/** The account of a bot, which isn't root, on a server to which root has copied the backups of another one. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const AS_BOT = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];

let dataDir: string;
let backup: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fil-conducteur-owner-'));
  const backups = join(dataDir, 'backups');
  mkdirSync(backups);
  await maintain('backup', at(await testDatabaseLocation()), '--to', backups);
  backup = join(backups, readdirSync(backups)[0] ?? '');
  if (isRoot) chownSync(dataDir, NOBODY, NOBODY);
});
afterAll(() => {
  killBots();
  rmSync(dataDir, { recursive: true, force: true });
});

async function runAsBot(program: 'restore' | 'doctor', ...given: readonly string[]) {
  const [command = '', ...words] = [...AS_BOT, process.execPath, join(await built(), `${program}.js`), ...given];
  const { code, stdout, stderr } = await new BotProcess({ DATA_DIR: dataDir }, [command, ...words]).ended;
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
}

test.runIf(!runsOnServer())(
  'whoever may not read a backup reads what to do; whose folder it stands in keeps nobody from restoring it',
  async () => {
    chmodSync(join(dataDir, 'backups'), 0o755);
    chmodSync(backup, isRoot ? 0o600 : 0);
    expect(await runAsBot('restore', backup)).toEqual({
      ...{ code: 1, stdout: '' },
      stderr: `Ce compte n'a pas le droit de lire ${backup}. Donnez-lui ce fichier (en root : chown COMPTE ${backup}), puis recommencez. Rien n'a été changé.\n`,
    });
    chmodSync(backup, 0o644);
    expect(await runAsBot('restore', backup)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Restauré'),
      stderr: '',
    });
  },
);

test.runIf(!runsOnServer())('the doctor says that the bot can’t write into the folder of its backups', async () => {
  chmodSync(join(dataDir, 'backups'), 0o755);
  const closed = /^✖ Ce compte ne peut pas écrire dans .*backups, où vont les sauvegardes \(EACCES\) : .*install -d/m;
  if (!isRoot) chmodSync(join(dataDir, 'backups'), 0o555);
  expect((await runAsBot('doctor')).stdout).toMatch(closed);
  if (isRoot) chownSync(join(dataDir, 'backups'), NOBODY, NOBODY);
  chmodSync(join(dataDir, 'backups'), 0o755);
  expect((await runAsBot('doctor')).stdout).not.toMatch(closed);
});
