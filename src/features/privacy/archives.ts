import type { Scope } from '../../access/operation/scope.ts';
import { termDays } from '../../access/region/data-settings-store.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import { unescapedText } from '../../documents/text.ts';
import { type Packed, zip } from '../../documents/zip.ts';
import { erasureStore } from './erasure-store.ts';
import { exportPage } from './export-page.ts';
import { exportStore, type GivenFile } from './export-store.ts';

/** The most bytes of files in one archive: platforms take no more in one file. */
const MOST_BYTES = 8 * 1024 * 1024;

/** The name and version of the format of a copy, for programs: it goes up when a key changes its meaning. */
const SCHEMA = 'fil-conducteur/personne/1';

/** An archive, and its contents as plain text, without those of files that were sent in. */
interface Archive {
  readonly bytes: Buffer;
  readonly told: string;
}

/** Returns the archives: the first with the JSON and the page, and as many more as the files need. */
export async function archivesOf(scope: Scope): Promise<readonly Archive[]> {
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

/** Returns a file's path in the archive: each file has its own, and no name leads out of the archive. */
function pathOf({ id, name }: GivenFile): string {
  return `fichiers/${id.slice(-12)}-${name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')}`;
}
