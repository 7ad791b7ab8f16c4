import { afterAll, beforeAll, expect, it } from 'vitest';
import { organiser, plain } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

/** Only Slack has pickers beside the text. */
let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2027-10-01T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2027' });
});
afterAll(() => world?.close());

const rest = { pitch: 'Un bal.', place: 'Salle des fêtes, Laon', contact: 'Ana' };

it('a typed day and a picked hour are one date, as are a picked day and typed hours', async () => {
  const ana = await organiser(world, 'slack', 'Ana', 'Les Jardins');
  await ana.command('/evenement proposer');
  await ana.fill({ ...rest, title: 'Bal', when: 'samedi 13 novembre', 'when~time': '18:30' });
  expect(plain(ana.read())).toContain('samedi 13 novembre 2027 à 18 h 30');
  expect(ana.read()).not.toContain("Il manque l'heure");
  await ana.correct();
  await ana.fill({ when: 'de 14h à 17h', 'when~date': '2027-11-20', 'when~time': '' });
  expect(plain(ana.read())).toContain('samedi 20 novembre 2027 de 14 h à 17 h');
  // What isn't confirmed yet is told with the date as it was typed.
  await ana.command('/mois');
  await ana.press('Abandonner ce texte');
  expect(ana.read()).toContain('Abandonner « Bal » (de 14h à 17h) ?');
});

it('what contradicts itself is refused at the field, and nothing that was given is lost', async () => {
  const bob = await organiser(world, 'slack', 'Bob', 'Recyclerie');
  await bob.command('/evenement proposer');
  await bob.fill({ ...rest, title: 'Bal', when: 'samedi 13 novembre 20h', 'when~time': '18:30' });
  const error = bob.form().errors?.when;
  expect(plain(error ?? '')).toContain('Vous avez écrit « samedi 13 novembre 20h » et choisi 18 h 30');
  await bob.fill({ 'when~time': '20:00' });
  expect(plain(bob.read())).toContain('samedi 13 novembre 2027 à 20 h');
  await bob.correct();
  const value = (name: string) => bob.form().fields.find(({ id }) => id === name)?.value;
  expect([value('when'), value('when~time')]).toEqual([['samedi 13 novembre 20h'], ['20:00']]);
});

it('what the pickers show from before gives what was typed its hour or its day, and yields where the text says it', async () => {
  const cleo = await organiser(world, 'slack', 'Cléo', 'Ressourcerie');
  await cleo.command('/evenement proposer');
  await cleo.fill({ ...rest, title: 'Loto', 'when~date': '2027-11-13', 'when~time': '18:30' });
  await cleo.correct();
  await cleo.fill({ when: 'samedi 20 novembre' });
  expect(plain(cleo.read())).toContain('samedi 20 novembre 2027 à 18 h 30');
  // What was taken from the pickers is text by now, which may be changed like any other.
  await cleo.correct();
  await cleo.fill({ when: 'de 14h à 17h', 'when~date': '2027-11-13' });
  expect(plain(cleo.read())).toContain('samedi 13 novembre 2027 de 14 h à 17 h');

  await cleo.command('/evenement proposer');
  await cleo.fill({ ...rest, title: 'Troc', 'when~date': '2027-11-13', 'when~time': '18:30' });
  await cleo.correct();
  await cleo.fill({ when: 'de 9h à 12h' });
  expect(plain(cleo.read())).toContain('samedi 13 novembre 2027 de 9 h à 12 h');
});
