import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { held, organiser, proposal, proposing, reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  // This day is a Wednesday.
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('a date typed on %s', (platform) => {
  let ana: Person;
  let amy: Person;
  beforeAll(async () => {
    ana = await organiser(world, platform, 'Ana');
    amy = await organiser(world, platform, 'Amy', { locale: 'en' });
  });

  /** Checks that the form opens again with everything that was typed. */
  async function keeps(person: Person, typed: string): Promise<void> {
    await person.correct(person.sees('Corriger') ? 'Corriger' : 'Correct');
    expect(held(person, 'when')).toBe(typed);
    expect(held(person, 'pitch')).toBe(proposal.phrase);
    await person.platform.dismiss(person.user.id);
  }

  it('in the past: says so, with a date to come as an example', async () => {
    await proposing(ana, { date: 'hier 14h' });
    expect(reads(ana)).toContain(
      '« hier 14h » est déjà passé. Donnez une date à venir, par exemple : samedi 7 novembre 2026 18 h 30-20 h.',
    );
    await keeps(ana, 'hier 14h');
    await proposing(amy, { date: 'yesterday 2pm' });
    expect(reads(amy)).toContain('“yesterday 2pm” has already gone by. Give a date to come, for example: Saturday');
    await keeps(amy, 'yesterday 2pm');
  });

  it('that reads two ways, « samedi prochain » on a Wednesday: both can be picked', async () => {
    await proposing(ana, { date: 'samedi prochain 14h' });
    expect(reads(ana)).toContain(
      '« samedi prochain 14h » peut se lire de plusieurs façons. Choisissez la date que vous vouliez dire, ou corrigez.',
    );
    await ana.choose('Choisir', 'samedi 26 septembre 2026');
    expect(reads(ana)).toContain('Quand samedi 26 septembre 2026 à 14 h');
    await proposing(amy, { date: 'next Saturday at 2pm' });
    expect(reads(amy)).toContain('“next Saturday at 2pm” can be read in several ways. Choose the date you meant');
    await amy.choose('Choose', 'Saturday 19 September 2026');
    expect(reads(amy)).toContain('When Saturday 19 September 2026, 2 pm');
  });

  it.each([
    ['« 20 h 15 »', '14 novembre à 20 h 15', 'samedi 14 novembre 2026 à 20 h 15'],
    ['« à midi »', '14 novembre à midi', 'samedi 14 novembre 2026 à 12 h'],
    [
      '« et » between two dates',
      '14 novembre à 18h et 21 novembre à 20h',
      'samedi 14 novembre 2026 à 18 h et samedi 21 novembre 2026 à 20 h',
    ],
  ])('with %s: is shown back in full', async (_, date, understood) => {
    await proposing(ana, { date });
    expect(reads(ana)).toContain(`Quand ${understood}`);
    await keeps(ana, date);
  });

  it.each(['20 h 15', 'à midi'])('that is an hour alone, « %s »: the day is asked for', async (date) => {
    await proposing(ana, { date });
    expect(reads(ana)).toContain(`Il manque le jour dans « ${date} ». Écrivez par exemple : samedi 7 novembre 2026`);
    await keeps(ana, date);
  });

  it('with an end before its start: the other way round is offered', async () => {
    const date = '14 novembre de 18h à 14h';
    await proposing(ana, { date });
    expect(reads(ana)).toContain(`Dans « ${date} », la fin vient avant le début. Si c'était l'inverse, choisissez la`);
    await keeps(ana, date);
    await ana.choose('Choisir', 'samedi 14 novembre');
    expect(reads(ana)).toContain('Quand samedi 14 novembre 2026 de 14 h à 18 h');
    await proposing(amy, { date: '14 November 6pm to 15 November 8am, 20 November 6pm to 19 November 8am' });
    expect(reads(amy)).toContain(
      'the end comes before the start. If it was the other way round, choose the date below',
    );
  });

  it('in the hour that the clock skips: says that it does not exist, and why', async () => {
    await proposing(ana, { date: '28 mars 2027 02:30' });
    expect(reads(ana)).toContain("L'heure de « 28 mars 2027 02:30 » n'existe pas : cette nuit-là, on passe à l'heure");
    expect(reads(ana)).toContain("Choisissez l'heure proposée ci-dessous, ou corrigez.");
    await keeps(ana, '28 mars 2027 02:30');
    await ana.choose('Choisir', 'dimanche 28 mars 2027');
    expect(reads(ana)).toContain('Quand dimanche 28 mars 2027 à 3 h 30');
    await proposing(amy, { date: '28 March 2027 02:30' });
    expect(reads(amy)).toContain("The time of “28 March 2027 02:30” doesn't exist: that night the clocks go forward");
    // The night has gone by, so another hour of it would be no help.
    await proposing(ana, { date: '29 mars 2026 02:30' });
    expect(reads(ana)).toContain('« 29 mars 2026 02:30 » est déjà passé.');
  });

  it('in the hour that comes twice: says which of the two is meant', async () => {
    await proposing(ana, { date: '25 octobre 2026 02:30' });
    expect(reads(ana)).toContain("Quand dimanche 25 octobre 2026 à 2 h 30 (heure d'été)");
    await keeps(ana, '25 octobre 2026 02:30');
    await proposing(amy, { date: '25 October 2026 2.30am' });
    expect(reads(amy)).toContain('When Sunday 25 October 2026, 2.30 am (summer time)');
  });

  it.each([
    ['only emoji', '🎉🎊👩‍👩‍👧‍👦'],
    ['right-to-left text', 'شهر الاقتصاد الاجتماعي'],
    ['a mention of everybody', '@everyone'],
  ])('that is %s: is said back as typed, with an example', async (_, date) => {
    await proposing(ana, { date });
    expect(reads(ana)).toContain(`Je n'ai pas compris la date « ${date} ». Écrivez par exemple : samedi 7 novembre`);
    await keeps(ana, date);
  });
});
