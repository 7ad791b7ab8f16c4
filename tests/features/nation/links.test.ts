import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBilanLink } from '../../../src/features/nation/fetch-bilan.ts';
import type { Person } from '../../../src/playground/person.ts';
import { opened } from '../../../src/signatures/jws.ts';
import type { Web } from '../../../src/web/server.ts';
import { eighteen, fileOf } from '../../support/invented-regions.ts';
import type { World } from '../../support/world.ts';
import { addressIn, giveLink, LINK, type LinkedBots, receive, startLinkedBots, TOKEN } from './linked-bots.ts';

const [a] = eighteen;
if (!a) throw new Error('no regions');

let region: World;
let web: Web;
let ana: Person;
let nation: World;
let people: LinkedBots['people'];
let strangeUrl: string;
let bots: LinkedBots;
let answers: RequestListener = (_, response) => response.writeHead(404).end();
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  bots = await startLinkedBots((request, response) => {
    asked.push(request.url);
    answers(request, response);
  });
  ({ region, web, ana, nation, people, strangeUrl } = bots);
}, 300_000);
beforeEach(async () => {
  await nation.database.prisma.nationFile.deleteMany({});
  await region.database.prisma.reportLink.deleteMany({});
});
afterAll(() => bots?.close());

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
    expect(nadia.read()).toMatch(new RegExp(`Picardie : version 1, remise le .* par ${nadia.name}`));
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
    // The typed address isn't lost: it is tried again.
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

it.each([
  'http://user:secret@bot.example.org/bilans/',
  'https://bot.example.org/other/',
  'https://bot.example.org\\bilans\\',
  'https://bot.example.org/bilans/../admin/',
])('no address but of a bilan is read: %s', (begins) => {
  const read = () => readBilanLink(`${begins}${TOKEN}`, ['https://bot.example.org', 'http://bot.example.org']);
  expect(read).toThrow();
});
