import { z } from 'zod';
import { withOneMore } from '../../../../access/contacts/departure.ts';
import { type Contact, directory } from '../../../../access/contacts/directory-store.ts';
import { operation } from '../../../../access/operation/operation.ts';
import type { Scope } from '../../../../access/operation/scope.ts';
import type { RegionScope } from '../../../../access/region/region-scope.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { departureUnder, releaseHeld, standingOf } from '../../../../delivery/outbox/index.ts';
import { movePlanned, openSurveyConversation } from '../../asking/ask.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { openNextIn } from '../../asking/next-in-room.ts';
import { roomStore } from '../../asking/room-store.ts';
import { isOpeningSentOrPending, organisationIn, roomOf, takeTurn } from '../../asking/rooms.ts';
import { continueOrEnd, refreshCard, showCard, talkOf, talksOf, withState } from '../../asking/talk.ts';
import { answeringOrganisations, loadQuestionnaire, mayAnswer } from '../../questionnaires/load.ts';
import { questionnaireStore } from '../../questionnaires/questionnaire-store.ts';
import { nextStep } from '../../questionnaires/rules.ts';
import { currentSurvey, isWaiting, nextWaiting, questionnairesOf } from '../../questionnaires/waiting.ts';
import type { Opened, Questionnaire, SurveyConversation } from '../../survey.ts';
import { checkStillAsked, lockAnsweredConversation, questionIn } from '../save-answer.ts';

/** Returns the questionnaires of this person's organisations: those to answer, and those that are done. */
export const myQuestionnaires = operation({
  name: 'surveys.mine',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<{ readonly waiting: readonly Questionnaire[]; readonly done: readonly Questionnaire[] }> {
    const survey = await currentSurvey(scope);
    const questionnaires = survey ? await questionnairesOf(scope, survey, scope.actor.organisations) : [];
    return {
      waiting: questionnaires.filter(isWaiting),
      done: questionnaires.filter((questionnaire) => !isWaiting(questionnaire)),
    };
  },
});

/** Locks and loads a questionnaire. Throws UserError when this person may not answer it, or it isn't asked yet, or not any more. */
export async function answerable(scope: Scope, questionnaireId: string): Promise<Questionnaire> {
  await questionnaireStore(scope).lock(questionnaireId);
  const questionnaire = await loadQuestionnaire(scope, questionnaireId);
  if (!mayAnswer(scope.actor, questionnaire, scope.now, scope.region.timeZone))
    throw new UserError('surveys.errors.notYours');
  checkStillAsked(questionnaire);
  return questionnaire;
}

/** Returns the actor as a contact on the platform they act from, which needn't be where they were last seen. */
export async function contactHere({ tx, region, now, actor }: Scope): Promise<Contact> {
  const contact = await directory({ tx, region, now }).acting(actor);
  if (!contact) throw new UserError('common.errors.notFound');
  return contact;
}

/** Returns the id of the actor's organisation that answers the questionnaire; null when they answer for another. */
function organisationOf(scope: Scope, questionnaire: Questionnaire): string | null {
  const answering = answeringOrganisations(questionnaire, scope.now, scope.region.timeZone);
  return scope.actor.organisations.find(({ id }) => answering.includes(id))?.id ?? null;
}

/**
 * Returns an existing conversation about the questionnaire that the person can write in from here, their own or their
 * organisation's; null when there is none.
 */
async function standing(
  scope: Scope,
  questionnaire: Questionnaire,
  contact: Contact,
): Promise<SurveyConversation | null> {
  const store = conversationStore(scope);
  const own = await store.of(questionnaire.id, contact.personId);
  if (own?.platform === contact.platform && (await isOpeningSentOrPending(scope, own))) return own;
  const room = roomOf(contact, organisationOf(scope, questionnaire));
  const shared =
    organisationIn(room) === null || room === null
      ? null
      : await roomStore(scope).ofQuestionnaireIn(questionnaire.id, room);
  return shared && (await isOpeningSentOrPending(scope, shared)) ? shared : null;
}

/**
 * Returns the outcome of opening a questionnaire, with when the messages just stored in its conversation leave. `freed`
 * means that its opening was held until now.
 */
export async function openedIn(
  scope: RegionScope,
  questionnaire: Questionnaire,
  { room, card, deliveryKey }: SurveyConversation,
  { freed = false, channel = null }: { readonly freed?: boolean; readonly channel?: string | null } = {},
): Promise<Opened> {
  const leaves = await departureUnder(scope, card ?? deliveryKey);
  const inThread = organisationIn(room) !== null;
  return {
    questionnaire,
    channel,
    inThread,
    leaves: freed ? withOneMore(leaves, inThread ? 'organisation' : 'private') : leaves,
  };
}

/** Returns the channel in which the conversation's card stands; null as long as it stands nowhere. */
async function channelOf(scope: RegionScope, { card }: SurveyConversation): Promise<string | null> {
  return card === null ? null : ((await standingOf(scope, card))?.channel ?? null);
}

function openHere(scope: Scope, questionnaire: Questionnaire, contact: Contact): Promise<SurveyConversation> {
  return openSurveyConversation(scope, questionnaire, contact, {
    organisationId: organisationOf(scope, questionnaire),
    unsolicited: false,
  });
}

/** Opens a questionnaire for this person, or continues it. A complete one isn't opened. */
export const openQuestionnaire = operation({
  name: 'surveys.open',
  who: 'organiser',
  journal: { silent: 'is a message' },
  input: z.object({ questionnaireId: z.uuid() }),
  async run(scope, { questionnaireId }): Promise<Opened> {
    const questionnaire = await answerable(scope, questionnaireId);
    const step = nextStep(questionnaire);
    if (!step) return { questionnaire, channel: null, inThread: false, leaves: null };
    const contact = await contactHere(scope);
    const known = await standing(scope, questionnaire, contact);
    if (!known) return openedIn(scope, questionnaire, await openHere(scope, questionnaire, contact));
    const its = await takeTurn(scope, known);
    // An opening that was held during quiet hours already contains the question.
    const freed = await releaseHeld(scope, its.deliveryKey);
    const channel = await channelOf(scope, known);
    const talk = withState(await talkOf(scope, questionnaire, its), { question: step.question.id, closedAt: null });
    const shown = freed ? talk : await showCard(scope, talk, { anew: true, inThread: false });
    return openedIn(scope, questionnaire, shown.conversation, { freed, channel });
  },
});

/** Asks an answered question again. */
export const reopenQuestion = operation({
  name: 'surveys.fix',
  who: 'organiser',
  journal: { silent: 'is a message' },
  input: z.object({ questionnaireId: z.uuid(), question: z.string() }),
  async run(scope, { questionnaireId, question: id }): Promise<Opened> {
    const questionnaire = await answerable(scope, questionnaireId);
    const question = questionIn(questionnaire, id);
    const contact = await contactHere(scope);
    const known = await standing(scope, questionnaire, contact);
    const conversation = known ? await takeTurn(scope, known) : await openHere(scope, questionnaire, contact);
    const freed = await releaseHeld(scope, conversation.deliveryKey);
    const channel = known && (await channelOf(scope, known));
    const talk = withState(await talkOf(scope, questionnaire, conversation), { question: question.id });
    // A card that hasn't left yet is the only one there.
    const shown = await showCard(scope, talk, { anew: known !== null && !freed, inThread: false });
    return openedIn(scope, questionnaire, shown.conversation, { freed, channel });
  },
});

/**
 * [Continuer] goes on in a conversation whose waiting question somebody else has answered. It also takes a refusal
 * back.
 */
export const continueConversation = operation({
  name: 'surveys.continue',
  who: 'organiser',
  journal: { silent: 'is a message' },
  input: z.object({ conversationId: z.uuid() }),
  async run(scope, { conversationId }): Promise<void> {
    const { conversation: there, questionnaire } = await lockAnsweredConversation(scope, conversationId);
    checkStillAsked(questionnaire);
    if (questionnaire.declinedAt !== null) await questionnaireStore(scope).decline(questionnaire.id, null);
    const conversation = await takeTurn(scope, there);
    const again = await loadQuestionnaire(scope, questionnaire.id);
    if (questionnaire.declinedAt !== null) await movePlanned(scope, [again]);
    const all = await conversationStore(scope).ofQuestionnaire(questionnaire.id);
    const told = all.filter(
      ({ id, card }) => id === conversation.id || (card !== null && questionnaire.declinedAt !== null),
    );
    for (const talk of await talksOf(scope, again, told)) {
      if (talk.conversation.id !== conversation.id) await refreshCard(scope, talk);
      else if (await continueOrEnd(scope, talk, {}, () => nextWaiting(scope, scope.actor, questionnaire.id)))
        await openNextIn(scope, conversation.room);
    }
  },
});
