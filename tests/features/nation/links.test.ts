import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchBilan, readBilanLink } from '../../../src/features/nation/fetch-bilan.ts';
import { handedOut } from '../../../src/handed-out.ts';
import { silentLog } from '../../../src/log.ts';
import type { Person } from '../../../src/playground/person.ts';
import { opened } from '../../../src/signatures/jws.ts';
import { startWeb, type Web } from '../../../src/web/server.ts';
import { eighteen, fileOf } from '../../support/invented-regions.ts';
import { organiser } from '../../support/proposing.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { startWorld, type World } from '../../support/world.ts';

const TOKEN = 'ab31'.repeat(16);
const LINK = 'Lien pour la coordination nationale';
const [a] = eighteen;
if (!a) throw new Error('no regions');

/** The bot of a region, whose bilan is published, and its web server. */
let region: World;
let web: Web;
let ana: Person;
/** The bot of the nation, elsewhere. */
let nation: World;
let people: Readonly<Record<'slack' | 'discord', Person>>;
/** Something that passes for the bot of a region, at an address that the nation's operator has named. */
let strange: Server;
let strangeUrl: string;
let answers: RequestListener = (_, response) => response.writeHead(404).end();
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  region = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await publishBilan();
  const bot = {
    linked: (...given: Parameters<ReturnType<World['bot']>['linked']>) => region.bot().linked(...given),
    linkedBilan: (token: string) => region.bot().linkedBilan(token),
  };
  web = await startWeb({
    ...{ host: '127.0.0.1', port: 0, slackRequests: null, log: silentLog },
    health: async () => ({ status: 'ok' }),
    readiness: async () => ({ ready: true }),
    ...handedOut(bot, 'fr'),
  });
  await region.restartBot(undefined, { web: { publicUrl: web.url } });

  strange = createServer((request, response) => {
    asked.push(request.url);
    answers(request, response);
  });
  await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
  strangeUrl = `http://127.0.0.1:${(strange.address() as AddressInfo).port}`;
  nation = await startWorld({ at: '2027-01-20T09:00:00+01:00' });
  people = { slack: nation.person('slack', 'Nadia'), discord: nation.person('discord', 'Nour') };
  await nation.restartBot(undefined, {
    nationals: [people.slack, people.discord],
    web: { nationalBilanHosts: [web.url, strangeUrl] },
  });
}, 120_000);
beforeEach(async () => {
  await nation.database.prisma.nationFile.deleteMany({});
  await region.database.prisma.reportLink.deleteMany({});
});
afterAll(async () => {
  await region?.close();
  await nation?.close();
  await web?.close();
  strange?.closeAllConnections();
  strange?.close();
});

async function publishBilan(): Promise<void> {
  const claire = region.coordinator.slack;
  await claire.command('/edition ouvrir', { annee: '2026' });
  ana = await organiser(region, 'slack', 'Ana', { organisation: 'Le Moulin' });
  await ana.command('/evenement proposer', {
    ...{ titre: 'Portes ouvertes', date: '14 novembre de 14h à 18h', lieu: 'Salle des fêtes, Beauvais' },
    ...{ phrase: 'Venez.', contact: 'Ana, 03 44 00 00 00' },
  });
  await ana.press('Proposer');
  await claire.press('Accepter');
  await region.goTo('2026-12-05T09:00:00+01:00');
  await claire.command('/edition cloturer');
  await claire.press("Clore l'édition");
  await explainAndPublish(claire);
  await region.runDue();
}

const addressIn = (person: Person) =>
  /http:\/\/127\.0\.0\.1:\d+\/bilans\/[0-9a-f]{64}\b/.exec(person.read())?.[0] ?? '';

/** Has a coordinator give a link, by the buttons. */
async function giveLink(coordinator: Person, make = 'Donner un lien'): Promise<string> {
  await coordinator.command('/bilan versions');
  await coordinator.press(LINK);
  await coordinator.press(make);
  const address = addressIn(coordinator);
  expect(address).not.toBe('');
  return address;
}

/** Gives the nation's bot a link. */
async function receive(person: Person, link: string): Promise<void> {
  await person.command('/nation recevoir');
  await person.fill({ link });
}

const received = () => nation.database.prisma.nationFile.count();

describe.each(['slack', 'discord'] as const)('a bilan by its link, from %s to the nation', (platform) => {
  it('is given by a coordinator, fetched and read like a file; the same twice is once', async () => {
    const claire = region.coordinator[platform];
    await claire.command('/bilan versions');
    await claire.press(LINK);
    expect(claire.read()).toContain('Aucun lien ne mène au bilan publié');
    expect(claire.read()).toContain("aujourd'hui la version 1");
    await claire.press('Donner un lien');
    const address = addressIn(claire);
    expect(claire.read()).toContain("ne s'affiche qu'une fois");

    const nadia = people[platform];
    await receive(nadia, address);
    expect(nadia.read()).toContain('Picardie : version 1 reçue.');
    await receive(nadia, ` <${address}> `);
    expect(nadia.read()).toContain('Picardie : cette version est déjà là, rien ne change.');
    const [one, ...others] = await nation.database.prisma.nationFile.findMany();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ kind: 'signed', version: 1, name: 'bilan-127.0.0.1.jws' });
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain(`Picardie : version 1, remise par ${nadia.name} le`);
  });

  it('is the published file byte for byte, in its signature; nothing may keep it, and the database can’t tell the address', async () => {
    const address = await giveLink(region.coordinator[platform]);
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('content-disposition')).toContain('bilan-picardie-2026-v1.jws');
    const body = await answer.text();
    expect(await (await fetch(address)).text()).toBe(body);
    const inside = await opened(JSON.parse(body));
    const published = await region.database.prisma.file.findFirstOrThrow({
      where: { name: 'bilan-picardie-2026-v1.json' },
    });
    expect(Buffer.from(inside?.bytes ?? []).equals(published.bytes)).toBe(true);
    const rows = JSON.stringify(await region.database.prisma.reportLink.findMany());
    expect(rows).not.toContain(address.split('/').at(-1));
    for (const path of ['/bilans', '/bilans/', `/bilans/${TOKEN}`, `/bilans/${TOKEN}x`, '/bilans/%00'])
      expect([path, (await fetch(`${web.url}${path}`)).status]).toEqual([path, 404]);
  });

  it('by a new link is no longer had by the old one; cut, it is had by none, which both sides are told', async () => {
    const claire = region.coordinator[platform];
    const first = await giveLink(claire);
    await claire.command('/bilan lire');
    await claire.press(LINK);
    expect(claire.read()).toContain(`par ${claire.name}`);
    expect(addressIn(claire)).toBe('');
    await claire.press('Donner un nouveau lien');
    const second = addressIn(claire);
    expect(claire.read()).toContain("Le lien d'avant est coupé");
    const gone = await fetch(first);
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([410, 'private, no-store']);
    expect(await gone.text()).toContain('Ce lien a été coupé, ou remplacé');
    const nadia = people[platform];
    await receive(nadia, first);
    expect(nadia.read()).toContain('Demandez un nouveau lien à la coordination de la région');
    expect((await fetch(second)).status).toBe(200);

    await claire.press(LINK);
    await claire.press('Couper le lien');
    expect(claire.read()).toContain('ne mène plus à rien');
    await receive(nadia, second);
    expect(nadia.read()).toContain('ne donne plus ce bilan');
    expect(await received()).toBe(0);
    await claire.command('/equipe journal');
    expect(claire.read()).toContain(`${claire.name} a coupé le lien vers le bilan publié`);
    expect(claire.read()).not.toContain(second.split('/').at(-1));
  });

  it('is not cut or replaced otherwise than it was shown', async () => {
    const [claire, other] = [
      region.coordinator[platform],
      region.coordinator[platform === 'slack' ? 'discord' : 'slack'],
    ];
    await claire.command('/bilan versions');
    await claire.press(LINK);
    const given = await giveLink(other);
    await claire.press('Donner un lien', { in: 'Aucun lien ne mène' });
    expect(claire.read()).toContain(`par ${other.name}`);
    expect((await fetch(given)).status).toBe(200);
  });

  it('that was taken back is told so, and is had again once it is published anew', async () => {
    const claire = region.coordinator[platform];
    const address = await giveLink(claire);
    const { prisma } = region.database;
    const { id, fileIds } = await prisma.reportPublication.findFirstOrThrow();
    await prisma.reportPublication.update({ where: { id }, data: { fileIds: [] } });
    const answer = await fetch(address);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('Ce bilan a été retiré par la région');
    await claire.command('/bilan versions');
    await claire.press(LINK);
    expect(claire.read()).toContain('Le bilan publié a été retiré');
    expect(claire.sees('Donner un nouveau lien')).toBe(false);
    await prisma.reportPublication.update({ where: { id }, data: { fileIds } });
    expect((await fetch(address)).status).toBe(200);
  });

  it('is refused when altered, too large, elsewhere, unknown or away, each with what to do; nothing of it counts', async () => {
    const nadia = people[platform];
    const good = Buffer.from((await fileOf(a)).bytes).toString();
    const cases: readonly (readonly [RequestListener, string])[] = [
      [
        (_, response) => response.end(good.replace(/"payload": "(.)/, '"payload": "A$1')),
        'le fichier a été changé, ou abîmé',
      ],
      [(_, response) => response.end('bonjour'), "Ce n'est pas du JSON"],
      [
        (_, response) => {
          response.writeHead(200, { 'content-length': 11 * 1024 * 1024 });
          response.end(Buffer.alloc(11 * 1024 * 1024));
        },
        'dépasse 10 Mo',
      ],
      [(_, response) => response.writeHead(302, { location: `${strangeUrl}/secret` }).end(), "je n'en suis aucune"],
      [(_, response) => response.writeHead(404).end(), 'ne connaît pas cette adresse'],
      [(_, response) => response.writeHead(503).end(), 'réessayez dans quelques minutes'],
      [(request) => request.socket.destroy(), 'réessayez dans quelques minutes'],
    ];
    for (const [answer, says] of cases) {
      answers = answer;
      await receive(nadia, `${strangeUrl}/bilans/${TOKEN}`);
      expect(nadia.read()).toContain(says);
      expect(await received()).toBe(0);
    }
    expect(asked).not.toContain('/secret');
    // What was typed isn't lost: it is tried again.
    answers = (_, response) => response.end(good);
    await nadia.correct();
    await nadia.fill({});
    expect(nadia.read()).toContain('Région A : version 1 reçue.');
  });

  it('is fetched from no host that isn’t named, and whom to ask is said', async () => {
    const nadia = people[platform];
    const before = asked.length;
    const local = strangeUrl.replace('127.0.0.1', 'localhost');
    for (const link of [`${local}/bilans/${TOKEN}`, `https://bot.example.org:8443/bilans/${TOKEN}`]) {
      await receive(nadia, link);
      expect(nadia.read()).toContain('Demandez à qui fait tourner ce bot');
    }
    expect(nadia.read()).toContain("d'ajouter bot.example.org:8443 à NATIONAL_BILAN_HOSTS");
    for (const link of [`${strangeUrl}/admin`, `${strangeUrl}/bilans/${TOKEN}?x=1`, `ftp://bot/bilans/${TOKEN}`]) {
      await receive(nadia, link);
      expect(nadia.read()).toContain("Ce n'est pas l'adresse d'un bilan");
    }
    await nadia.command('/nation recevoir');
    await nadia.fill({});
    expect(nadia.read()).toContain("Aucun fichier de vous n'est arrivé, ni aucun lien");
    expect(asked.length).toBe(before);
    expect(await received()).toBe(0);
  });

  it('is given by coordinators alone, and by a bot without an address not at all', async () => {
    await ana.command('/bilan lire');
    expect(ana.sees(LINK)).toBe(false);
    await region.restartBot(undefined, { web: { publicUrl: undefined } });
    const claire = region.coordinator[platform];
    await claire.command('/bilan versions');
    await claire.press(LINK);
    expect(claire.read()).toContain("Ce bot n'a pas d'adresse publique");
    expect(claire.sees('Donner un lien')).toBe(false);
    await region.restartBot(undefined, { web: { publicUrl: web.url } });
    expect(await region.database.prisma.reportLink.count()).toBe(0);
  });
});

it('two people who give the nation’s bot one link at once make it count once', async () => {
  const address = await giveLink(region.coordinator.slack);
  const { slack, discord } = people;
  await Promise.all([receive(slack, address), receive(discord, address)]);
  expect(await received()).toBe(1);
});

it('a region’s bot that takes too long is given up', async () => {
  answers = () => {};
  const url = readBilanLink(`${strangeUrl}/bilans/${TOKEN}`, [strangeUrl]);
  await expect(fetchBilan(url, { timeoutMs: 50 })).rejects.toMatchObject({
    id: 'nation.errors.linkAway',
    field: 'link',
  });
});

it.each([
  'http://user:secret@bot.example.org/bilans/',
  'https://bot.example.org/other/',
  'https://bot.example.org\\bilans\\',
  'https://bot.example.org/bilans/../admin/',
])('no address but of a bilan is read: %s', (begins) => {
  const read = () => readBilanLink(`${begins}${TOKEN}`, ['https://bot.example.org', 'http://bot.example.org']);
  expect(read).toThrow();
});
