import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { emptyDatabase, testDatabase } from './database.ts';
import { type Recording, recordStatements } from './statements.ts';

/** A database, with all statements that are made on it. */
interface RecordedDatabase {
  readonly database: Database;
  readonly recording: Recording;
}

/** Gives the tests around the call a database of their own that notes its statements, and empties it after each of them. */
export function onRecordedDatabase(take: (given: RecordedDatabase) => void): void {
  let recording: Recording | undefined;
  let database: Database | undefined;
  beforeAll(async () => {
    recording = recordStatements();
    database = await testDatabase();
    take({ database, recording });
  });
  afterEach(async () => {
    if (database) await emptyDatabase(database);
  });
  afterAll(async () => {
    await database?.close();
    recording?.stop();
  });
}
