import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import { idAsShown } from '../../../access/operation/version.ts';
import { type Block, type Message, message, note } from '../../../chat/message.ts';
import { otherOrganisation } from '../../organisations/forms.ts';
import { checkPossible } from '../forms/move.ts';
import { departureBlock } from '../forms/told.ts';
import type { CoOrganisation } from '../invitation.ts';
import { coOrganiserInvitedMessage, invitationAnsweredMessage, invitationCard } from '../messages/co-organise.ts';
import { confirmEndingCoOrganising, coOrganisingEndedMessage } from '../messages/end-co-organising.ts';
import { type AnswerInvitation, inviteCoOrganiser } from '../operations/co-organise.ts';
import { coOrganisingToEnd, type EndCoOrganising } from '../operations/end-co-organising.ts';

const none = z.object({});
const chosen = z.object({ choice: z.string() });

/** Options of a button that is answered privately. */
const answers = { who: 'organiser', answer: 'private', form: 'never' } as const;

/** The operations that other features take part in. */
export interface CoOrganising {
  readonly answerInvitation: AnswerInvitation;
  readonly endCoOrganising: EndCoOrganising;
  readonly notedOnEnding: EndingNote;
}

/** Words what else follows where an organisation co-organises an event no more, before it is ended; null where there is nothing. */
export type EndingNote = (context: Context, ending: CoOrganisation) => Promise<Block | null>;

/** Returns the buttons by which organisations are asked to co-organise an event, answer, and end it. */
export function coOrganiseActions(operations: CoOrganising): readonly AnyAction[] {
  return [...inviting, ...invitationActions(operations), ...endingActions(operations)];
}

const inviting: readonly AnyAction[] = [
  action({
    name: 'event-invite',
    ...answers,
    form: 'always',
    title: 'events.form.invite',
    input: z.object({ organisation: otherOrganisation }),
    prefill: (context, id) => checkPossible(context, id, 'invite'),
    async run(context, { organisation }, id) {
      return coOrganiserInvitedMessage(
        context.t,
        await context.do(inviteCoOrganiser, { id, organisationId: organisation }),
      );
    },
  }),
  /** Invites the one organisation that a button names: its key is `<event>/<organisation>`. */
  action({
    name: 'event-cohost',
    ...answers,
    input: none,
    async run(context, _, key) {
      const [id = '', organisationId = ''] = key.split('/');
      return coOrganiserInvitedMessage(context.t, await context.do(inviteCoOrganiser, { id, organisationId }));
    },
  }),
  action({
    name: 'event-pool',
    ...answers,
    input: chosen,
    async run(context, { choice }, id) {
      return coOrganiserInvitedMessage(context.t, await context.do(inviteCoOrganiser, { id, organisationId: choice }));
    },
  }),
];

/**
 * Returns the buttons for the members of an organisation that was asked to co-organise. The key is `<invitation>/<version of what it
 * says>`; buttons that were posted before keys carried it have no version.
 */
function invitationActions({ answerInvitation }: CoOrganising): readonly AnyAction[] {
  return ([true, false] as const).map((accept) =>
    action({
      name: accept ? 'cohost-accept' : 'cohost-decline',
      ...answers,
      input: none,
      async run(context, _, key) {
        const { t } = context;
        const { id, shown } = idAsShown(key);
        const answer = await context.do(answerInvitation, { id, accept, shown });
        if (answer.outcome === 'answered') return invitationAnsweredMessage(t, answer);
        return message(note(t.text('common.shown.changed')), ...invitationCard(t, answer.shown).blocks);
      },
    }),
  );
}

/**
 * Returns the buttons by which an organisation co-organises an event no more. Their key is the invitation that it agreed to, and for
 * the one that confirms, which invitation that is: the organisation may have been invited anew since.
 */
function endingActions({ endCoOrganising, notedOnEnding }: CoOrganising): readonly AnyAction[] {
  async function confirmation(context: Context, id: string): Promise<Message> {
    const ending = await context.do(coOrganisingToEnd, { id });
    return confirmEndingCoOrganising(context.t, ending, [await notedOnEnding(context, ending)]);
  }
  return [
    action({ name: 'cohost-end', ...answers, input: none, run: (context, _, id) => confirmation(context, id) }),
    action({
      name: 'cohost-end-one',
      ...answers,
      input: chosen,
      run: (context, { choice }) => confirmation(context, choice),
    }),
    action({
      name: 'cohost-end-now',
      ...answers,
      answer: 'update',
      input: none,
      confirms: (context, key) => confirmation(context, idAsShown(key).id),
      async run(context, _, key) {
        const ended = await context.do(endCoOrganising, { id: idAsShown(key).id });
        return coOrganisingEndedMessage(context.t, ended, await departureBlock(context, ended.event));
      },
    }),
  ];
}
