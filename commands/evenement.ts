import { z } from 'zod';
import { commandName } from '../src/access/operation/command-name.ts';
import { type AnyCommand, type Context, command } from '../src/access/operation/context.ts';
import { pickField, type RawValues, textField } from '../src/chat/form.ts';
import { UserError } from '../src/chat/user-error.ts';
import { inTurns } from '../src/concurrency/turns.ts';
import { eventFields } from '../src/features/events/fields/list.ts';
import { changedMessage } from '../src/features/events/forms/change.ts';
import { anyEventField, ownEventField, pastEventField } from '../src/features/events/forms/fields.ts';
import {
  newDateField,
  type PostponementNote,
  postponeStanding,
  reasonField,
  reviewCancel,
  reviewPostpone,
  runCancel,
  runPostpone,
} from '../src/features/events/forms/move.ts';
import {
  checkPropose,
  prefillPropose,
  proposalFromMessage,
  proposeForm,
  proposeUnconfirmed,
  reviewDuplicate,
  reviewPropose,
  runDuplicate,
  runPropose,
  sinceProposed,
} from '../src/features/events/forms/propose.ts';
import { coOrganiserInvitedMessage } from '../src/features/events/messages/co-organise.ts';
import { eventList } from '../src/features/events/messages/list.ts';
import { ledByText } from '../src/features/events/messages/pieces.ts';
import { queueInSteps } from '../src/features/events/messages/queue.ts';
import { eventSheet } from '../src/features/events/messages/sheet.ts';
import { setTheme } from '../src/features/events/operations/change.ts';
import { inviteCoOrganiser } from '../src/features/events/operations/co-organise.ts';
import {
  checkNotLapsed,
  eventsToPick,
  eventToChange,
  listEvents,
  queuedEvents,
  viewEvent,
} from '../src/features/events/operations/view.ts';
import { isPossible, takesPart } from '../src/features/events/rules.ts';
import { otherOrganisation } from '../src/features/organisations/forms.ts';

const PROPOSE = { fr: ['evenement', 'proposer'], en: ['event', 'propose'] };

/**
 * Prefills the event: a single one is picked already, and a given one is checked. Throws UserError, so that no form
 * opens, when there is none.
 */
const pickOne =
  (which: 'mine' | 'past', step?: 'reschedule' | 'invite') =>
  async (context: Context, _: string, { event: given }: RawValues) => {
    if (which === 'mine') await context.do(checkNotLapsed, { typed: [given ?? ''].flat().join(' ') });
    if (step !== undefined && z.uuid().safeParse(given).success) {
      await context.do(eventToChange, { id: String(given), step });
      return {};
    }
    const [only, ...more] = await context.do(eventsToPick, { which });
    if (!only) throw await noneToChange(context);
    return more.length === 0 ? { event: only.id } : {};
  };

/** Returns the words to somebody who leads no event: those that they take part in are others' to change. */
async function noneToChange(context: Context): Promise<UserError> {
  const { actor, t } = context;
  const command = commandName(PROPOSE, { ...actor, ...context });
  const shared = (await context.do(eventsToPick, { which: 'seen' })).filter(
    (event) => isPossible('cancel', event.status) && takesPart(actor, event),
  );
  if (shared.length === 0) return new UserError('events.errors.noneYet', { command });
  const events = t.list(shared.map((event) => ledByText(t, event)));
  return new UserError('events.errors.onlyShared', { count: shared.length, events, command });
}

const own = {
  who: 'organiser',
  answer: 'private',
  form: 'when-incomplete',
  prefill: pickOne('mine'),
} as const;

const proposing: readonly AnyCommand[] = [
  command({
    path: PROPOSE,
    description: 'events.command.propose',
    onMessage: { label: 'events.command.onMessage', fill: proposalFromMessage },
    who: 'organiser',
    answer: 'private',
    form: 'when-incomplete',
    ...proposeForm,
    prefill: prefillPropose,
    check: checkPropose,
    review: reviewPropose,
    unconfirmed: proposeUnconfirmed,
    since: sinceProposed,
    run: runPropose,
  }),
  command({
    path: { fr: ['evenement', 'dupliquer'], en: ['event', 'duplicate'] },
    description: 'events.command.duplicate',
    ...own,
    prefill: pickOne('past'),
    title: 'events.form.duplicate',
    confirm: 'events.propose',
    input: z.object({ event: pastEventField, when: eventFields.when.ask }),
    review: (context, { event, when }) => reviewDuplicate(context, event, when),
    since: sinceProposed,
    run: (context, { event, when }) => runDuplicate(context, event, when),
  }),
];

const changing = (notedOnPostponing: PostponementNote): readonly AnyCommand[] => [
  command({
    path: { fr: ['evenement', 'completer'], en: ['event', 'complete'] },
    description: 'events.command.complete',
    ...own,
    title: 'events.form.complete',
    input: z.object({
      event: ownEventField,
      theme: pickField({
        label: 'events.form.theme',
        option: { fr: 'theme', en: 'theme' },
        source: 'themes',
        hidden: true,
      }).optional(),
    }),
    async run(context, { event: id, theme }) {
      if (theme === undefined) return eventSheet(context.t, await context.do(viewEvent, { id }), 'complete');
      return changedMessage(context, await context.do(setTheme, { id, themeId: theme }), 'complete');
    },
  }),
  command({
    path: { fr: ['evenement', 'modifier'], en: ['event', 'edit'] },
    description: 'events.command.modify',
    ...own,
    title: 'events.form.modify',
    input: z.object({ event: ownEventField }),
    opens: ({ event }) => `event-edit:${event}`,
    run: async (context, { event: id }) => eventSheet(context.t, await context.do(viewEvent, { id }), 'modify'),
  }),
  command({
    path: { fr: ['evenement', 'reporter'], en: ['event', 'postpone'] },
    description: 'events.command.postpone',
    ...own,
    // The date may be left out on purpose, so the form opens whatever was typed.
    form: 'always',
    prefill: pickOne('mine', 'reschedule'),
    title: 'events.form.postpone',
    confirm: 'events.postpone.confirm',
    input: z.object({ event: ownEventField, when: newDateField }),
    review: (context, { event, when }) => reviewPostpone(context, event, when, notedOnPostponing),
    standing: (context, { event }) => postponeStanding(context, event),
    run: (context, { event, when }, _, standing) => runPostpone(context, event, when, standing),
  }),
  command({
    path: { fr: ['evenement', 'annuler'], en: ['event', 'cancel'] },
    description: 'events.command.cancel',
    ...own,
    title: 'events.form.cancel',
    confirm: 'events.cancel.confirm',
    mayKeep: true,
    input: z.object({ event: ownEventField, reason: reasonField }),
    review: (context, { event, reason }) => reviewCancel(context, event, reason),
    run: (context, { event, reason }) => runCancel(context, event, reason),
  }),
  command({
    path: { fr: ['evenement', 'coorganiser'], en: ['event', 'cohost'] },
    description: 'events.command.invite',
    ...own,
    prefill: pickOne('mine', 'invite'),
    title: 'events.form.invite',
    input: z.object({ event: ownEventField, organisation: otherOrganisation }),
    async run(context, { event: id, organisation }) {
      return coOrganiserInvitedMessage(
        context.t,
        await context.do(inviteCoOrganiser, { id, organisationId: organisation }),
      );
    },
  }),
];

const seeing: readonly AnyCommand[] = [
  command({
    path: { fr: ['evenement', 'voir'], en: ['event', 'view'] },
    description: 'events.command.view',
    who: 'anyone',
    answer: 'private',
    form: 'when-incomplete',
    title: 'events.form.view',
    input: z.object({ event: anyEventField }),
    run: async (context, { event: id }) => eventSheet(context.t, await context.do(viewEvent, { id })),
  }),
  command({
    path: { fr: ['evenement', 'liste'], en: ['event', 'list'] },
    description: 'events.command.list',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({
      department: textField({
        label: 'events.form.department',
        option: { fr: 'departement', en: 'department' },
        max: 50,
      }).optional(),
    }),
    run: async (context, input) => eventList(context.t, await context.do(listEvents, { ...input, page: 0 })),
  }),
  command({
    path: { fr: ['evenement', 'file'], en: ['event', 'queue'] },
    description: 'events.command.queue',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const queue = await context.do(queuedEvents, {});
      return inTurns(queueInSteps(context.t, queue));
    },
  }),
];

export const eventCommands = (notedOnPostponing: PostponementNote): readonly AnyCommand[] => [
  ...proposing,
  ...changing(notedOnPostponing),
  ...seeing,
];
