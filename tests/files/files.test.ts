import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Region } from '../../src/access/region/region.ts';
import type { IncomingFile } from '../../src/chat/platform.ts';
import { UserError } from '../../src/chat/user-error.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { fetchFile, MAX_FILE_BYTES } from '../../src/files/fetch-file.ts';
import { linkedFile, linkTo } from '../../src/files/link-store.ts';
import { isAsNamed, mediaType } from '../../src/files/media-type.ts';
import { PERSON_DAILY_QUOTA, REGION_QUOTA } from '../../src/files/quota.ts';
import { fileBytes, fileRefs, storeFile, storeSentFile } from '../../src/files/store.ts';
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
    for (const name of ['Picardie', 'Bretagne', 'Alsace']) {
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
    expect(await fileBytes(database, '00000000-0000-4000-8000-000000000000')).toBeNull();
  });

  describe('a link to one', () => {
    const DAY_MS = 24 * 3_600_000;
    const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
    const NOBODYS = '00000000-0000-4000-8000-000000000000';
    const given = { to: 'slack-U1', days: 30 };
    const addressOf = async (name: string) => {
      const file = await store(0, name, bytesOf(name));
      const url = new URL((await linkTo(database, 'https://bot.exemple.fr', file, given, NOW)) ?? '');
      const { until, to, signature } = Object.fromEntries(url.searchParams);
      return { url, link: { id: file.id, until, to, signature } };
    };

    it('leads to it for so many days, tells who was given it, and then says that it has expired', async () => {
      const { url, link } = await addressOf('lié é.txt');
      expect(url.pathname).toBe(`/files/${link.id}/li%C3%A9%20%C3%A9.txt`);
      expect(await linkedFile(database, link, later(29.9))).toMatchObject({
        ...{ name: 'lié é.txt', type: 'text/plain', to: 'slack-U1' },
      });
      expect(await linkedFile(database, link, later(30.1))).toBe('expired');
    });

    it('is good for no other file, for nobody else and no longer than it was given for', async () => {
      const { link } = await addressOf('un.txt');
      const { link: other } = await addressOf('deux.txt');
      const forged = [
        { ...link, signature: other.signature },
        { ...link, until: String(Number(link.until) + 1) },
        { ...link, until: `0${link.until}` },
        { ...link, until: undefined },
        { ...link, to: 'slack-U2' },
        { ...link, to: undefined },
        { ...link, to: 'slack-U1 ' },
        { ...link, signature: undefined },
        { ...link, signature: '' },
        { ...link, signature: link.signature?.toUpperCase() },
        { ...link, signature: `${link.signature}00` },
        { ...link, signature: '0'.repeat(64) },
        { ...link, id: other.id },
        { ...link, id: NOBODYS },
        { ...link, id: 'passwd' },
      ];
      for (const one of forged) expect(await linkedFile(database, one, NOW)).toBeNull();
      expect(
        await linkTo(database, 'https://a.fr', { id: NOBODYS, name: 'a', type: 'b', size: 1 }, given, NOW),
      ).toBeNull();
    });
  });

  describe('what people send', () => {
    const PERSON = '00000000-0000-4000-8000-0000000000aa';
    /** Stores that this person sent so much at this moment. */
    const sent = (
      index: number,
      size: number,
      { by, at, told = null }: { readonly by: string; readonly at: Date; readonly told?: string | null },
    ) =>
      database.prisma.file.create({
        data: {
          ...{ regionId: regions[index]?.id ?? '', name: 'x', type: 'x', sha256: 'x', bytes: new Uint8Array(1) },
          ...{ size, uploadedById: by, uploadedAt: at, told },
        },
      });
    const send = (index: number, name: string) =>
      inRegion(index, (scope) => storeSentFile(scope, { name, type: 'text/plain', bytes: bytesOf(name) }, PERSON));

    it('is refused kindly once they sent a hundred megabytes within a day', async () => {
      await sent(0, PERSON_DAILY_QUOTA, { by: PERSON, at: new Date(NOW.getTime() - 25 * 3_600_000) });
      await send(0, 'avant.txt');
      await sent(0, PERSON_DAILY_QUOTA - 10, { by: PERSON, at: new Date(NOW.getTime() - 3_600_000) });
      await expect(send(0, 'trop.txt')).rejects.toMatchObject({
        id: 'common.errors.filesToday',
        values: { name: 'trop.txt', max: 100 },
      });
      // A file that is sent in another region counts there.
      await send(1, 'ailleurs.txt');
    });

    it('has the same room whatever documents the bot made for them and the region', async () => {
      await sent(2, PERSON_DAILY_QUOTA, { by: PERSON, at: NOW, told: 'le bilan' });
      await sent(2, REGION_QUOTA - PERSON_DAILY_QUOTA, {
        by: '00000000-0000-4000-8000-0000000000bb',
        at: NOW,
        told: '',
      });
      await send(2, 'photo.txt');
    });

    it('is refused kindly once their region has no room', async () => {
      await sent(1, REGION_QUOTA - 10, { by: '00000000-0000-4000-8000-0000000000bb', at: NOW });
      await expect(send(1, 'trop.txt')).rejects.toMatchObject({ id: 'common.errors.filesOfRegion' });
      // The bot's own documents are never refused.
      await store(1, 'bilan.md', bytesOf('bilan'));
    });
  });
});
