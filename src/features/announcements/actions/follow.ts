import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import type { Message } from '../../../chat/message.ts';
import { checkWording, correctionInput, putsWordingBack, readWording, relayInput, wordingValues } from '../forms.ts';
import { composerMessage } from '../messages/composer.ts';
import { copyPreview } from '../messages/copy.ts';
import {
  acknowledgedMessage,
  announcementStateMessage,
  announcementWithdrawnMessage,
  callsMessage,
  confirmRemindingUnread,
  confirmWithdrawing,
  correctedMessage,
  remindedMessage,
  retriedMessage,
  watchedMessage,
} from '../messages/state.ts';
import { readAnnouncement, relayAnnouncement } from '../operations/acknowledge.ts';
import {
  announcementToChange,
  correctAnnouncement,
  previewCorrection,
  withdrawAnnouncement,
} from '../operations/change.ts';
import { viewComposing } from '../operations/compose.ts';
import {
  announcementState,
  remindNow,
  retryRefused,
  viewAnnouncement,
  watchAnnouncement,
  whoToCall,
} from '../operations/follow.ts';

const none = z.object({});

/** Options of a button that is answered privately, beside the message that holds it. */
const answers = { who: 'delegate', answer: 'private', form: 'never', input: none } as const;

/** Shows one announcement: its state once it has left, otherwise the composer. */
export async function showAnnouncement(context: Context, id: string): Promise<Message> {
  const { status } = await context.do(viewAnnouncement, { id });
  if (status === 'LEFT' || status === 'WITHDRAWN') {
    return announcementStateMessage(context.t, await context.do(announcementState, { id }), { live: null });
  }
  return composerMessage(context.t, await context.do(viewComposing, { id }));
}

/**
 * Asks for confirmation. `key` holds the announcement's id and, after a slash, the version of the names that were
 * shown.
 */
async function askToRemind(context: Context, key: string): Promise<Message> {
  const [id = ''] = key.split('/');
  const { announcement, toCall } = await context.do(whoToCall, { id });
  return confirmRemindingUnread(context.t, announcement, toCall);
}

async function askToWithdraw(context: Context, id: string): Promise<Message> {
  return confirmWithdrawing(context.t, await context.do(announcementToChange, { id, toWithdraw: true }));
}

export const followActions: readonly AnyAction[] = [
  action({
    name: 'announcement-open',
    who: 'delegate',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.string() }),
    run: (context, { choice }) => showAnnouncement(context, choice),
  }),
  action({
    name: 'announcement-held-back',
    ...answers,
    run: (context, _, id) => showAnnouncement(context, id),
  }),
  action({
    name: 'announcement-refresh',
    who: 'delegate',
    answer: 'update',
    form: 'never',
    input: none,
    run: (context, _, id) => showAnnouncement(context, id),
  }),
  action({
    name: 'announcement-watch',
    ...answers,
    async run(context, _, id) {
      return watchedMessage(context.t, await context.do(watchAnnouncement, { id }));
    },
  }),
  action({
    name: 'announcement-retry',
    ...answers,
    run: async (context, _, id) => retriedMessage(context.t, await context.do(retryRefused, { id })),
  }),
  action({
    name: 'announcement-calls',
    ...answers,
    async run(context, _, id) {
      const { announcement, toCall } = await context.do(whoToCall, { id });
      return callsMessage(context.t, announcement, toCall);
    },
  }),
  action({
    name: 'announcement-remind',
    ...answers,
    run: (context, _, id) => askToRemind(context, id),
  }),
  action({
    name: 'announcement-remind-now',
    ...answers,
    answer: 'update',
    confirms: askToRemind,
    run: async (context, _, key) =>
      remindedMessage(context.t, await context.do(remindNow, { id: key.split('/')[0] ?? '' })),
  }),
  action({
    name: 'announcement-correct',
    who: 'delegate',
    answer: 'private',
    form: 'always',
    title: 'announcements.correct.button',
    confirm: 'announcements.correct.confirm',
    input: correctionInput,
    putsBack: putsWordingBack,
    check: checkWording,
    prefill: async (context, id) =>
      wordingValues(context, (await context.do(announcementToChange, { id })).state.announcement),
    async review(context, input, id) {
      const typed = { id, ...readWording(context, input), version: input.version };
      const corrected = await context.do(previewCorrection, typed);
      return corrected && copyPreview(context.t, corrected, context.region);
    },
    async run(context, input, id) {
      const typed = { id, ...readWording(context, input), version: input.version };
      return correctedMessage(context.t, await context.do(correctAnnouncement, typed));
    },
  }),
  action({
    name: 'announcement-withdraw',
    ...answers,
    run: (context, _, id) => askToWithdraw(context, id),
  }),
  action({
    name: 'announcement-withdraw-now',
    ...answers,
    answer: 'update',
    confirms: askToWithdraw,
    run: async (context, _, id) =>
      announcementWithdrawnMessage(context.t, await context.do(withdrawAnnouncement, { id })),
  }),
];

/** Actions for the people who receive an announcement. */
export const readerActions: readonly AnyAction[] = [
  action({
    name: 'announcement-read',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, id) {
      await context.do(readAnnouncement, { id });
      return acknowledgedMessage(context.t, 'read', null);
    },
  }),
  action({
    name: 'announcement-relay',
    who: 'anyone',
    answer: 'private',
    form: 'always',
    title: 'announcements.relay.button',
    input: relayInput,
    async run(context, { to, howMany }, id) {
      const reach = await context.do(relayAnnouncement, { id, to, howMany: howMany ?? null });
      return acknowledgedMessage(context.t, 'relayed', reach && context.t.quantity(reach.value, reach.precision));
    },
  }),
];
