import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../../../src/features/surveys/questions/catalogue.ts';
import type { Person } from '../../../../src/playground/person.ts';
import { acceptedEvent, answersOf, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-08T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await launch(world.coordinator.slack);
});
afterAll(() => world?.close());

/** Returns everything that stands on somebody's screen. */
function screenOf(person: Person): string {
  return person
    .screen()
    .map(({ text }) => text)
    .join('\n---\n');
}

describe.each(['slack', 'discord'] as const)('what a colleague answered in private on %s', (platform) => {
  it('can be corrected without being shown where others read too', async () => {
    const ana = world.person(platform, `Ana ${platform}`);
    const bilal = world.person(platform, `Bilal ${platform}`);
    const organisationId = await organisationOf(world, `Les Jardins ${platform}`, [ana, bilal]);
    const startsAt = '2026-11-07T18:00:00+01:00';
    const eventId = await acceptedEvent(world, { title: `Fête ${platform}`, organisationId, by: ana, startsAt });
    const { prisma } = world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow();
    const { id: surveyId } = await prisma.survey.findFirstOrThrow();
    const askedAt = world.clock.now();
    await prisma.questionnaire.create({
      data: { regionId, surveyId, kind: 'EVENT', organisationId, eventId, askedAt },
    });

    await ana.command('/questionnaire repondre');
    if (platform === 'discord') {
      await ana.press('Répondre en privé');
      await world.runDue();
    }
    await ana.press('Oui', { in: 'a-t-il eu lieu' });
    await bilal.command('/questionnaire repondre');
    expect(bilal.read()).toContain('Combien de personnes');
    await ana.say('77');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 77 } });

    // On Slack Bilal is alone with the bot as well; in the organisation's thread moderators read what is shown to him.
    const isSharedPlace = platform === 'discord';
    expect(screenOf(bilal)).toContain(isSharedPlace ? '→ répondu en privé' : '→ 77');
    expect(screenOf(bilal).includes('77')).toBe(!isSharedPlace);
    await bilal.choose('Corriger une réponse', 'Combien de personnes');
    expect(bilal.sees('Ne rien changer')).toBe(true);
    expect(screenOf(bilal).includes('Réponse actuelle : 77')).toBe(!isSharedPlace);
    expect(screenOf(bilal).includes('77')).toBe(!isSharedPlace);
    await bilal.press('Ne rien changer', { in: 'Combien de personnes' });
    expect(screenOf(bilal)).toContain(isSharedPlace ? '→ répondu en privé' : '→ 77');
    expect(screenOf(bilal).includes('77')).toBe(!isSharedPlace);

    // His own answers are read where he gives them.
    await bilal.choose('Corriger une réponse', 'Combien de personnes');
    await bilal.say('80', 'Combien de personnes');
    expect(screenOf(bilal)).toContain('→ 80');
    expect(screenOf(ana)).toContain('→ 80');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 80 } });
  });

  it('is begun anew where others read too, and what was given in private stays out of there', async () => {
    const ana = world.person(platform, `Anna ${platform}`);
    const bilal = world.person(platform, `Basil ${platform}`);
    const organisationId = await organisationOf(world, `Le Verger ${platform}`, [ana, bilal]);
    const { prisma } = world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow();
    const { id: surveyId } = await prisma.survey.findFirstOrThrow();
    const askedAt = world.clock.now();
    const { id: questionnaireId } = await prisma.questionnaire.create({
      data: { regionId, surveyId, kind: 'ORGANISATION', organisationId, askedAt },
    });
    const { personId } = await prisma.membership.findFirstOrThrow({ where: { organisationId } });
    const before = QUESTIONS.organisation.filter(({ id, after }) => after === undefined && id !== 'scales');
    const given = { value: { kind: 'unknown' }, answeredById: personId, answeredAt: askedAt, givenIn: null };
    await prisma.answer.createMany({
      data: before.map(({ id }) => ({ ...given, regionId, questionnaireId, question: id })),
    });

    await ana.command('/questionnaire repondre');
    if (platform === 'discord') {
      await ana.press('Répondre en privé');
      await world.runDue();
    }
    await ana.press('Assez', { in: 'Selon vous, le Mois' });
    await bilal.command('/questionnaire repondre');
    expect(bilal.read()).toContain('Selon vous, le Mois');
    const isSharedPlace = platform === 'discord';
    const judged = "fait connaître l'ESS au grand public : Assez";
    expect(screenOf(bilal).includes(judged)).toBe(!isSharedPlace);
    for (const nth of [0, 1, 2, 3]) {
      if (nth > 0 || isSharedPlace) await bilal.press('Beaucoup', { in: 'Selon vous, le Mois', nth });
    }
    expect(await answersOf(world, { organisationId })).toMatchObject({
      scales: {
        levels: {
          knownToPublic: isSharedPlace ? 'aLot' : 'fairly',
          diversity: 'aLot',
          reachedInhabitants: 'aLot',
          reachedOfficials: 'aLot',
        },
      },
    });
    expect(screenOf(bilal).includes(judged)).toBe(!isSharedPlace);
    // A member reads the organisation's answers only where its members share a thread.
    expect(screenOf(ana).includes(judged)).toBe(!isSharedPlace);
  });
});
