import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../../../src/features/surveys/questions/catalogue.ts';
import type { SeenSelect } from '../../../../src/playground/local-platform.ts';
import type { Person } from '../../../../src/playground/person.ts';
import { answersOf, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

// On Discord alone members share a thread: on Slack each of them answers alone with the bot.
let world: World;
let number = 0;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-08T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await launch(world.coordinator.slack);
});
afterAll(() => world?.close());

/** Ana answers this question in private; then Bilal is asked it in the thread of their organisation. */
async function asked(questionId: string, answer: (ana: Person) => Promise<void>) {
  number += 1;
  const ana = world.person('discord', `Ana ${number}`);
  const bilal = world.person('discord', `Bilal ${number}`);
  const organisationId = await organisationOf(world, `Les Prés ${number}`, [ana, bilal]);
  const { prisma } = world.database;
  const { id: regionId } = await prisma.region.findFirstOrThrow();
  const { id: surveyId } = await prisma.survey.findFirstOrThrow();
  const { personId } = await prisma.membership.findFirstOrThrow({ where: { organisationId } });
  const answeredAt = world.clock.now();
  const { id: questionnaireId } = await prisma.questionnaire.create({
    data: { regionId, surveyId, kind: 'ORGANISATION', organisationId, askedAt: answeredAt },
  });
  const given = { value: { kind: 'unknown' }, answeredById: personId, answeredAt, givenIn: null };
  const others = QUESTIONS.organisation.filter(({ id, after }) => after === undefined && id !== questionId);
  await prisma.answer.createMany({
    data: others.map(({ id }) => ({ ...given, regionId, questionnaireId, question: id })),
  });
  await ana.command('/questionnaire repondre');
  await ana.press('Répondre en privé');
  await world.runDue();
  await answer(ana);
  await bilal.command('/questionnaire repondre');
  return { bilal, organisationId };
}

function openList(person: Person): SeenSelect {
  const controls = person.screen().flatMap(({ controls }) => controls);
  const list = controls.findLast((one) => one.kind === 'select' && one.placeholder.includes('choix'));
  if (list?.kind !== 'select') throw new Error(`no list: ${person.read()}`);
  return list;
}

async function chooseThree(person: Person): Promise<void> {
  for (const nth of [0, 1, 2]) {
    const { placeholder, options } = openList(person);
    await person.choose(placeholder, options[nth]?.label ?? '');
  }
}

describe('a ranking that was begun in private', () => {
  const begin = (ana: Person) => ana.choose('1er choix', "Nous positionner dans l'ESS");

  it('is begun anew in the thread: nothing tells there what was chosen', async () => {
    const { bilal } = await asked('reasons', begin);
    await bilal.say("Nous positionner dans l'ESS régionale", 'Pourquoi');
    const screen = bilal.screen().map(({ text }) => text);
    expect(screen.join('\n')).not.toContain('déjà choisi');
  });

  it('is brought to its end by the list of the thread', async () => {
    const { bilal, organisationId } = await asked('reasons', begin);
    await chooseThree(bilal);
    expect(await answersOf(world, { organisationId })).toMatchObject({ reasons: { done: true } });
  });

  it('counts in the thread what was chosen alone too, when it is chosen there as well', async () => {
    const { bilal, organisationId } = await asked('reasons', begin);
    await begin(bilal);
    await bilal.choose('2e choix', 'Nouer des contacts');
    await bilal.choose('3e choix', 'Autre');
    expect(await answersOf(world, { organisationId })).toMatchObject({
      reasons: { order: ['position', 'contacts', 'other'], done: true },
    });
  });
});

it('a ranking that was ended in private is corrected whole in the thread', async () => {
  const { bilal, organisationId } = await asked('reasons', (ana) => ana.say('1, 2, 3'));
  if (bilal.sees('Voir mes réponses')) await bilal.press('Voir mes réponses');
  await bilal.choose('Corriger une réponse', 'Pourquoi');
  await chooseThree(bilal);
  expect(await answersOf(world, { organisationId })).toMatchObject({ reasons: { done: true } });
});

it('what is typed in the thread judges the statement that is asked there', async () => {
  const { bilal, organisationId } = await asked('scales', (ana) => ana.press('Assez', { in: 'Selon vous, le Mois' }));
  await bilal.say('Beaucoup', 'Selon vous, le Mois');
  expect(await answersOf(world, { organisationId })).toMatchObject({ scales: { levels: { knownToPublic: 'aLot' } } });
});
