import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { organiser, plain, propose } from '../../../support/events.ts';
import { both } from '../../../support/platforms.ts';
import { startWorld, type World } from '../../../support/world.ts';

const ASKED = 'a-t-il eu lieu';
/**
 * The numbers of people who came to each of the events on a platform, to all its dates: fewer answers than these would
 * be told to nobody.
 */
const came = { slack: [60, 12, 8], discord: [40, 5, 15] } as const;

let world: World;
const hosts = {} as Record<(typeof both)[number], readonly Person[]>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-10-05T09:00:00+02:00' });
  const coordinator = world.coordinator.slack;
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    const when = '10 novembre 18h, 14 novembre 18h et 20 novembre de 18h à 20h';
    const those: Person[] = [];
    for (const name of ['Les Jardins', 'Le Fournil', 'La Harpe']) {
      const host = await organiser(world, platform, `Ana, ${name}`, `${name} ${platform}`);
      await propose(host, { title: `Atelier, ${name} ${platform}`, when });
      await world.coordinator[platform].press('Accepter');
      those.push(host);
    }
    hosts[platform] = those;
  }
  await coordinator.command('/questionnaire lancer', { cloture: '15 janvier 2027' });
  await coordinator.press('Lancer le questionnaire');
});
afterAll(() => world?.close());

const askedOf = (person: Person) => person.screen().filter(({ text }) => text.includes(ASKED)).length;

it('attendance of an event of three dates is asked once, the day after the last, and counted once in the bilan', async () => {
  for (const at of [
    // These are the days after the first date and after the second.
    '2026-11-11T10:30:00+01:00',
    '2026-11-15T10:30:00+01:00',
    // This is the evening of the last date.
    '2026-11-20T21:00:00+01:00',
    // This is the morning after, before ten.
    '2026-11-21T09:59:00+01:00',
  ]) {
    await world.goTo(at);
    for (const platform of both) expect(hosts[platform].map(askedOf), at).toEqual([0, 0, 0]);
  }

  // It is asked for all dates together, on both platforms.
  for (const platform of both) {
    await world.goTo('2026-11-21T10:00:00+01:00');
    for (const [index, host] of hosts[platform].entries()) {
      expect(askedOf(host)).toBe(1);
      await host.press('Oui');
      expect(plain(host.read())).toMatch(
        /Combien de personnes sont venues, à peu près, sur l'ensemble des dates \(.*mardi 10.*samedi 14 nov.*20 nov.*\)/,
      );
      await host.say(String(came[platform][index]));
      await host.press('Je ne sais pas');
      await host.press('Je ne sais pas');
      expect(host.read()).toContain('Tout est enregistré');
    }
    await world.goTo('2026-11-23T10:00:00+01:00');
    expect(hosts[platform].map(askedOf)).toEqual([1, 1, 1]);
  }

  // The bilan counts the event by its dates as they are now.
  for (const platform of both) {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    const file = coordinator.news.flatMap(({ files }) => files).find(({ name }) => name.endsWith('.json'));
    const bilan: unknown = await (await fetch(file?.url ?? '')).json();
    expect(bilan).toMatchObject({
      regional: { questionnairesSent: { value: 6 }, events: { value: 6 }, participants: { value: 140 } },
      details: { byDay: ['10', '14', '20'].map((day) => ({ key: `2026-11-${day}`, events: 6 })) },
    });
  }
});
