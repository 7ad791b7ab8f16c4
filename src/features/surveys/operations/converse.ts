import { z } from 'zod';
import { operation } from '../../../access/operation.ts';
import type { Scope } from '../../../access/scope.ts';
import { type Contact, directory } from '../../../access/store.ts';
import { UserError } from '../../../chat/user-error.ts';
import { letGo, sentUnder } from '../../../delivery/outbox.ts';
import { open, stopReminding } from '../ask-sheet.ts';
import { conversationStore } from '../conversation-store.ts';
import { currentSurvey, isWaiting, nextWaiting, sheetsOf } from '../my-sheets.ts';
import { nextStep } from '../rules.ts';
import { answering, questionIn } from '../save-answer.ts';
import { loadSheet, mayAnswer } from '../sheets.ts';
import { surveyStore } from '../store.ts';
import type { AskedSheet, SurveyConversation } from '../survey.ts';
import { ask, goOn, refreshOpening, talkOf } from '../talk.ts';

/** The sheets of this person's organisations that wait for an answer, and those that don't any more. */
export const mySheets = operation({
  name: 'surveys.mine',
  who: 'organiser',
  input: z.object({}),
  async run(scope): Promise<{ readonly waiting: readonly AskedSheet[]; readonly done: readonly AskedSheet[] }> {
    const survey = await currentSurvey(scope);
    const sheets = survey ? await sheetsOf(scope, survey, scope.actor.organisations) : [];
    return {
      waiting: sheets.filter(isWaiting),
      done: sheets.filter((sheet) => !isWaiting(sheet)),
    };
  },
});

/** A sheet this person may answer. Throws UserError for another, and for one that isn't asked yet. */
async function answerable(scope: Scope, questionnaireId: string): Promise<AskedSheet> {
  await surveyStore(scope).lockSheet(questionnaireId);
  const sheet = await loadSheet(scope, questionnaireId);
  if (!mayAnswer(scope.actor, sheet, scope.now, scope.region.timeZone)) throw new UserError('surveys.errors.notYours');
  if (sheet.askedAt === null) throw new UserError('surveys.errors.notYet');
  return sheet;
}

/** Where they are now, which need not be where they were last. */
async function here({ tx, region, now, actor }: Scope): Promise<Contact> {
  const contact = await directory({ tx, region, now }).person(actor.personId);
  if (!contact) throw new UserError('common.errors.notFound');
  return { ...contact, platform: actor.platform, externalId: actor.externalId };
}

/** Their conversation about a sheet, if it can still be written in from where they are. */
async function standing(scope: Scope, sheet: AskedSheet): Promise<SurveyConversation | null> {
  const known = await conversationStore(scope).of(sheet.id, scope.actor.personId);
  if (!known || known.platform !== scope.actor.platform) return null;
  const opening = (await sentUnder(scope, known.deliveryKey)).find(({ key }) => key === known.deliveryKey);
  return opening && opening.status !== 'REFUSED' && opening.status !== 'UNKNOWN' ? known : null;
}

/** Opens this person's own conversation about a sheet, or goes on in it; a complete one has nothing to go on with. */
export const openSheet = operation({
  name: 'surveys.open',
  who: 'organiser',
  input: z.object({ questionnaireId: z.uuid() }),
  async run(scope, { questionnaireId }): Promise<AskedSheet> {
    const sheet = await answerable(scope, questionnaireId);
    const step = nextStep(sheet);
    if (!step) return sheet;
    const known = await standing(scope, sheet);
    if (!known) await open(scope, sheet, await here(scope), [], false);
    // What waited for the end of their quiet hours holds the question.
    else if (!(await letGo(scope, known.deliveryKey))) {
      await ask(scope, await talkOf(scope, sheet, known, await here(scope)), step.question);
    }
    return sheet;
  },
});

/** Opens one answered question again, in this person's own conversation. */
export const fixAnswer = operation({
  name: 'surveys.fix',
  who: 'organiser',
  input: z.object({ questionnaireId: z.uuid(), question: z.string() }),
  async run(scope, { questionnaireId, question: id }): Promise<AskedSheet> {
    const sheet = await answerable(scope, questionnaireId);
    const question = questionIn(sheet, id);
    const contact = await here(scope);
    const conversation = (await standing(scope, sheet)) ?? (await open(scope, sheet, contact, [], false));
    await letGo(scope, conversation.deliveryKey);
    await ask(scope, await talkOf(scope, sheet, conversation, contact), question);
    return sheet;
  },
});

/** [Continuer] in a conversation where somebody else answered the question that waited; takes a refusal back. */
export const continueConversation = operation({
  name: 'surveys.continue',
  who: 'organiser',
  input: z.object({ conversationId: z.uuid() }),
  async run(scope, { conversationId }): Promise<void> {
    const { conversation, sheet } = await answering(scope, conversationId);
    if (sheet.declinedAt !== null) await surveyStore(scope).decline(sheet.id, null);
    const again = await loadSheet(scope, sheet.id);
    for (const one of await conversationStore(scope).ofSheet(sheet.id)) {
      const talk = await talkOf(scope, again, one);
      if (sheet.declinedAt !== null) await refreshOpening(scope, talk);
      if (one.id === conversation.id) await goOn(scope, talk, sheet, () => nextWaiting(scope, scope.actor, sheet.id));
    }
  },
});

/** [Nous ne répondrons pas]: nobody is reminded any more. Answering all the same takes it back. */
export const declineSheet = operation({
  name: 'surveys.decline',
  who: 'organiser',
  input: z.object({ conversationId: z.uuid() }),
  async run(scope, { conversationId }): Promise<void> {
    const { sheet } = await answering(scope, conversationId);
    await surveyStore(scope).decline(sheet.id, scope.actor.personId);
    await stopReminding(scope, sheet.id);
    const declined = await loadSheet(scope, sheet.id);
    for (const conversation of await conversationStore(scope).ofSheet(sheet.id)) {
      await refreshOpening(scope, await talkOf(scope, declined, conversation));
    }
  },
});
