import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../support/person.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

/** Hours are set with spaces that don't break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

async function organiser(platform: 'slack' | 'discord', name: string, organisation: string): Promise<Person> {
  const person = world.person(platform, name);
  await person.command('/structure creer', { nom: organisation });
  return person;
}

const other = { slack: 'discord', discord: 'slack' } as const;

describe.each(['slack', 'discord'] as const)('an event proposed on %s', (platform) => {
  it('is shown back, put before both teams of coordinators, accepted by the first and announced', async () => {
    const ana = await organiser(platform, 'Ana', `Les Jardins ${platform}`);
    await ana.command('/evenement proposer');
    await ana.fill({
      title: `Portes ouvertes ${platform}`,
      when: 'samedi 14 novembre de 14h à 18h',
      place: 'Salle des fêtes, Beauvais',
      pitch: 'Venez voir comment on cultive ensemble.',
      contact: 'Ana, 03 44 00 00 00',
    });
    expect(plain(ana.read())).toContain('samedi 14 novembre 2026 de 14 h à 18 h');
    expect(ana.read()).toContain('Salle des fêtes, Beauvais (Oise)');
    await ana.press('Proposer');
    expect(ana.read()).toContain("C'est proposé");
    expect(ana.read()).toContain('Fiche 5 sur 11');

    const [here, there] = [world.coordinator[platform], world.coordinator[other[platform]]];
    expect(here.look()).toContain(`Portes ouvertes ${platform}`);
    await there.press('Accepter');
    expect(there.read()).toContain('est accepté');
    expect(plain(here.look())).toContain(`Accepté par ${there.name} le mardi 15 septembre 2026 à 9 h`);
    expect(here.read()).toContain('Au programme');
    expect(ana.look()).toContain('Bonne nouvelle');
  });
});
