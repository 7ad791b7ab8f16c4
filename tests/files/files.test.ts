import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Region } from '../../src/access/region.ts';
import type { IncomingFile } from '../../src/chat/platform.ts';
import { UserError } from '../../src/chat/user-error.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { fetchFile, MAX_FILE_BYTES } from '../../src/files/fetch-file.ts';
import { isAsNamed, mediaType } from '../../src/files/media-type.ts';
import { fileBytes, fileRefs, storedFile, storeFile } from '../../src/files/store.ts';
import { testDatabase } from '../support/database.ts';

const NOW = new Date('2026-09-15T07:00:00Z');
const bytesOf = (text: string) => new TextEncoder().encode(text);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the media type', () => {
  it.each([
    ['affiche.png', png, 'image/png'],
    ['a virus called.pdf', png, 'image/png'],
    ['programme.csv', bytesOf('a;b'), 'text/csv'],
    ['note.md', bytesOf('# Titre'), 'text/markdown'],
    ['sans extension', bytesOf('bonjour'), 'text/plain'],
    ['page.html', bytesOf('<script>alert(1)</script>'), 'text/plain'],
    ['image.svg', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'text/plain'],
    ['données', Uint8Array.from([0x00, 0x81, 0x82, 0x00]), 'application/octet-stream'],
    ['vide.txt', new Uint8Array(), 'text/plain'],
  ])('of %s is what its bytes say', async (name, bytes, expected) => {
    // Some formats of text have a signature of their own: none of those that can run may be believed.
    expect([expected, 'application/xml']).toContain(await mediaType(name, bytes));
  });
});

it.each([
  ['affiche.jpg', png, true],
  ['affiche.png', bytesOf('%PDF-1.4\n'), false],
  ['affiche.png', Buffer.from('504b0304140000000000', 'hex'), false],
  ['dossier.pdf', bytesOf('%PDF-1.4\n'), true],
  ['dossier.pdf', png, false],
  ['programme.odt', Buffer.from('504b0304140000000000', 'hex'), true],
])('whether %s is what its name says: %#', async (name, bytes, expected) => {
  expect(isAsNamed(name, await mediaType(name, bytes))).toBe(expected);
});

describe('what somebody sends', () => {
  const incoming = (size: number, fetch: IncomingFile['fetch']): IncomingFile => ({
    name: 'a.bin',
    type: 'x',
    size,
    fetch,
  });

  it('is refused before it is fetched when it is too big, and after when it lied', async () => {
    let fetched = 0;
    const big = incoming(MAX_FILE_BYTES + 1, async () => {
      fetched++;
      return new Uint8Array();
    });
    await expect(fetchFile(big)).rejects.toMatchObject({ id: 'common.errors.fileTooBig' });
    expect(fetched).toBe(0);
    const lying = incoming(1, async () => new Uint8Array(MAX_FILE_BYTES + 1));
    await expect(fetchFile(lying)).rejects.toMatchObject({ id: 'common.errors.fileTooBig' });
  });

  it('that is gone is said in words', async () => {
    const gone = incoming(1, async () => {
      throw new Error('404');
    });
    await expect(fetchFile(gone)).rejects.toBeInstanceOf(UserError);
  });
});

describe('stored files', () => {
  let database: Database;
  const regions: Region[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    for (const name of ['Picardie', 'Bretagne']) {
      const row = await database.prisma.region.create({ data: { name, departments: ['80'], createdAt: NOW } });
      regions.push({ ...row, locale: 'fr' });
    }
  });
  afterAll(() => database?.close());

  const inRegion = <T>(index: number, work: (scope: Parameters<typeof storeFile>[0]) => Promise<T>): Promise<T> =>
    inTransaction(database, (tx) => {
      const region = regions[index];
      if (!region) throw new Error('no region');
      return work({ tx, region, now: NOW });
    });
  const store = async (index: number, name: string, bytes: Uint8Array) => {
    const type = await mediaType(name, bytes);
    return inRegion(index, (scope) => storeFile(scope, { name, type, bytes }, null));
  };

  it('the same bytes under the same name are kept once, in each region', async () => {
    const first = await store(0, 'affiche.png', png);
    expect(await store(0, 'affiche.png', png)).toEqual(first);
    expect((await store(0, 'autre.png', png)).id).not.toBe(first.id);
    expect((await store(1, 'affiche.png', png)).id).not.toBe(first.id);
    expect(first).toMatchObject({ name: 'affiche.png', type: 'image/png', size: png.length });
  });

  it('are read in the order asked, of the own region alone', async () => {
    const [a, b, theirs] = [
      await store(0, 'a.txt', bytesOf('a')),
      await store(0, 'b.txt', bytesOf('b')),
      await store(1, 'c.txt', bytesOf('c')),
    ];
    const refs = await inRegion(0, (scope) => fileRefs(scope, [b.id, theirs.id, a.id]));
    expect(refs.map(({ name }) => name)).toEqual(['b.txt', 'a.txt']);
  });

  it('come back byte for byte', async () => {
    const { id } = await store(0, 'rond.png', png);
    expect(Buffer.from((await fileBytes(database, id)) ?? [])).toEqual(png);
    expect(await storedFile(database, id)).toMatchObject({ name: 'rond.png', type: 'image/png' });
    expect(await fileBytes(database, '00000000-0000-4000-8000-000000000000')).toBeNull();
  });
});
