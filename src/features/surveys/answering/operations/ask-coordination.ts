import { z } from 'zod';
import type { Departure } from '../../../../access/contacts/departure.ts';
import { type Contact, directory } from '../../../../access/contacts/directory-store.ts';
import type { Deed } from '../../../../access/journal/entry.ts';
import { writeJournal } from '../../../../access/journal/journal-store.ts';
import { enforceLimit } from '../../../../access/operation/limits.ts';
import { operation } from '../../../../access/operation/operation.ts';
import type { RegionScope } from '../../../../access/region/region-scope.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { departureUnder, editUnder, wordsForHolder } from '../../../../delivery/outbox/index.ts';
import { tellCoordinators } from '../../../regions/tell-coordinators.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { organisationIn } from '../../asking/rooms.ts';
import { postInConversation, talkOf } from '../../asking/talk.ts';
import { answeringOrganisations, loadQuestionnaire } from '../../questionnaires/load.ts';
import type { SurveyConversation } from '../../survey.ts';
import type { ToldEnquiry } from '../enquiry.ts';
import { type Enquiry, enquiryStore } from '../enquiry-store.ts';
import { enquiryMessage, enquiryReplyMessage } from '../messages/enquiry.ts';
import { lockAnsweredConversation, questionIn } from '../save-answer.ts';

/** Prefix of the keys of the coordinators' copies. */
function copyPrefix({ id }: Enquiry): string {
  return `survey-enquiry:${id}:`;
}

async function nameOf(scope: RegionScope, personId: string): Promise<string | null> {
  return (await directory(scope).person(personId))?.name ?? null;
}

async function told(scope: RegionScope, enquiry: Enquiry): Promise<ToldEnquiry> {
  const questionnaire = await loadQuestionnaire(scope, enquiry.questionnaireId);
  const question = questionIn(questionnaire, enquiry.question);
  const askedBy = (await nameOf(scope, enquiry.askedById)) ?? questionnaire.organisation.name;
  return { id: enquiry.id, questionnaire, question, askedBy, text: enquiry.text };
}

/** [Demander à la coordination] tells the coordinators what somebody wants to know before they answer a question. */
export const askCoordination = operation({
  name: 'surveys.askCoordination',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: z.object({ conversationId: z.uuid(), question: z.string(), text: z.string().trim().min(1) }),
  async run(scope, { conversationId, question: id, text }): Promise<Departure> {
    const { questionnaire, onBehalf } = await lockAnsweredConversation(scope, conversationId);
    if (onBehalf) throw new UserError('surveys.errors.notYours');
    const question = questionIn(questionnaire, id).id;
    const askedById = scope.actor.personId;
    await enforceLimit(scope, 'enquiry', questionnaire.organisation.id);
    const given = { questionnaireId: questionnaire.id, question, conversationId, askedById, text };
    const enquiry = await enquiryStore(scope).create(given);
    const shown = await told(scope, enquiry);
    const key = copyPrefix(enquiry);
    await tellCoordinators(scope, key.slice(0, -1), (t) => enquiryMessage(t, shown, null));
    return departureUnder(scope, key);
  },
});

/** Returns the enquiry with this id. Throws UserError when the region has none. */
async function theEnquiry(scope: RegionScope, id: string): Promise<Enquiry> {
  const enquiry = await enquiryStore(scope).byId(id);
  if (!enquiry) throw new UserError('common.errors.notFound');
  return enquiry;
}

/** The way in which an answer leaves. `instead` names the colleague who reads it, where whoever asked has left. */
export interface RepliedEnquiry {
  readonly leaves: Departure;
  readonly instead: string | null;
}

/** Returns what was asked, to stand above the form in which a coordinator answers. */
export const enquiryToReply = operation({
  name: 'surveys.enquiryToReply',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ enquiryId: z.uuid() }),
  run: async (scope, { enquiryId }): Promise<string> => (await theEnquiry(scope, enquiryId)).text,
});

/** Says that somebody was answered, and about which questionnaire, but neither what they asked nor what they read. */
function repliedDeed({ askedById }: Enquiry, { questionnaire: { id, event, organisation } }: ToldEnquiry): Deed {
  return {
    verb: 'surveys.journal.enquiryReplied',
    object: { kind: 'questionnaire', id, name: event?.title ?? null },
    organisation: { id: organisation.id, name: organisation.name },
    person: askedById,
  };
}

/**
 * Stores a coordinator's answer and posts it where it was asked, or to a colleague where whoever asked has left; the
 * coordinators' copies show it. Throws UserError when another one has answered meanwhile, or when nobody would read it.
 */
export const replyToEnquiry = operation({
  name: 'surveys.replyToEnquiry',
  who: 'coordinator',
  journal: { within: ['surveys.journal.enquiryReplied'] },
  input: z.object({ enquiryId: z.uuid(), text: z.string().trim().min(1) }),
  async run(scope, { enquiryId, text }): Promise<RepliedEnquiry> {
    const isFirst = await enquiryStore(scope).reply(enquiryId, text, scope.actor.personId);
    const enquiry = await theEnquiry(scope, enquiryId);
    if (!isFirst) {
      const name = enquiry.repliedById === null ? null : await nameOf(scope, enquiry.repliedById);
      throw new UserError('surveys.errors.replied', { name: name ?? '' });
    }
    const shown = await told(scope, enquiry);
    await writeJournal(scope, repliedDeed(enquiry, shown));
    const reply = { by: scope.actor.name, text };
    const { conversation, asker, instead } = await answeredIn(scope, enquiry, shown);
    const talk = await talkOf(scope, shown.questionnaire, conversation);
    const key = `${conversation.deliveryKey}:enquiry-${enquiry.id}`;
    await postInConversation(scope, talk, key, enquiryReplyMessage(talk.t, shown, reply), asker ? [asker] : []);
    const prefix = copyPrefix(enquiry);
    await editUnder(scope, prefix, async (copy) =>
      enquiryMessage(await wordsForHolder(scope, copy.slice(prefix.length)), shown, reply),
    );
    return { leaves: await departureUnder(scope, key), instead: instead && (await nameOf(scope, instead)) };
  },
});

/**
 * Returns where the answer is posted, and whom it mentions there: where it was asked, as long as somebody of the
 * organisation reads that. What was asked in private by somebody who has left since goes to a colleague who answers the
 * same questionnaire in private. Throws UserError when there is none: then nothing is stored.
 */
async function answeredIn(
  scope: RegionScope,
  enquiry: Enquiry,
  { questionnaire, askedBy }: ToldEnquiry,
): Promise<{
  readonly conversation: SurveyConversation;
  readonly asker: Contact | null;
  readonly instead: string | null;
}> {
  const asked = await conversationOfEnquiry(scope, enquiry);
  const members = new Map<string, Contact>();
  for (const id of answeringOrganisations(questionnaire, scope.now, scope.region.timeZone)) {
    for (const member of await directory(scope).members(id)) members.set(member.personId, member);
  }
  const isShared = organisationIn(asked.room) !== null;
  const others = isShared ? [] : await conversationStore(scope).ofQuestionnaire(questionnaire.id);
  const alone = [asked, ...others].filter(({ room }) => organisationIn(room) === null);
  const conversation = isShared ? asked : alone.find(({ personId }) => members.has(personId));
  if (conversation === undefined || members.size === 0) {
    throw new UserError('surveys.errors.nobodyReads', {
      name: askedBy,
      organisation: questionnaire.organisation.name,
    });
  }
  const instead = conversation.id === asked.id ? null : conversation.personId;
  return { conversation, asker: members.get(enquiry.askedById) ?? null, instead };
}

/** Returns where it was asked; where two accounts have become one since, the conversation that was kept of their two. */
async function conversationOfEnquiry(
  scope: RegionScope,
  { conversationId, questionnaireId, askedById }: Enquiry,
): Promise<SurveyConversation> {
  const store = conversationStore(scope);
  const conversation = (await store.byId(conversationId)) ?? (await store.of(questionnaireId, askedById));
  if (!conversation) throw new UserError('common.errors.notFound');
  return conversation;
}
