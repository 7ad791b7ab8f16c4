import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { asTyped } from '../../src/texts/typography.ts';
import { copies, copiesOf, platforms, type Side, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied.world.close());
afterEach(() => vi.unstubAllGlobals());

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe.each(platforms)('a file on %s', (title, side) => {
  const speaker = () => tied.people[side];
  const reader = () => tied.people[tied.other[side]];
  const picture = (name: string) => ({ name, type: 'image/png', bytes: PNG, alt: `Un étal de ${title}` });
  const named = (name: string) =>
    reader()
      .screen()
      .filter(({ files }) => files.some((file) => file.name === name));

  it('stands on the other side with its bytes and its alternative text, and goes with its message', async () => {
    const name = `etal-${side}.png`;
    await speaker().write('general', `Voici l’étal, ${title}`, [picture(name)]);
    expect(copiesOf(reader(), `Voici l’étal, ${title}`)).toHaveLength(1);
    const found = named(name);
    expect(found).toHaveLength(1);
    const file = found[0]?.files.find((one) => one.name === name);
    expect(new Uint8Array(await (await fetch(file?.url ?? '')).arrayBuffer())).toEqual(PNG);
    const sent = tied.world.platforms[tied.other[side]].requests.map(({ body }) => JSON.stringify(body));
    expect(sent.some((body) => body?.includes(`Un étal de ${title}`))).toBe(true);
    await speaker().erase(`Voici l’étal, ${title}`);
    expect(named(name)).toEqual([]);
    expect(copiesOf(reader(), `Voici l’étal, ${title}`)).toEqual([]);
  });

  it('stands once, as its words do, when its message becomes longer than one there holds, and short again', async () => {
    const [platform, name] = [tied.world.platforms[side], `croissant-${side}.png`];
    if (side === 'discord') tied.world.discord.giveNitro(speaker().user.id);
    const place = { channel: tied.channel(side), thread: null };
    const before = copies(reader()).length;
    const id = await platform.say(speaker().user.id, place, `Court, ${title}`, [picture(name)]);
    await tied.world.settle();
    for (const words of [`Long, ${title} ${'mot '.repeat(980)}fin`, `Court encore, ${title}`]) {
      await platform.edit(speaker().user.id, id, words);
      await tied.world.settle();
      expect(named(name)).toHaveLength(1);
      const all = copies(reader()).slice(before);
      const text = all.map((one) => one.text).join(' ');
      expect(text.split(/\s+/u).filter((word) => words.split(' ').includes(word))).toEqual(words.split(' '));
    }
  });

  it('passes without a word too', async () => {
    const name = `seul-${side}.png`;
    await speaker().write('general', '', [picture(name)]);
    expect(named(name)).toHaveLength(1);
  });

  it('is a link with its size where it is too big to be copied', async () => {
    const name = `film-${side}.png`;
    await speaker().write('general', `Le film, ${title}`, [{ ...picture(name), size: 300_000_000 }]);
    const [copy] = copiesOf(reader(), `Le film, ${title}`);
    expect(copy?.text).toContain(`📎 ${name} (300 Mo) : trop gros pour être copié`);
    expect(copy?.text).toMatch(/https?:\/\//u);
    expect(named(name)).toEqual([]);
  });

  it('is a link where it is too big beside those before it', async () => {
    const names = [1, 2, 3, 4, 5, 6].map((number) => `photo-${number}-${side}.png`);
    const files = names.map((name) => ({ ...picture(name), size: 8_000_000 }));
    await speaker().write('general', `Six photos, ${title}`, files);
    const [copy] = copiesOf(reader(), `Six photos, ${title}`);
    expect(copy?.text).toContain(`📎 ${names[5]} (8 Mo) : trop gros pour être copié avec les autres`);
    expect(copy?.text.match(/📎/gu)).toHaveLength(1);
    expect(names.map((name) => named(name).length)).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it('is copied though it is larger than it is said to be, or its size isn’t told', async () => {
    for (const size of [PNG.length - 1, 1, 0]) {
      const [name, words] = [`octets-${size}-${side}.png`, `De ${size} octets, ${title}`];
      await speaker().write('general', words, [{ ...picture(name), size }]);
      expect(copiesOf(reader(), words)[0]?.text).not.toContain('📎');
      expect(named(name)).toHaveLength(1);
    }
  });

  it('is said to be empty where nothing is in it', async () => {
    const name = `vide-${side}.png`;
    await speaker().write('general', `Rien dedans, ${title}`, [{ ...picture(name), bytes: new Uint8Array() }]);
    expect(copiesOf(reader(), `Rien dedans, ${title}`).map(({ text }) => text)).toEqual([
      expect.stringContaining(asTyped(`📎 ${name} : fichier vide, rien à copier`)),
    ]);
    expect(named(name)).toEqual([]);
  });

  it.each([-1, 2.5, 1e300])('whose size is told to be %d loses nothing of what is said with it', async (size) => {
    const [name, words] = [
      `etrange-${String(size).replaceAll(/\W/gu, '-')}-${side}.png`,
      `Une taille de ${size}, ${title}`,
    ];
    await speaker().write('general', words, [picture(`bon-${name}`), { ...picture(name), size }]);
    const [copy, ...more] = copiesOf(reader(), words);
    expect(more).toEqual([]);
    expect(named(`bon-${name}`)).toHaveLength(1);
    if (side === 'slack') expect(named(name)).toHaveLength(1);
    else
      expect(copy?.text).toContain(asTyped(`📎 ${name} : pas copié, car sa description est illisible ; à ouvrir sur`));
  });

  it('never stands when its message is deleted while the bot is away: file deleted before it was copied', async () => {
    const name = `efface-${side}.png`;
    const before = copies(reader()).length;
    await tied.world.restartBot(async () => {
      const place = { channel: tied.channel(side), thread: null };
      const id = await tied.world.platforms[side].say(speaker().user.id, place, `Effacé, ${title}`, [picture(name)]);
      await tied.world.platforms[side].remove(speaker().user.id, id);
    });
    await tied.world.settle();
    expect(named(name)).toEqual([]);
    expect(copies(reader())).toHaveLength(before);
  });
});

it('a file that is gone from Slack when it is to be copied is said to be: file deleted before it was copied', async () => {
  tied.world.slack.fault({ kind: 'status', status: 404, method: 'download', times: 10 });
  await saysThatItIsGone('slack');
  tied.world.slack.clearFaults();
});

it('a file that is gone from Discord when it is to be copied is said to be: file deleted before it was copied', async () => {
  const path = '/channels/:channel/messages/:message';
  const gone = { kind: 'refuse', status: 404, code: 10008, message: 'Unknown Message' } as const;
  const fault = tied.world.discord.fault({ ...gone, method: 'GET', path, times: 10 });
  await saysThatItIsGone('discord');
  fault.cancel();
});

describe.each(platforms)('a file on %s that can’t be fetched just now', (title, side) => {
  const reader = () => tied.people[tied.other[side]];

  it.each([
    ['503', async () => new Response('', { status: 503 })],
    ['429', async () => new Response('', { status: 429, headers: { 'retry-after': '1' } })],
    ['a dropped connection', () => Promise.reject(new TypeError('fetch failed'))],
    [
      'a body that breaks off',
      async () => new Response(new ReadableStream({ pull: (body) => body.error(new TypeError('terminated')) })),
    ],
  ])('is copied once it can be, and never said to be gone: %s', async (fault, fails) => {
    const name = `plus-tard-${side}-${fault.replaceAll(' ', '-')}.png`;
    const { fetch } = globalThis;
    let failed = 0;
    vi.stubGlobal('fetch', (url: string, ...rest: [RequestInit?]) => {
      if (failed > 0 || !String(url).includes(name)) return fetch(url, ...rest);
      failed += 1;
      return fails();
    });
    await tied.people[side].write('general', `Plus tard, ${title} : ${fault}`, [
      { name, type: 'image/png', bytes: PNG },
    ]);
    expect([failed, copiesOf(reader(), `Plus tard, ${title} : ${fault}`)]).toEqual([1, []]);
    await tied.world.restartBot();
    await tied.world.settle();
    expect(copiesOf(reader(), `Plus tard, ${title} : ${fault}`)).toHaveLength(1);
    expect(copiesOf(reader(), `Plus tard, ${title} : ${fault}`)[0]?.text).not.toContain('supprimé');
    expect(
      reader()
        .screen()
        .filter(({ files }) => files.some((file) => file.name === name)),
    ).toHaveLength(1);
  });
});

describe.each(platforms)('files on %s that don’t come', (title, side) => {
  it('hold up nothing in another channel: neither what is said there, nor a small file', async () => {
    const channels = ['general', 'organisateurs', 'annonces'];
    for (const name of channels.slice(1)) {
      if (await tied.world.database.prisma.relay.count({ where: { name } })) continue;
      await tied.tie(name, [
        ['slack', name],
        ['discord', name],
      ]);
    }
    const platform = tied.world.platforms[side];
    const say = (channel: string, text: string, files: readonly { readonly name: string; readonly size: number }[]) =>
      platform.say(
        tied.people[side].user.id,
        { channel: tied.channel(side, channel), thread: null },
        text,
        files.map((file) => ({ ...file, type: 'image/png', bytes: PNG })),
      );
    const { fetch } = globalThis;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    let begun = 0;
    vi.stubGlobal('fetch', (url: string, ...rest: [RequestInit?]) => {
      if (!String(url).includes('lourd')) return fetch(url, ...rest);
      begun += 1;
      return ended.then(() => new Response('', { status: 404 }));
    });
    const heavy = (name: string) => ({ name: `lourd-${name}-${side}.png`, size: 9_900_000 });
    await say('general', `Quatre films, ${title}`, ['a', 'b', 'c', 'd'].map(heavy));
    await say('organisateurs', `Un film, ${title}`, [heavy('e')]);
    // The films hold what memory they get before anything small is said.
    await expect.poll(() => begun).toBeGreaterThan(0);
    await say('annonces', `Petite photo, ${title}`, [{ name: `petit-${side}.png`, size: 1_000_000 }]);
    await say('annonces', `Et deux mots, ${title}`, []);
    const reader = tied.people[tied.other[side]];
    const found = (words: string) => copiesOf(reader, `${words}, ${title}`).length;
    await vi.waitFor(() => expect([found('Petite photo'), found('Et deux mots')]).toEqual([1, 1]), { timeout: 5_000 });
    expect([found('Quatre films'), found('Un film')]).toEqual([0, 0]);
    end();
    await tied.world.settle();
    expect([found('Quatre films'), found('Un film')]).toEqual([1, 1]);
  });
});

it('a file of which Slack can’t say just now where it is, is copied once it can', async () => {
  tied.world.slack.fault({ kind: 'rateLimited', retryAfter: 1, method: 'files.info' });
  await tied.people.slack.write('general', 'Où est-il ?', [{ name: 'ou.png', type: 'image/png', bytes: PNG }]);
  await tied.world.restartBot();
  await tied.world.settle();
  const [copy] = copiesOf(tied.people.discord, 'Où est-il ?');
  expect(copy?.files.map(({ name }) => name)).toEqual(['ou.png']);
});

async function saysThatItIsGone(side: Side): Promise<void> {
  const [speaker, reader] = [tied.people[side], tied.people[tied.other[side]]];
  const name = `carte-${side}.png`;
  await speaker.write('general', `La carte de ${side}`, [{ name, type: 'image/png', bytes: PNG }]);
  const [copy] = copiesOf(reader, `La carte de ${side}`);
  expect(copy?.text).toContain(`📎 ${name} : supprimé avant d'être copié`);
  expect(copy?.files).toEqual([]);
}
