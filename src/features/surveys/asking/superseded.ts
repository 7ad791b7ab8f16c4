import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { Event } from '../../events/event.ts';
import { loadQuestionnaire } from '../questionnaires/load.ts';
import { outlineOf } from '../questionnaires/outline-store.ts';
import { questionnaireStore } from '../questionnaires/questionnaire-store.ts';
import type { Survey, SurveyConversation } from '../survey.ts';
import { noteAskedChanged, stopReminding } from './ask.ts';
import { askedTogetherStore } from './asked-together-store.ts';
import { conversationStore } from './conversation-store.ts';
import { openNextIn } from './next-in-room.ts';
import { withOutsiders } from './outsiders.ts';
import { refreshCard, talksOf } from './talk.ts';

/**
 * Ends the conversations that still ask an organisation why it takes no part although it is asked as one that does, or as
 * one that does although an acceptance was taken back; their cards say so. What was answered there is kept.
 */
export async function endSuperseded(scope: RegionScope, survey: Survey): Promise<void> {
  const superseded = (await outlineOf(scope, survey.id)).filter((one) => one.superseded);
  const all = await conversationStore(scope).ofQuestionnaires(superseded.map(({ id }) => id));
  const ids = new Set(all.filter(isUnderWay).map(({ questionnaireId }) => questionnaireId));
  for (const id of ids) await endConversations(scope, id);
  if (ids.size > 0) await noteAskedChanged(scope, survey.editionId);
}

/** Brings the cards of these questionnaires up to date that ended because they were pointless, and aren't any more. */
export async function showAnew(scope: RegionScope, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const all = await conversationStore(scope).ofQuestionnaire(id);
    const ended = all.filter((one) => one.card !== null && !isUnderWay(one));
    for (const talk of await talksOf(scope, await loadQuestionnaire(scope, id), ended)) await refreshCard(scope, talk);
  }
}

/** Returns whether a conversation still asks something, now or in its turn. */
function isUnderWay({ question, queuedAt, closedAt }: SurveyConversation): boolean {
  return closedAt === null || question !== null || queuedAt !== null;
}

/** Ends what is still asked in a questionnaire that is pointless now, and opens what waits there; its cards say so. */
export async function endConversations(scope: RegionScope, questionnaireId: string): Promise<void> {
  // An answer given at this moment counts as a whole or not at all: whoever answers locks the questionnaire too.
  await questionnaireStore(scope).lock(questionnaireId);
  await stopReminding(scope, questionnaireId);
  await end(scope, questionnaireId, await conversationStore(scope).ofQuestionnaire(questionnaireId));
}

/**
 * Ends the conversations about an event with those who may answer for none of its organisations any more, because theirs
 * co-organises it no more; their cards say so. What they answered stays the event's.
 */
export async function endForFormerCoOrganiser(scope: RegionScope, { id }: Pick<Event, 'id'>): Promise<void> {
  const known = await questionnaireStore(scope).ofEvent(id);
  if (!known) return;
  await questionnaireStore(scope).lock(known.id);
  const all = await conversationStore(scope).ofQuestionnaire(known.id);
  const left = await withOutsiders(scope, await loadQuestionnaire(scope, known.id), all);
  if (left.length > 0) {
    await end(scope, known.id, left);
    await noteAskedChanged(scope, known.survey.editionId);
  }
  await showWithout(scope, known.id);
}

/** Brings the cards up to date that ask for another questionnaire and name this one as asked, too. */
async function showWithout(scope: RegionScope, questionnaireId: string): Promise<void> {
  const all = await askedTogetherStore(scope).alsoAsking(questionnaireId);
  for (const id of new Set(all.map((one) => one.questionnaireId))) {
    const asking = all.filter((one) => one.questionnaireId === id);
    for (const talk of await talksOf(scope, await loadQuestionnaire(scope, id), asking)) await refreshCard(scope, talk);
  }
}

/** Ends those of these conversations that still ask something, and opens what waits where they took place; their cards say so. */
async function end(
  scope: RegionScope,
  questionnaireId: string,
  conversations: readonly SurveyConversation[],
): Promise<void> {
  const ended: SurveyConversation[] = [];
  for (const one of conversations.filter(isUnderWay)) {
    const closed = { ...one, question: null, queuedAt: null, closedAt: one.closedAt ?? scope.now };
    await conversationStore(scope).keep(closed);
    ended.push(closed);
  }
  for (const talk of await talksOf(scope, await loadQuestionnaire(scope, questionnaireId), ended))
    await refreshCard(scope, talk);
  for (const { room } of ended) await openNextIn(scope, room);
}
