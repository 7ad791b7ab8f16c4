import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { acceptedEvent, answersOf, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const NOT_ASKED = "Je n'attends pas de réponse ici";

let world: World;
let ana: Person;
let bilal: Person;
let eventId: string;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T10:00:00+01:00' });
  await world.coordinator.discord.command('/edition ouvrir', { annee: '2026' });
  ana = world.person('discord', 'Ana');
  bilal = world.person('discord', 'Bilal');
  const organisationId = await organisationOf(world, 'Les Jardins', [ana, bilal]);
  eventId = await acceptedEvent(world, {
    title: 'Fête',
    organisationId,
    by: ana,
    startsAt: '2026-11-09T18:00:00+01:00',
  });
  await launch(world.coordinator.discord);
  await world.runDue();
  await ana.press('Oui');
  await ana.say('40', 'Combien de personnes');
  await ana.press('Non');
  await ana.press('Moitié-moitié');
});
afterAll(() => world?.close());

describe("what colleagues write in their organisation's thread on Discord once nothing is asked there", () => {
  it('is said to be no answer while it may be meant as one, then left to them unless it is said to the bot by name', async () => {
    // It is said to be no answer while it may still be meant as one.
    await bilal.say('plutôt 45', 'Tout est enregistré');
    expect(bilal.read()).toContain(NOT_ASKED);
    expect(bilal.read()).toContain('« plutôt 45 »');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 40 } });

    // It is left to them later, and what they put right in it too.
    await world.goTo('2026-11-10T10:16:00+01:00');
    await bilal.say('On se retrouve à 18 h pour ranger ?', 'Tout est enregistré');
    await bilal.edit('On se retrouve à 19 h pour ranger ?');
    await ana.say('Oui', 'Tout est enregistré');
    expect(ana.read()).not.toContain(NOT_ASKED);
    expect(ana.screen().filter(({ text }) => text.includes(NOT_ASKED))).toHaveLength(1);

    // It is answered where it is said to the bot by name.
    await ana.say('@Fil conducteur finalement ils étaient 50', 'Tout est enregistré');
    expect(ana.read()).toContain(NOT_ASKED);
    expect(ana.read()).toContain('ils étaient 50');
    expect(ana.sees('Voir mes réponses')).toBe(true);
  });
});
