import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { organiser, plain, propose } from '../../../support/events.ts';
import { type Platform, platformsInTurn } from '../../../support/platforms.ts';
import { launch } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const END = 'Mettre fin à la co-organisation';
const OWN = /Questionnaire de la structure/;
const shows = (person: Person, words: RegExp) => person.screen().filter(({ text }) => words.test(text)).length;

/** Begins with an event of Gil's that La Ruche, which is Paul's, co-organises, and its survey. */
async function launched(platform: Platform) {
  const here = await startWorld({ at: '2026-11-05T09:00:00+01:00' });
  world = here;
  const coordinator = here.coordinator[platform];
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  const gil = await organiser(here, platform, 'Gil', 'Les Jardins');
  const paul = await organiser(here, platform, 'Paul', 'La Ruche');
  await propose(gil, { title: 'Fête', when: 'dimanche 8 novembre de 14h à 18h' });
  await coordinator.press('Accepter', { in: 'Fête' });
  await gil.command('/evenement coorganiser', { evenement: 'Fête', structure: 'La Ruche' });
  await paul.press('Co-organiser');
  await launch(coordinator, '15 janvier 2027');
  const state = async () => {
    await coordinator.command('/questionnaire etat');
    return plain(coordinator.read());
  };
  const asks = async () => {
    await paul.command('/evenement voir', { evenement: 'Fête' });
    await paul.press(END);
    return plain(paul.read());
  };
  const ends = () => paul.press(END, { in: 'ne co-organisera plus' });
  return { world: here, coordinator, gil, paul, state, asks, ends };
}

describe.each(platformsInTurn())('an organisation that co-organises no more, on %s,', (platform) => {
  it('is asked about the event no more; its lead is, and what the others answered stays', async () => {
    const { world: here, gil, paul, asks, ends } = await launched(platform);
    // The lead hasn't answered for two weeks.
    for (const day of ['09', '12', '19', '23']) await here.goTo(`2026-11-${day}T10:00:00+01:00`);
    expect(shows(paul, /a-t-il eu lieu/)).toBe(1);
    expect(await asks()).toContain('Ses membres ne répondront plus au questionnaire sur cet événement');
    await ends();
    expect(shows(paul, /a-t-il eu lieu/)).toBe(0);
    expect(shows(paul, /n.est plus un de ceux de votre structure/)).toBe(1);
    expect(shows(gil, /a-t-il eu lieu/)).toBeGreaterThan(0);
    await gil.press('Oui', { in: 'a-t-il eu lieu' });
    expect(shows(paul, /→ Oui/)).toBe(0);
    await paul.command('/questionnaire repondre');
    expect(paul.read()).not.toContain('Fête');
  });

  it('reads no more, in the card of its own event, that the other one of the day is asked about, too', async () => {
    const { world: here, coordinator, paul, asks, ends } = await launched(platform);
    await propose(paul, { title: 'Bal', when: 'dimanche 22 novembre de 10h à 12h' });
    await coordinator.press('Accepter', { in: 'Bal' });
    for (const day of ['09', '12', '19', '23']) await here.goTo(`2026-11-${day}T10:00:00+01:00`);
    expect(shows(paul, /Ensuite, .*Fête/)).toBe(1);
    await asks();
    await ends();
    expect(shows(paul, /Ensuite, .*Fête/)).toBe(0);
  });

  it('counts as one that takes no part, and with its answers once it takes part again', async () => {
    const { world: here, gil, paul, state, asks, ends } = await launched(platform);
    // What nobody has decided on isn't taking part, either.
    await propose(paul, { title: 'Bal', when: 'dimanche 29 novembre de 14h à 18h' });
    await paul.command('/evenement annuler', { evenement: 'Bal' });
    await paul.press("Annuler l'événement");
    await here.goTo('2026-12-01T10:00:00+01:00');
    await paul.command('/questionnaire repondre');
    expect(shows(paul, OWN)).toBeGreaterThan(0);
    expect(await state()).toMatch(/Structures : .* sur 2/);
    expect(await asks()).toContain("ce qu'elle y a déjà répondu est gardé");
    await ends();
    expect(await state()).toMatch(/Structures : .* sur 1/);
    expect(shows(paul, /n.a plus d.événement au programme pour l.instant/)).toBeGreaterThan(0);
    await paul.command('/questionnaire repondre');
    expect(paul.read()).toContain('Aucun questionnaire ne vous attend');

    await gil.command('/evenement coorganiser', { evenement: 'Fête', structure: 'La Ruche' });
    await paul.press('Co-organiser', { in: 'vous propose de co-organiser' });
    expect(await state()).toMatch(/Structures : .* sur 2/);
  });

  it('keeps what it answered in the bilan once the questionnaire is closed, as it is told before', async () => {
    const { world: here, coordinator, state, asks, ends } = await launched(platform);
    await here.goTo('2026-12-01T10:00:00+01:00');
    await coordinator.command('/questionnaire fermer');
    await coordinator.press('Clore');
    const before = (await state()).match(/Structures : .*/)?.[0];
    expect(before).toContain('sur 2');
    expect(await asks()).toContain('Le questionnaire est clos');
    await ends();
    expect((await state()).match(/Structures : .*/)?.[0]).toBe(before);
  });
});
