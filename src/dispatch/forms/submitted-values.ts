import { setActingAccount } from '../../access/actor/account-store.ts';
import { enforceLimit } from '../../access/operation/limits.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { FieldDefinition, RawValues } from '../../chat/form.ts';
import type { IncomingFile, IncomingValues } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction } from '../../database/transaction.ts';
import { fetchFile, fetchPhoto } from '../../files/fetch-file.ts';
import { storeSentFile } from '../../files/store.ts';

/** Stores the files of these fields, so that they survive a refusal of the form. Returns their ids, by field. */
export async function storedFiles(
  database: Database,
  scope: Omit<Scope, 'tx'>,
  fields: readonly FieldDefinition[],
  values: IncomingValues,
): Promise<RawValues> {
  const kept: Record<string, readonly string[]> = {};
  for (const { name, photo } of fields) {
    const files = values[name] ?? '';
    if (isFiles(files)) kept[name] = await storeAll(database, scope, files, photo ? fetchPhoto : fetchFile);
  }
  return kept;
}

async function storeAll(
  database: Database,
  scope: Omit<Scope, 'tx'>,
  files: readonly IncomingFile[],
  take: typeof fetchFile,
): Promise<readonly string[]> {
  const ids: string[] = [];
  // Files are fetched one after the other, so that only one is held in memory at a time.
  for (const file of files) {
    const fetched = await take(file);
    const { id } = await inTransaction(database, async (tx) => {
      await enforceLimit({ ...scope, tx }, 'file');
      if (scope.actor.separable !== null) await setActingAccount(tx, scope.actor.separable);
      return storeSentFile({ ...scope, tx }, fetched, scope.actor.personId);
    });
    ids.push(id);
  }
  return ids;
}

export function isFiles(value: string | readonly string[] | readonly IncomingFile[]): value is readonly IncomingFile[] {
  return typeof value !== 'string' && value.some((item) => typeof item !== 'string');
}

/** Merges new values into the kept ones. A field that was shown and left empty becomes empty. */
export function mergedValues(kept: RawValues, shown: readonly FieldDefinition[], given: RawValues): RawValues {
  const values: Record<string, string | readonly string[]> = { ...kept };
  for (const { name, kind } of shown) {
    const value = given[name];
    if (value !== undefined && value.length > 0) values[name] = value;
    // A form that opens again can't hold the files given before, so they stay.
    else if (kind !== 'file') delete values[name];
  }
  return values;
}

/** Returns the part before the first colon and, when there is one, what follows it. */
export function splitAtColon(text: string): [string, string | undefined] {
  const at = text.indexOf(':');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Returns what was typed, without the files. */
export function typedValues(values: IncomingValues): RawValues {
  const typed: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(values)) {
    typed[name] = typeof value === 'string' ? value : value.filter((item) => typeof item === 'string');
  }
  return typed;
}
