import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, inject } from 'vitest';
import { MIGRATIONS_DIRECTORY } from '../../src/database/migrate.ts';
import type { DatabaseLocation } from './database.ts';
import { administer, withDatabase } from './postgres.ts';

/** A database as it was before a migration, to see what becomes of its rows. */
export interface EarlierDatabase {
  /** Returns a database without any migration. */
  emptyLocation(): Promise<DatabaseLocation>;
  /** Returns a folder with the migrations before this one, or up to it. */
  migrations(which: 'before' | 'up to'): string;
}

/** Returns what each test of a file needs to try this migration, by the end of its name. */
export function earlierDatabase(migration: string): EarlierDatabase {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-earlier-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  return {
    async emptyLocation() {
      const template = inject('databaseTemplate');
      if (template.kind === 'embedded') return { dataDir: join(directory, 'data') };
      const name = `${template.copies}${migration}`;
      await administer(template.url, `CREATE DATABASE "${name}"`);
      return { url: withDatabase(template.url, name), dataDir: 'memory' };
    },
    migrations(which) {
      const some = join(directory, which);
      cpSync(MIGRATIONS_DIRECTORY, some, { recursive: true });
      const names = readdirSync(some).filter((name) => !name.endsWith('.toml'));
      const itself = names.findIndex((name) => name.endsWith(migration));
      for (const name of names.slice(which === 'before' ? itself : itself + 1))
        rmSync(join(some, name), { recursive: true });
      return some;
    },
  };
}
