import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SeenButton } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import type { Web } from '../../../src/web/server.ts';
import { eighteen, fileOf } from '../../support/invented-regions.ts';
import type { World } from '../../support/world.ts';
import { addressIn, giveLink, LINK, type LinkedBots, receive, startLinkedBots, TOKEN } from './linked-bots.ts';

const [a] = eighteen;
if (!a) throw new Error('no regions');
const good = Buffer.from((await fileOf(a)).bytes);

let bots: LinkedBots;
let region: World;
let web: Web;
let nation: World;
let people: LinkedBots['people'];
let strange: string;
let answers: RequestListener = (_, response) => response.writeHead(404).end();
const asked: IncomingHttpHeaders[] = [];

beforeAll(async () => {
  bots = await startLinkedBots((incoming, response) => {
    asked.push(incoming.headers);
    answers(incoming, response);
  });
  ({ region, web, nation, people } = bots);
  strange = `${bots.strangeUrl}/bilans/${TOKEN}`;
}, 300_000);
beforeEach(async () => {
  await nation.database.prisma.nationFile.deleteMany({});
  await region.database.prisma.reportLink.deleteMany({});
});
afterAll(() => bots?.close());

/** Returns the newest button of this name on somebody's screen, to be pressed as often as one likes. */
function pressing(person: Person, label: string): () => Promise<unknown> {
  const shown = person
    .screen()
    .findLast(({ controls }) => controls.some((one) => one.kind === 'button' && one.label === label));
  const button = shown?.controls.find((one): one is SeenButton => one.kind === 'button' && one.label === label);
  if (!shown || !button) throw new Error(`${person.name} sees no button "${label}"`);
  return () => person.platform.press(person.user.id, shown.id, button.id);
}

/** Returns every address that stands on somebody's screen. */
const addressesOn = (person: Person) => [
  ...new Set(
    person.screen().flatMap(({ text }) => text.match(/http:\/\/127\.0\.0\.1:\d+\/bilans\/[0-9a-f]{64}\b/g) ?? []),
  ),
];
const statusOf = async (address: string) => (await fetch(address)).status;
const live = () => region.database.prisma.reportLink.count({ where: { cutAt: null } });
const received = () => nation.database.prisma.nationFile.count();

/** Asks as no browser does. Resolves with the status, the headers and what came. */
function ask(url: string, method: string, headers: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }>(
    (resolve, reject) => {
      request(url, { method, headers, agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces).toString(),
          }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}

describe.each(['slack', 'discord'] as const)('a link to the bilan under attack, on %s', (platform) => {
  it('is given once by two clicks, and no second click takes it off the screen', async () => {
    const claire = region.coordinator[platform];
    const before = new Set(addressesOn(claire));
    const fresh = () => addressesOn(claire).filter((one) => !before.has(one));
    await claire.command('/bilan versions');
    await claire.press(LINK);
    const press = pressing(claire, 'Donner un lien');
    await Promise.all([press(), press()]);
    await region.settle();
    expect(await live()).toBe(1);
    const [address = '', ...others] = fresh();
    expect(others).toEqual([]);
    expect(await statusOf(address)).toBe(200);
    // Clicked once more later, the old button shows how it stands, beside the address.
    await press();
    await region.settle();
    expect(claire.look()).toContain(`par ${claire.name}`);
    expect(fresh()).toEqual([address]);
    expect(await statusOf(address)).toBe(200);
  });

  it('is not replaced or cut by what another coordinator presses in the same instant', async () => {
    const other = region.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    const claire = region.coordinator[platform];
    for (const theirs of ['Donner un nouveau lien', 'Couper le lien']) {
      await region.database.prisma.reportLink.deleteMany({});
      await giveLink(claire);
      const before = new Set([claire, other].flatMap(addressesOn));
      const presses = [];
      for (const [person, label] of [
        [claire, 'Donner un nouveau lien'],
        [other, theirs],
      ] as const) {
        await person.command('/bilan versions');
        await person.press(LINK);
        presses.push(pressing(person, label));
      }
      await Promise.all(presses.map((press) => press()));
      await region.settle();
      const given = [claire, other].flatMap(addressesOn).filter((one) => !before.has(one));
      // Whoever came second is told, and no address is dead when it is handed over.
      expect([theirs, given.length, await live()]).toEqual([theirs, given.length, given.length]);
      for (const address of given) expect(await statusOf(address)).toBe(200);
      if (theirs === 'Donner un nouveau lien') expect(given).toHaveLength(1);
    }
  });

  it('is neither given nor cut by who coordinates nothing any more when they press', async () => {
    const claire = region.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    const emily = region.person(platform, `Emily ${platform}`);
    const named = region.coordinator[platform];
    await named.command('/equipe nommer', { personne: named.mention(emily), role: 'Coordination' });
    const given = await giveLink(emily);
    await emily.command('/bilan versions');
    await emily.press(LINK);
    const presses = ['Donner un nouveau lien', 'Couper le lien'].map((label) => pressing(emily, label));
    await named.command('/equipe retirer', { personne: named.mention(emily) });
    await named.press('Retirer');
    for (const press of presses) await press();
    await region.settle();
    expect(emily.look()).toContain('coordination');
    expect(await statusOf(given)).toBe(200);
    expect(await live()).toBe(1);
    // Those who still do see whose it is, and cut it.
    await claire.command('/bilan versions');
    await claire.press(LINK);
    expect(claire.read()).toContain(`par ${emily.name}`);
    await claire.press('Couper le lien');
    expect(await statusOf(given)).toBe(410);
  });

  it('is fetched from a strange bot within bounds, whatever it answers; nothing of it counts', async () => {
    const nadia = people[platform];
    const zeros = Buffer.alloc(11 * 1024 * 1024);
    const bomb = gzipSync(zeros);
    let sent = 0;
    const cases: readonly (readonly [string, RequestListener, string])[] = [
      ['a bomb', (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb), 'dépasse 10 Mo'],
      [
        'a bomb in a bomb',
        (_, r) => r.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(bomb)),
        'dépasse 10 Mo',
      ],
      ['no gzip', (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('bonjour'), 'réessayez'],
      [
        'another coding',
        (_, r) => r.writeHead(200, { 'content-encoding': 'x' }).end('bonjour'),
        "Ce n'est pas du JSON",
      ],
      [
        'without an end',
        (_, r) => {
          r.on('error', () => {});
          const piece = Buffer.alloc(64 * 1024);
          const more = () => {
            for (let goesOn = true; goesOn && !r.destroyed; sent += piece.length) goesOn = r.write(piece);
          };
          r.on('drain', more);
          more();
        },
        'dépasse 10 Mo',
      ],
      ['a page', (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>Bonjour'), "Ce n'est pas du JSON"],
      ['nothing', (_, r) => r.end(), "Ce n'est pas du JSON"],
      ['no content', (_, r) => r.writeHead(204).end(), "Ce n'est pas du JSON"],
      ['a part', (_, r) => r.writeHead(206).end(good.subarray(0, 2_000)), "Ce n'est pas du JSON"],
      ['itself', (_, r) => r.writeHead(307, { location: strange }).end(), "je n'en suis aucune"],
      ['a page beside', (_, r) => r.writeHead(301, { location: '/bilans/' }).end(), "je n'en suis aucune"],
      ['unchanged', (_, r) => r.writeHead(304).end(), "je n'en suis aucune"],
      ['a sign-in', (_, r) => r.writeHead(401, { 'www-authenticate': 'Basic' }).end(), 'ne connaît pas cette adresse'],
      ['a proxy', (_, r) => r.writeHead(407).end(), 'réessayez dans quelques minutes'],
      ['later', (_, r) => r.writeHead(429, { 'retry-after': '86400' }).end(), 'réessayez dans quelques minutes'],
      [
        'long headers',
        (_, r) => r.writeHead(200, { 'x-long': 'x'.repeat(200_000) }).end(good),
        'réessayez dans quelques minutes',
      ],
      [
        // As a bot that is killed with kill -9 while it answers.
        'a break',
        (_, r) => {
          r.writeHead(200, { 'content-length': good.length });
          r.write(good.subarray(0, 2_000), () => r.socket?.resetAndDestroy());
        },
        'réessayez dans quelques minutes',
      ],
      [
        'another protocol',
        (incoming) => incoming.socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
        'réessayez dans quelques minutes',
      ],
    ];
    for (const [name, answer, says] of cases) {
      answers = answer;
      const before = asked.length;
      await receive(nadia, strange);
      expect([name, nadia.read()]).toEqual([name, expect.stringContaining(says)]);
      expect([name, asked.length - before, await received()]).toEqual([name, 1, 0]);
    }
    // The one without an end was given up soon after its bound.
    expect(sent).toBeLessThan(32 * 1024 * 1024);
    // Nothing of ours is told to it, and its own coding of a good file is no reason to refuse it.
    answers = (_, r) =>
      r
        .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'image/png', 'set-cookie': 'a=b' })
        .end(gzipSync(good));
    await receive(nadia, strange);
    expect(nadia.read()).toContain('Région A : version 1 reçue.');
    const told = Object.keys(asked.at(-1) ?? {});
    for (const name of ['cookie', 'authorization', 'referer', 'origin']) expect(told).not.toContain(name);
    expect(asked.at(-1)?.['accept-encoding']).toBe('identity');
  });

  it('is read as a platform writes links, and as people put them in their words', async () => {
    const nadia = people[platform];
    answers = (_, r) => r.end(good);
    const bare = strange.replace('http://', '');
    for (const link of [`<${strange}|${bare}>`, `<${strange}>`, `  ${strange}\t`, strange.replace('http', 'HTTP')]) {
      await nation.database.prisma.nationFile.deleteMany({});
      await receive(nadia, link);
      expect([link, nadia.read()]).toEqual([link, expect.stringContaining('Région A : version 1 reçue.')]);
    }
    await nation.database.prisma.nationFile.deleteMany({});
    await nadia.command('/nation recevoir', { lien: strange });
    await nadia.fill({});
    expect(nadia.read()).toContain('Région A : version 1 reçue.');
  });

  it('tells names as they are written, and calls nobody by them', async () => {
    const nadia = people[platform];
    const name = 'Région *A* <!channel> @everyone [ici](https://mal.example) `x`';
    const file = await fileOf({ ...a, name });
    answers = (_, r) => r.end(Buffer.from(file.bytes));
    await receive(nadia, strange);
    expect(nadia.read()).toContain(`${name} : version 1 reçue.`);
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain(name);
    const sent = JSON.stringify(nation[platform].requests.slice(-20).map(({ body }) => body));
    // Slack's own marks are written so, and Discord is told whom to call.
    expect(sent).not.toContain('"broadcast"');
    expect(sent).not.toMatch(/"text":"[^"]*Région \*A\* <!channel>[^"]*reçue\.[^"]*","blocks"/);
    expect(sent).not.toMatch(/"parse":\["everyone/);
  });

  it('is fetched for nobody whose role has ended while the form was open', async () => {
    const nadia = people[platform];
    const before = asked.length;
    await nadia.command('/nation recevoir');
    const web = { nationalBilanHosts: [bots.web.url, bots.strangeUrl] };
    await nation.restartBot(undefined, { nationals: [], web });
    await nadia.fill({ link: strange });
    expect(nadia.read()).toContain("réservé aux personnes que désigne l'administration du bot");
    expect([asked.length, await received()]).toEqual([before, 0]);
    await nation.restartBot(undefined, { nationals: [people.slack, people.discord], web });
  });

  it('leads to what is published then, and to nothing while its files are erased', async () => {
    const claire = region.coordinator[platform];
    const address = await giveLink(claire);
    const { prisma } = region.database;
    const { id, bytes } = await prisma.file.findFirstOrThrow({ where: { name: 'bilan-picardie-2026-v1.json' } });
    await prisma.file.update({ where: { id }, data: { bytes: Buffer.alloc(0) } });
    const gone = await fetch(address);
    expect([gone.status, await gone.text()]).toEqual([410, expect.stringContaining('a été retiré par la région')]);
    await prisma.file.update({ where: { id }, data: { bytes } });
    expect(await statusOf(address)).toBe(200);
  });
});

it('an address gives its bilan to one who reads it, whole, and is kept by nobody on the way', async () => {
  const address = await giveLink(region.coordinator.slack);
  const whole = await ask(address, 'GET');
  expect(whole.status).toBe(200);
  for (const headers of [{ range: 'bytes=0-9' }, { 'if-none-match': '*' }, { 'accept-encoding': 'gzip' }]) {
    const { status, body } = await ask(address, 'GET', headers);
    expect([headers, status, body === whole.body]).toEqual([headers, 200, true]);
  }
  const head = await ask(address, 'HEAD');
  expect([head.status, head.body]).toEqual([200, '']);
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
    const { status, body } = await ask(address, method);
    expect([method, status, body.includes('payload')]).toEqual([method, 404, false]);
  }
  const unknown = await ask(`${web.url}/bilans/${TOKEN}`, 'GET');
  for (const { headers } of [whole, head, unknown]) {
    expect(headers).toMatchObject({
      ...{ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' },
      'x-robots-tag': 'noindex, nofollow',
    });
    for (const name of ['etag', 'last-modified', 'access-control-allow-origin', 'set-cookie'])
      expect(headers[name]).toBeUndefined();
  }
  expect(whole.headers['x-content-type-options']).toBe('nosniff');
  // It is cut with the next, and says so to whoever asks in whatever way.
  await region.database.prisma.reportLink.updateMany({ data: { cutAt: new Date() } });
  expect((await ask(address, 'HEAD')).status).toBe(410);
});

it('whoever guesses is told the same of what nobody gave, however near it is', async () => {
  const address = await giveLink(region.coordinator.discord);
  const token = address.split('/').at(-1) ?? '';
  const last = token.endsWith('0') ? '1' : '0';
  const guesses = [
    TOKEN,
    `${token.slice(0, -1)}${last}`,
    token.toUpperCase(),
    `${token}0`,
    token.slice(1),
    `%${token}`,
  ];
  const told = await Promise.all(guesses.map((guess) => ask(`${web.url}/bilans/${guess}`, 'GET')));
  const said = told.map(({ status, headers: { date: _, ...headers }, body }) =>
    JSON.stringify([status, headers, body]),
  );
  // A token that is upper case throughout may be only digits.
  expect(token).toMatch(/[a-f]/);
  expect(new Set(said).size).toBe(1);
  expect(told[0]?.status).toBe(404);
  expect(addressIn(region.coordinator.discord)).toBe(address);
});
