import { open } from 'node:fs/promises';
import { BackupError } from './backup-error.ts';
import { type Programs, runProgram, startProgram, wayTo } from './programs.ts';

/** The facts that a dump of a server states about itself. */
export interface DumpFacts {
  /** When it was made, in UTC: 2026-11-28 02:30:00. */
  readonly madeAt: string;
  readonly migrations: readonly string[];
}

/** pg_restore reads the table of contents first; what our databases have and others don't. */
const OURS = [/TABLE public _prisma_migrations /, /TABLE public Region /, /TABLE DATA public Region /];

/** Writes the server's database to a file, as it stands at one moment; nobody waits for it. Throws BackupError. */
export async function dumpServer(programs: Programs, url: string, path: string): Promise<void> {
  const { address, env } = wayTo(url);
  // Owners and rights are the server's own affair: a dump may be restored under another account.
  const words = ['--format=custom', '--no-owner', '--no-privileges', '--schema=public', `--file=${path}`, address];
  await runProgram(programs, 'pg_dump', words, env);
}

/** Reads a dump to its end and returns what it says of itself. Throws BackupError. */
export async function readDump(programs: Programs, path: string): Promise<DumpFacts> {
  if (!(await isDump(path))) throw new BackupError('not-a-backup', { file: path });
  const damaged = (error: unknown) => new BackupError('damaged', { file: path }, { cause: error });
  const contents = await runProgram(programs, 'pg_restore', ['--list', path]).catch((error: unknown) => {
    throw damaged(error);
  });
  if (!OURS.every((pattern) => pattern.test(contents))) throw new BackupError('not-a-backup', { file: path });
  // The list stands at its beginning. Writing all of it as SQL, to nowhere, tells whether the rest is there.
  await runProgram(programs, 'pg_restore', ['--file=/dev/null', path]).catch((error: unknown) => {
    throw damaged(error);
  });
  const bookkeeping = ['--file=-', '--data-only', '--table=_prisma_migrations', path];
  const rows = await runProgram(programs, 'pg_restore', bookkeeping);
  return { madeAt: madeAtOf(contents), migrations: migrationsIn(rows) };
}

export async function isDump(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0);
    return buffer.toString('latin1', 0, bytesRead) === 'PGDMP';
  } finally {
    await file.close();
  }
}

function madeAtOf(contents: string): string {
  return /^;\s+Archive created at (\S+ \S+)/m.exec(contents)?.[1] ?? '?';
}

const COPY = 'COPY public._prisma_migrations (';

/** Reads the names out of "COPY public._prisma_migrations (id, …) FROM stdin;" and its lines, up to "\\.". */
function migrationsIn(sql: string): readonly string[] {
  const lines = sql.split('\n');
  const begin = lines.findIndex((line) => line.startsWith(COPY));
  const columns = (lines[begin] ?? '')
    .slice(COPY.length)
    .replace(/\) FROM stdin;$/, '')
    .split(', ');
  const [name, undone] = [columns.indexOf('migration_name'), columns.indexOf('rolled_back_at')];
  const end = lines.indexOf('\\.', begin);
  const rows = begin < 0 ? [] : lines.slice(begin + 1, end).map((line) => line.split('\t'));
  return rows.filter((row) => row[undone] === '\\N').flatMap((row) => row[name] ?? []);
}

/**
 * Removes our tables, sequences, types and functions: those of a dump may be others. It runs in the transaction that then makes
 * those of the dump.
 */
const EMPTY = `DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'
  LOOP EXECUTE one; END LOOP;
  FOR one IN SELECT format('DROP SEQUENCE IF EXISTS %I.%I CASCADE', schemaname, sequencename) FROM pg_sequences
    WHERE schemaname = 'public'
  LOOP EXECUTE one; END LOOP;
  FOR one IN SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP EXECUTE one; END LOOP;
  FOR one IN SELECT format('DROP TYPE IF EXISTS %I.%I CASCADE', 'public', t.typname) FROM pg_type t
    WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e'
  LOOP EXECUTE one; END LOOP;
END $$;
`;

/**
 * Puts what a dump holds in the place of what the database holds, in one transaction: psql commits it only when it is
 * told so, after pg_restore has ended well. Whoever of the three is killed, the server undoes all of it. The `last` statement runs in
 * the same transaction.
 */
export async function restoreDump(programs: Programs, url: string, path: string, last: string): Promise<void> {
  const { address, env } = wayTo(url);
  const words = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--dbname=${address}`, '--file=-'];
  const psql = startProgram(programs, 'psql', words, env);
  // It prints what set_config returns.
  psql.output.resume();
  psql.input.write(`BEGIN;\n${EMPTY}`);
  const read = ['--file=-', '--no-owner', '--no-privileges', '--schema=public', path];
  const script = startProgram(programs, 'pg_restore', read);
  script.input.end();
  script.output.pipe(psql.input, { end: false });
  try {
    await Promise.race([script.ended, psql.ended.then(() => Promise.reject(new Error('psql ended before')))]);
    psql.input.end(`${last}COMMIT;\n`);
  } catch (error) {
    script.output.unpipe(psql.input);
    script.output.resume();
    psql.input.end();
    // psql's message tells more than pg_restore's, which only found no reader.
    await psql.ended;
    throw error;
  }
  await psql.ended;
}
