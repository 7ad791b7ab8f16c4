// npm run restore -- FILE [--force]
//
// Puts what a backup holds in the place of the database that the environment names. The bot has to be stopped.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { erasuresOf } from '../access/region/origins-store.ts';
import { BackupError } from '../database/backup/backup-error.ts';
import { ERASED_FILE, readErased } from '../database/backup/erased.ts';
import { restoreEmbedded, restoreServer } from '../database/backup/restore.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '../database/migrate.ts';
import { programFolders } from '../env.ts';
import { silentLog } from '../log.ts';
import { textIn } from '../texts/index.ts';
import { run } from './command.ts';

await run(async ({ databaseUrl: url, dataDir, backups, locale }) => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { force: { type: 'boolean' } } });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new BackupError('which-file');
  const options = {
    ...{ force: values.force === true, directory: resolve(backups.directory), now: new Date(), log: silentLog },
    known: (await readMigrations(MIGRATIONS_DIRECTORY)).map(({ name }) => name),
  };
  const path = resolve(file);
  // Where it can't be read, nothing is replaced.
  const erased = await readErased(options.directory);
  const { madeAt, events, organisations, before, kept, takenUp, ...restored } =
    url === undefined
      ? await restoreEmbedded(path, dataDir, options)
      : await restoreServer(path, { kind: 'server', url, folders: programFolders() }, options);
  const since = erasuresOf(erased ?? [], restored, options.now).filter(
    ({ at }) => at.slice(0, 19).replace('T', ' ') > madeAt,
  ).length;
  const lines = [
    ...(before === null ? [] : [textIn(locale, 'maintenance.restore.before', { path: before })]),
    ...(kept === null ? [] : [textIn(locale, 'maintenance.restore.kept', { path: kept })]),
    erased === null
      ? textIn(locale, 'maintenance.restore.noErased', { path: join(options.directory, ERASED_FILE) })
      : textIn(locale, 'maintenance.restore.erased', { count: since }),
    ...(takenUp.tied === 0 ? [] : [textIn(locale, 'maintenance.restore.tied')]),
    ...(takenUp.deliveries + takenUp.due === 0 ? [] : [textIn(locale, 'maintenance.restore.takenUp', { ...takenUp })]),
    textIn(locale, 'maintenance.restore.done', { at: madeAt, events, organisations }),
  ];
  return lines.join('\n');
});
