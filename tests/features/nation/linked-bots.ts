import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { handedOut } from '../../../src/handed-out.ts';
import { silentLog } from '../../../src/log.ts';
import type { Person } from '../../../src/playground/person.ts';
import { startWeb, type Web } from '../../../src/web/server.ts';
import { organiser } from '../../support/proposing.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { startWorld, type World } from '../../support/world.ts';

/** The button that leads coordinators to the link. */
export const LINK = 'Lien pour la coordination nationale';
/** The secret part of a link that nobody gave. */
export const TOKEN = 'ab31'.repeat(16);

/** A region's bot that hands out its bilan, and the nation's that fetches it, each with a web of its own. */
export interface LinkedBots {
  /** The bot of a region, whose bilan is published, and its web server. */
  readonly region: World;
  readonly web: Web;
  /** Somebody of the region who coordinates nothing. */
  readonly ana: Person;
  /** The bot of the nation, elsewhere, and those who make its bilan. */
  readonly nation: World;
  readonly people: Readonly<Record<'slack' | 'discord', Person>>;
  /** Something that passes for the bot of a region, at an address that the nation's operator has named. */
  readonly strangeUrl: string;
  close(): Promise<void>;
}

/** A server that passes for the bot of a region. */
export interface Strange {
  readonly url: string;
  close(): void;
}

export async function startStrange(answers: RequestListener): Promise<Strange> {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Starts both. `answers` is what passes for a third. */
export async function startLinkedBots(answers: RequestListener): Promise<LinkedBots> {
  const region = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  const ana = await publishBilan(region);
  const web = await webOf(region);
  await region.restartBot(undefined, { web: { publicUrl: web.url } });
  const strange = await startStrange(answers);
  const nation = await startWorld({ at: '2027-01-20T09:00:00+01:00' });
  const people = { slack: nation.person('slack', 'Nadia'), discord: nation.person('discord', 'Nour') };
  await nation.restartBot(undefined, {
    nationals: [people.slack, people.discord],
    web: { nationalBilanHosts: [web.url, strange.url] },
  });
  return {
    ...{ region, web, ana, nation, people, strangeUrl: strange.url },
    async close() {
      await region.close();
      await nation.close();
      await web.close();
      strange.close();
    },
  };
}

function webOf(region: World): Promise<Web> {
  const bot = {
    linked: (...given: Parameters<ReturnType<World['bot']>['linked']>) => region.bot().linked(...given),
    linkedBilan: (token: string) => region.bot().linkedBilan(token),
  };
  return startWeb({
    ...{ host: '127.0.0.1', port: 0, slackRequests: null, log: silentLog },
    health: async () => ({ status: 'ok' }),
    readiness: async () => ({ ready: true }),
    ...handedOut(bot, 'fr'),
  });
}

async function publishBilan(region: World): Promise<Person> {
  const claire = region.coordinator.slack;
  await claire.command('/edition ouvrir', { annee: '2026' });
  const ana = await organiser(region, 'slack', 'Ana', { organisation: 'Le Moulin' });
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
  return ana;
}

/** Returns the address that is new on somebody's screen; '' where none is. */
export const addressIn = (person: Person) =>
  /http:\/\/127\.0\.0\.1:\d+\/bilans\/[0-9a-f]{64}\b/.exec(person.read())?.[0] ?? '';

/** Has a coordinator give a link, by the buttons. */
export async function giveLink(coordinator: Person, make = 'Donner un lien'): Promise<string> {
  await coordinator.command('/bilan versions');
  await coordinator.press(LINK);
  await coordinator.press(make);
  const address = addressIn(coordinator);
  expect(address).not.toBe('');
  return address;
}

/** Gives the nation's bot a link. */
export async function receive(person: Person, link: string): Promise<void> {
  await person.command('/nation recevoir');
  await person.fill({ link });
}
