import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { enforceLimit } from '../../access/operation/limits.ts';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { termDays } from '../../access/region/data-settings-store.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import type { FileRef } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { unescapedText } from '../../documents/text.ts';
import { type Packed, zip } from '../../documents/zip.ts';
import { storeFile } from '../../files/store.ts';
import { schedule } from '../../schedule/due.ts';
import { erasureStore } from './erasure-store.ts';
import { exportPage } from './export-page.ts';
import { exportStore, type GivenFile } from './export-store.ts';
import { archiveMessage } from './messages/data.ts';
import { EXPORT_OVER } from './rules.ts';

/** Days for which the copy is kept, so that it arrives though a platform is away. */
const EXPORT_DAYS = 7;
const DAY_MS = 86_400_000;
/** The most bytes of files in one archive: platforms take no more in one file. */
const MOST_BYTES = 8 * 1024 * 1024;

/** The name and version of the format of a copy, for programs: it goes up when a key changes its meaning. */
const SCHEMA = 'fil-conducteur/personne/1';

/**
 * Sends the actor a copy of all that is kept of them, as JSON and as a page, with the files they gave. Returns how many
 * archives it is in.
 */
export const exportData = operation({
  name: 'privacy.export',
  who: 'anyone',
  input: z.object({}),
  async run(scope): Promise<number> {
    const { actor, region, now } = scope;
    const reader = await directory(scope).acting(actor);
    if (!reader) throw new UserError('common.errors.notFound');
    await enforceLimit(scope, 'export');
    const archives = await archivesOf(scope);
    const refs: FileRef[] = [];
    for (const [at, { bytes, told }] of archives.entries()) {
      const name = archives.length === 1 ? 'mes-donnees.zip' : `mes-donnees-${at + 1}.zip`;
      const ref = await storeFile(scope, { name, type: 'application/zip', bytes, told }, actor.personId);
      refs.push(ref);
      const over = new Date(now.getTime() + EXPORT_DAYS * DAY_MS);
      await schedule(scope, { kind: EXPORT_OVER, subject: ref.id, at: over, expires: null });
    }
    await tellPerson(scope, reader, {
      key: `privacy-export:${actor.personId}:${now.getTime()}:${refs[0]?.id}`,
      words: (t) => archiveMessage(t, region, refs),
      consent: { asked: 'own-request' },
      readAs: 'themselves',
    });
    return refs.length;
  },
  journal: {
    deeds: (_, __, { actor }) => ({
      verb: 'privacy.journal.exported',
      object: { kind: 'person', id: null, name: null },
      person: actor.personId,
    }),
  },
});

/** An archive, and what it says as plain text; of files that were given nothing. */
interface Archive {
  readonly bytes: Buffer;
  readonly told: string;
}

/** Returns the archives: the first with the JSON and the page, and as many more as the files need. */
async function archivesOf(scope: Scope): Promise<readonly Archive[]> {
  const { actor, region, now } = scope;
  const store = exportStore(scope);
  const person = await erasureStore(scope).named(actor.personId);
  const tables = await store.rowsOf(
    actor.personId,
    (person?.accounts ?? []).map(({ id }) => id),
  );
  const given = await store.filesOf(actor.personId);
  const files = given.map((file) => ({ id: file.id, path: pathOf(file) }));
  const { name, chamber } = region;
  const days = await termDays(scope);
  const json = { schema: SCHEMA, region: { name, chamber }, at: now.toISOString(), tables, files };
  const page = exportPage(wordsFor(actor, region), actor.locale, { region, now, days, tables, files });
  const parts: Packed[][] = [
    [
      { path: 'donnees.json', bytes: Buffer.from(JSON.stringify(json, null, 2)) },
      { path: 'donnees.html', bytes: Buffer.from(page) },
    ],
  ];
  let room = MOST_BYTES;
  for (const file of given) {
    room -= file.bytes.byteLength;
    if (room < 0) {
      parts.push([]);
      room = MOST_BYTES - file.bytes.byteLength;
    }
    parts.at(-1)?.push({ path: pathOf(file), bytes: file.bytes });
  }
  const told = unescapedText(JSON.stringify(json));
  return parts.filter((part) => part.length > 0).map((part, at) => ({ bytes: zip(part), told: at === 0 ? told : '' }));
}

/** Returns where a file stands in the archive: no two have one place, and no name leads out of it. */
function pathOf({ id, name }: GivenFile): string {
  return `fichiers/${id.slice(-12)}-${name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')}`;
}
