import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { member } from '../../support/announcements.ts';
import { giveDataContact } from '../../support/data-contact.ts';
import { propose } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { both, platformsInTurn } from '../../support/platforms.ts';
import { LOOKS_WHAT_IS_DUE, recordStatements } from '../../support/statements.ts';
import { acceptedEvent, launch } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ at: '2026-10-05T09:00:00+02:00' });
  await giveDataContact(world.coordinator.slack);
});
afterEach(() => world?.close());

const openEdition = () => world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });

/** Returns the buttons of what is new, in reading order. */
const buttons = (reader: Person) =>
  reader.news.flatMap(({ controls }) => controls.flatMap((one) => (one.kind === 'button' ? [one] : [])));
const labels = (reader: Person) => buttons(reader).map(({ label }) => label);
const standingOut = (reader: Person) =>
  buttons(reader).flatMap(({ label, style }) => (style === 'primary' ? label : []));

const idOf = async (name: string) =>
  (await world.database.prisma.organisation.findFirstOrThrow({ where: { name } })).id;

describe.each(platformsInTurn())('one word is enough on %s', (platform) => {
  test('an organiser whom nothing waits for is offered to propose, and all the rest a press away', async () => {
    await openEdition();
    const ana = await member(world, platform, `Ana ${platform}`, `Le Fournil ${platform}`, 'Amiens');
    await ana.command('/mois');
    expect(ana.read()).not.toContain('Ce qui vous attend');
    expect(labels(ana)).toEqual(['Proposer un événement', 'Tout le reste']);
    expect(standingOut(ana)).toEqual(['Proposer un événement']);
    await ana.press('Tout le reste');
    expect(labels(ana)).toContain('Réunions');
    await ana.press('Retour au menu');
    expect(labels(ana)).toEqual(['Proposer un événement', 'Tout le reste']);
  });

  test('dates of another year are told with it, and what isn’t shown is counted by its name', async () => {
    await openEdition();
    const name = `La Fabrique ${platform}`;
    const bea = await member(world, platform, `Béa ${platform}`, name, 'Amiens');
    const organisationId = await idOf(name);
    const days = ['2026-11-14', '2026-11-15', '2026-11-16', '2026-11-17', '2027-01-09', '2027-01-10'];
    for (const day of days) {
      await acceptedEvent(world, { organisationId, by: bea, title: `Le ${day}`, startsAt: `${day}T14:00:00+01:00` });
    }
    for (const asker of ['Ida', 'Jo', 'Lou']) {
      await world.person(platform, `${asker} ${platform}`).command('/structure rejoindre', { structure: name });
    }
    await bea.command('/mois');
    expect(bea.read()).toContain('sam. 14 nov. ');
    expect(bea.read()).toContain('samedi 9 janvier 2027');
    expect(bea.read()).toContain('et un autre événement');
    expect(bea.read()).toContain('Une autre chose vous attend');
  });

  test('an organiser reads what waits for them, what is theirs and the next date; each is a press away', async () => {
    await openEdition();
    const coordinator = world.coordinator[platform];
    const name = `Le Moulin ${platform}`;
    const zoe = await member(world, platform, `Zoé ${platform}`, name, 'Amiens');
    const startsAt = '2026-11-14T14:00:00+01:00';
    const organisationId = await idOf(name);
    await acceptedEvent(world, { organisationId, by: zoe, title: `Portes ouvertes ${platform}`, startsAt });
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
    const meeting = { titre: `Préparation ${platform}`, date: 'mardi 20 octobre de 14h à 16h', lieu: 'Amiens' };
    await coordinator.command('/reunion programmer', meeting);
    await coordinator.press('Annoncer la réunion');
    await coordinator.command('/reunion programmer', { ...meeting, date: 'mardi 27 octobre de 14h à 16h' });
    await coordinator.press('Annoncer la réunion');

    await zoe.command('/mois');
    const read = zoe.read();
    expect(read).toContain('Ce qui vous attend :');
    expect(read).toContain(`Réunion « Préparation ${platform} », mardi 20 octobre 2026`);
    expect(read).toMatch(/Le kit de communication \(version \d\) devait vous parvenir le lundi 5 octobre 2026/i);
    expect(read).toMatch(new RegExp(`\\d+\\. Portes ouvertes ${platform} : \\d+ rubriques? remplies? sur \\d+`, 'i'));
    expect(read).toContain('Vos événements :');
    expect(read).toMatch(new RegExp(`Portes ouvertes ${platform} · accepté`));
    expect(read).toContain(`Prochaine date : mardi 20 octobre 2026`);
    expect(standingOut(zoe)).toEqual(['Je viens']);

    expect(read).toContain('Une autre réunion attend aussi votre réponse');

    await zoe.press('Je viens', { in: 'Ce qui vous attend' });
    await zoe.command('/mois');
    expect(zoe.read()).toContain('mardi 27 octobre 2026');
    expect(zoe.read()).not.toContain('Une autre réunion');
    await zoe.press('Je viens', { in: 'Ce qui vous attend' });
    await zoe.command('/mois');
    expect(zoe.read()).not.toContain('viendrez-vous');
    expect(standingOut(zoe)).toEqual(["J'ai bien reçu le kit"]);
    await zoe.press("J'ai bien reçu le kit");
    await zoe.command('/mois');
    expect(zoe.read()).not.toContain('Le kit de communication');
    expect(zoe.read()).toMatch(/Kit bien reçu le .*5 octobre 2026/);
    expect(labels(zoe)).toContain('Recevoir le kit à nouveau');
    expect(standingOut(zoe)).toEqual(['Compléter la fiche']);
    // Their colleague has collected it; the meeting is each one's own to answer.
    await zoe.press('Compléter la fiche');
    expect(zoe.form().title).toContain('Compléter');
    await world.platforms[platform].dismiss(zoe.user.id);
  });

  test('an organiser reads how many questionnaires wait for their answers, and answers from there', async () => {
    await openEdition();
    const name = `Le Verger ${platform}`;
    const lou = await member(world, platform, `Lou ${platform}`, name, 'Amiens');
    const given = { organisationId: await idOf(name), by: lou, startsAt: '2026-11-14T14:00:00+01:00' };
    for (const title of ['Fête', 'Bal']) await acceptedEvent(world, { ...given, title: `${title} ${platform}` });
    await launch(world.coordinator.slack);
    await world.goTo('2026-11-15T10:00:00+01:00');
    await lou.command('/mois');
    expect(lou.read()).toContain('2 questionnaires attendent vos réponses.');
    expect(standingOut(lou)).toEqual(['Répondre au questionnaire']);
    expect(lou.read()).toMatch(
      /Vos événements passés : Fête .*14 nov.* et Bal .*Il vous reste 2 questionnaires à remplir\./,
    );
    await lou.press('Répondre au questionnaire', { in: 'Ce qui vous attend' });
    for (const title of ['Fête', 'Bal']) expect(lou.read()).toContain(`${title} ${platform} · 0 sur 4`);
    await lou.press(`Répondre : Fête ${platform}`);
    expect(lou.look()).toContain('a-t-il eu lieu');
  });

  test('what they were asked, and who asks to join them, comes first, with its buttons', async () => {
    await openEdition();
    const coordinator = world.coordinator[platform];
    const hugo = await member(world, platform, `Hugo ${platform}`, `La Ruche ${platform}`, 'Amiens');
    await propose(hugo, { title: `Repas partagé ${platform}` });
    await hugo.command('/mois');
    expect(hugo.read()).not.toContain('Ce qui vous attend');
    expect(hugo.read()).toContain(`Repas partagé ${platform} · proposé`);
    await coordinator.press('Demander une précision', { in: `Repas partagé ${platform}` });
    await coordinator.fill({ question: 'Combien de places ?' });
    const iris = world.person(platform, `Iris ${platform}`);
    await iris.command('/structure rejoindre', { structure: `La Ruche ${platform}` });

    await hugo.command('/mois');
    expect(hugo.read()).toContain(`La coordination attend une précision sur l'événement`);
    expect(hugo.read()).toContain(`Iris ${platform} demande à rejoindre votre structure (La Ruche ${platform}).`);
    expect(standingOut(hugo)).toEqual(['Répondre']);
    await hugo.press('Confirmer');
    expect(hugo.read()).toContain(`Iris ${platform}`);
    await hugo.press('Répondre');
    await hugo.fill({ answer: 'Trente.' });
    await hugo.command('/mois');
    expect(hugo.read()).not.toContain('attend une précision');
    expect(hugo.read()).not.toContain('demande à rejoindre');
  });
});

test('those who coordinate read in one line what waits, each a press away, and nothing that can not be done now', async () => {
  const { slack, discord } = world.coordinator;
  await slack.command('/mois');
  expect(slack.read()).toContain('À faire : une édition à ouvrir.');
  expect(labels(slack)).toEqual(['Ouvrir une édition', 'Tout le reste']);
  await openEdition();
  for (const reader of [slack, discord]) {
    await reader.command('/mois');
    expect(reader.read()).toContain("Rien n'attend la coordination pour l'instant.");
    expect(standingOut(reader)).toEqual(['Tout le reste']);
  }
  for (const platform of both) {
    const ana = await member(world, platform, `Ana ${platform}`, `Le Fournil ${platform}`, 'Amiens');
    await propose(ana, { title: `Fournil ouvert ${platform}` });
    const asking = world.person(platform, `Max ${platform}`);
    await asking.command('/structure rejoindre', { structure: `Le Fournil ${platform}` });
  }
  for (const reader of [slack, discord]) {
    await reader.command('/mois');
    expect(reader.read()).toContain('À faire : 2 propositions, 2 demandes.');
    expect(standingOut(reader)).toEqual(['Examiner les propositions']);
    await reader.press('Voir les demandes');
    expect(reader.read()).toMatch(/Max \w+ demande/);
    await reader.command('/mois');
    await reader.press('Examiner les propositions');
    expect(reader.read()).toContain('Fournil ouvert discord');
  }
  for (const _ of both) {
    await slack.command('/evenement file');
    await slack.press('Accepter', { in: 'Fournil ouvert' });
  }

  // From three days before the first event on, when that is proposed too, the survey is to be launched.
  await world.goTo('2026-11-11T09:59:00+01:00');
  await slack.command('/mois');
  expect(slack.read()).toContain('À faire : 2 demandes.');
  await world.goTo('2026-11-11T10:00:00+01:00');
  await slack.command('/mois');
  expect(slack.read()).toContain('À faire : 2 demandes, questionnaire à lancer.');
  await launch(slack);
  await slack.command('/chiffres afficher');
  // Once all reminders of an event's questionnaire have left, calling is what remains.
  await world.goTo('2026-11-15T10:00:00+01:00');
  await discord.command('/mois');
  expect(discord.read()).not.toContain('à appeler');
  for (const day of [18, 25, 26]) await world.goTo(`2026-11-${day}T10:00:00+01:00`);
  await discord.command('/mois');
  expect(discord.read()).toContain('À faire : 2 demandes, 2 à appeler');
  expect(discord.read()).not.toContain('questionnaire à lancer');
  await discord.press('Qui appeler');
  expect(discord.read()).toContain('Le Fournil slack');

  const visitor = world.person('slack', 'Violette');
  await visitor.command('/mois');
  expect(visitor.read()).not.toContain('À faire');
});

test.each(platformsInTurn())(
  'they learn how old the tally is that has not been brought up to date, on %s',
  async (platform) => {
    const reader = world.coordinator[platform];
    await openEdition();
    await reader.command('/chiffres afficher');
    await world.goTo('2026-10-06T18:00:00+02:00');
    await reader.command('/mois');
    expect(reader.read()).not.toContain('chiffres vieux');
    // The bot is off for three evenings.
    world.clock.set('2026-10-09T10:00:00+02:00');
    await reader.command('/mois');
    expect(reader.read()).toContain('À faire : chiffres vieux de 3 jours.');
    await reader.press('Afficher les chiffres ici');
    await reader.command('/mois');
    expect(reader.read()).not.toContain('chiffres vieux');
  },
);

test('it asks as much of the database with thirty events and questionnaires of theirs as with one', async () => {
  const recording = recordStatements();
  const there = await startWorld({ at: '2026-11-20T09:00:00+01:00' });
  await giveDataContact(there.coordinator.slack);
  try {
    const { slack } = there.coordinator;
    await slack.command('/edition ouvrir', { annee: '2026' });
    const ana = await member(there, 'slack', 'Ana', 'Le Fournil', 'Amiens');
    const { id: organisationId } = await there.database.prisma.organisation.findFirstOrThrow();
    const given = { organisationId, by: ana, startsAt: '2026-11-14T14:00:00+01:00' };
    const later = { ...given, startsAt: '2026-11-28T14:00:00+01:00' };
    await acceptedEvent(there, { ...given, title: 'Premier' });
    await acceptedEvent(there, { ...later, title: 'Premier à venir' });
    await launch(slack);
    const asked = async (reader: Person) => {
      recording.taken();
      await reader.command('/mois');
      return recording.taken().filter(({ text }) => /^\s*SELECT/i.test(text) && !LOOKS_WHAT_IS_DUE.test(text)).length;
    };
    /** Returns the least of three times: what a sender or a mark does meanwhile comes on top, and never takes any away. */
    const least = async (reader: Person) => Math.min(await asked(reader), await asked(reader), await asked(reader));
    const before = [await least(ana), await least(slack)];
    for (let number = 1; number < 30; number += 1) {
      const eventId = await acceptedEvent(there, { ...given, title: `Numéro ${number}` });
      await acceptedEvent(there, { ...later, title: `À venir ${number}` });
      const survey = await there.database.prisma.survey.findFirstOrThrow();
      await there.database.prisma.questionnaire.create({
        data: {
          ...{ regionId: survey.regionId, surveyId: survey.id, kind: 'EVENT', organisationId, eventId },
          askedAt: there.clock.now(),
        },
      });
    }
    const after = [await least(ana), await least(slack)];
    expect(ana.read()).toContain('questionnaires attendent vos réponses');
    expect(after).toEqual(before);
  } finally {
    recording.stop();
    await there.close();
  }
});
