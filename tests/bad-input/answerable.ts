import type { Person } from '../../src/playground/person.ts';
import type { Platform } from '../support/platforms.ts';
import type { World } from '../support/world.ts';
import { event, type Setting } from './forms.ts';

/** Answers after which every question that a form of the survey is about is asked. */
const GIVEN = { coverage: { kind: 'choice', option: 'yes' }, siteLink: { kind: 'choice', option: 'yes' } };

/**
 * Brings in somebody who may do everything, with an event, and a survey that waits for their organisation's answers.
 */
export async function answerable(world: World, platform: Platform): Promise<Setting> {
  const { prisma } = world.database;
  const person = world.coordinator[platform];
  await person.command('/structure creer', { nom: `Les Jardins de ${platform}` });
  const { id: editionId } = await prisma.edition.findFirstOrThrow({ where: { status: 'OPEN' } });
  const { questionnaireId, personId, regionId, organisationId } = await asked(world, person, GIVEN);
  const { id: conversationId } = await prisma.surveyConversation.findFirstOrThrow({ where: { questionnaireId } });
  const setting = { world, regionId, editionId, organisationId, person, personId, conversationId };
  await event(setting, 'ACCEPTED');
  return setting;
}

/**
 * Lets a survey wait for the answers of this person's organisation, which has begun to answer; `answers` are those
 * given before.
 */
export async function asked(world: World, person: Person, answers: Readonly<Record<string, object>> = {}) {
  const { prisma } = world.database;
  const { personId, regionId } = await prisma.identity.findFirstOrThrow({ where: { externalId: person.user.id } });
  const { id: editionId } = await prisma.edition.findFirstOrThrow({ where: { status: 'OPEN' } });
  const { organisationId } = await prisma.membership.findFirstOrThrow({ where: { personId } });
  const at = world.clock.now();
  const survey =
    (await prisma.survey.findFirst()) ??
    (await prisma.survey.create({
      data: { regionId, editionId, closesOn: new Date('2027-01-15'), launchedAt: at, launchedById: personId },
    }));
  const { id: questionnaireId } = await prisma.questionnaire.create({
    data: { regionId, surveyId: survey.id, kind: 'ORGANISATION', organisationId, askedAt: at },
  });
  await prisma.answer.createMany({
    data: Object.entries(answers).map(([question, value]) => ({
      ...{ regionId, questionnaireId, question, value, answeredById: personId, answeredAt: at },
    })),
  });
  await person.command('/questionnaire repondre');
  return { questionnaireId, personId, regionId, organisationId };
}
