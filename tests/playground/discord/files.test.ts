import { AttachmentBuilder, type RawFile, Routes, type TextChannel } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type Connected, codeOf, connect, formErrors, restOf, textChannel } from './support.ts';

const MIB = 1024 * 1024;
const file = (name: string, data: string | Buffer = 'x') => new AttachmentBuilder(Buffer.from(data), { name });
const files = (count: number): RawFile[] =>
  Array.from({ length: count }, (_, n) => ({ name: `${n}.txt`, data: 'x', contentType: 'text/plain' }));

describe('files of messages', () => {
  let connected: Connected;
  let clock: ManualClock;
  let channel: TextChannel;
  let user: string;
  const post = (body: unknown, sent: RawFile[]): Promise<unknown> =>
    restOf(connected.discord).post(Routes.channelMessages(channel.id), { body, files: sent });
  const seen = () => connected.discord.messages(user, { channel: channel.id, thread: null }).at(-1);

  beforeAll(async () => {
    clock = manualClock();
    connected = await connect({ clock });
    channel = await textChannel(connected);
    user = connected.discord.addUser({ name: 'Camille' }).id;
  });
  afterAll(() => connected.close());

  it('a link lasts a day, and the message gives a new one [D: reference; how long: S: discord-api-docs#6650]', async () => {
    const message = await channel.send({
      files: [new AttachmentBuilder(Buffer.from('a;b'), { name: 'liste.csv', description: 'Liste' })],
    });
    const stored = message.attachments.first();
    expect(stored).toMatchObject({ name: 'liste.csv', size: 3, description: 'Liste' });
    const url = stored?.url ?? '';
    expect(await (await fetch(url)).text()).toBe('a;b');
    expect(seen()?.files).toMatchObject([{ name: 'liste.csv', size: 3 }]);
    clock.advance(25 * 3_600_000);
    const gone = await fetch(url);
    expect([gone.status, await gone.text()]).toEqual([404, 'This content is no longer available.']);
    const fresh = (await message.fetch(true)).attachments.first()?.url ?? '';
    expect((await fetch(fresh)).status).toBe(200);
  });

  it('a link is worth nothing without its signature, with another one, or prolonged [D: reference]', async () => {
    const message = await channel.send({ files: [file('a.txt')] });
    const url = new URL(message.attachments.first()?.url ?? '');
    const changed = (change: (copy: URL) => void): Promise<number> => {
      const copy = new URL(url);
      change(copy);
      return fetch(copy).then(({ status }) => status);
    };
    expect(await changed(() => {})).toBe(200);
    for (const change of [
      (copy: URL) => {
        copy.search = '';
      },
      (copy: URL) => copy.searchParams.set('hm', '0'.repeat(64)),
      (copy: URL) => copy.searchParams.set('ex', 'ffffffff'),
      (copy: URL) => {
        copy.pathname = copy.pathname.replace('a.txt', 'b.txt');
      },
    ])
      expect(await changed(change)).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  });

  it('links that have run out are given anew by refresh-urls, fifty at most [S: esmBot#461]', async () => {
    const message = await channel.send({ files: [file('a.txt', 'encore')] });
    const url = message.attachments.first()?.url ?? '';
    clock.advance(25 * 3_600_000);
    const refresh = (attachment_urls: unknown): Promise<unknown> =>
      restOf(connected.discord).post('/attachments/refresh-urls', { body: { attachment_urls } });
    const answer = (await refresh([url, 'https://a.fr/x'])) as { refreshed_urls: { refreshed: string }[] };
    expect(answer.refreshed_urls[1]).toEqual({ original: 'https://a.fr/x', refreshed: 'https://a.fr/x' });
    expect(await (await fetch(answer.refreshed_urls[0]?.refreshed ?? '')).text()).toBe('encore');
    expect(await formErrors(refresh(Array.from({ length: 51 }, () => url)))).toHaveProperty('attachment_urls');
    expect(await formErrors(refresh(['pas une adresse']))).toHaveProperty(['attachment_urls.0']);
  });

  it('a message holds ten files: 30015, 50035 for a longer list [D: topics/opcodes-and-status-codes]', async () => {
    const message = await channel.send({ files: files(10).map(({ name }) => file(name)) });
    expect(message.attachments.size).toBe(10);
    expect(await codeOf(post({}, files(11)))).toBe(30015);
    const attachments = files(11).map((_, id) => ({ id }));
    expect(await formErrors(post({ attachments }, files(11)))).toEqual({ attachments: 'BASE_TYPE_BAD_LENGTH' });
  });

  it('a file may have 10 MiB, a request 25: 413 with 40005 [D: reference at c98d64b, resources/message]', async () => {
    const large = (size: number): RawFile => ({ name: 'a.bin', data: Buffer.alloc(size) });
    expect(await post({}, [large(10 * MIB)])).toMatchObject({ attachments: [{ size: 10 * MIB }] });
    expect(await codeOf(post({}, [large(10 * MIB + 1)]))).toBe(40005);
    expect(connected.discord.requests.at(-1)?.status).toBe(413);
    expect(await codeOf(post({}, [large(9 * MIB), large(9 * MIB), large(9 * MIB)]))).toBe(40005);
  });

  it('an alternative text has at most 1024 characters [D: resources/message]', async () => {
    const described = (length: number) => ({ attachments: [{ id: 0, description: 'x'.repeat(length) }] });
    expect(await post(described(1024), files(1))).toMatchObject({ attachments: [{ description: 'x'.repeat(1024) }] });
    expect(await formErrors(post(described(1025), files(1)))).toEqual({
      'attachments.0.description': 'BASE_TYPE_MAX_LENGTH',
    });
  });

  it('a file that is listed but not sent is refused [D: resources/message; the code 50146: U]', async () => {
    expect(await codeOf(post({ attachments: [{ id: 0 }, { id: 1 }] }, files(1)))).toBe(50146);
  });

  it('an edit keeps, describes and adds what its list names, and drops the rest [D: reference]', async () => {
    const message = await channel.send({ content: 'x', files: [file('a.txt'), file('b.txt')] });
    const [a, b] = [...message.attachments.values()];
    expect((await message.edit('sans liste')).attachments.size).toBe(2);
    const edited = await restOf(connected.discord).patch(Routes.channelMessage(channel.id, message.id), {
      body: { attachments: [{ id: b?.id, description: 'Deux' }, { id: 0 }] },
      files: [...files(1), { name: 'unlisted.txt', data: 'x' }],
    });
    expect(edited).toMatchObject({ attachments: [{ filename: 'b.txt', description: 'Deux' }, { filename: '0.txt' }] });
    expect((edited as { attachments: unknown[] }).attachments).toHaveLength(2);
    expect((await message.edit({ content: 'sans', attachments: [] })).attachments.size).toBe(0);
    expect(a).toBeDefined();
  });

  it('a file name keeps plain letters only, its title the rest [S: discord.js GuildAttachment]', async () => {
    await channel.send({ files: [file('fête du livre.txt')] });
    expect(connected.discord.requests.at(-1)?.response).toMatchObject({
      attachments: [{ filename: 'fete_du_livre.txt', title: 'fête du livre' }],
    });
    expect(seen()?.files[0]?.name).toBe('fête du livre.txt');
  });

  it('without the permission to attach files there are none: 50013 [D: topics/permissions]', async () => {
    const strict = await textChannel(connected, 'sans-fichiers');
    connected.discord.deny(strict.id, 'AttachFiles');
    expect(await codeOf(strict.send({ files: [file('a.txt')] }))).toBe(50013);
  });
});
