import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import type { Message } from '../../../chat/message.ts';
import { UserError } from '../../../chat/user-error.ts';
import { criteria } from '../audience.ts';
import {
  checkWording,
  putsWordingBack,
  readMomentOf,
  readWording,
  rewriteInput,
  whenInput,
  wordingValues,
} from '../forms.ts';
import { audienceMessage, organisationsMessage } from '../messages/audience.ts';
import { composerMessage, composerVersion } from '../messages/composer.ts';
import { copyPreview } from '../messages/copy.ts';
import { abandonedMessage, scheduledMessage, sentMessage } from '../messages/outcome.ts';
import {
  abandonAnnouncement,
  addressAnnouncement,
  markUrgent,
  previewAnnouncement,
  resumeAnnouncement,
  rewriteAnnouncement,
  scheduleAnnouncement,
  sendAnnouncement,
  viewComposing,
} from '../operations/compose.ts';
import { EVERYBODY } from '../rules.ts';

const none = z.object({});
const whats = [...criteria, 'places', 'reminder'] as const;

/** Options of a button that changes the composer's message. */
const changes = { who: 'delegate', answer: 'update', form: 'never' } as const;

/** Takes the announcement's id from a key `<announcement>/<version that was shown>`. */
function idIn(key: string): string {
  return key.split('/')[0] ?? '';
}

async function composer(context: Context, key: string): Promise<Message> {
  return composerMessage(context.t, await context.do(viewComposing, { id: idIn(key) }));
}

/**
 * Returns the composer as it is now when it differs from what stood above the button; null otherwise, and for buttons
 * sent before keys carried the version.
 */
async function changedComposer(context: Context, key: string): Promise<Message | null> {
  const [id = '', shown] = key.split('/');
  const now = await context.do(viewComposing, { id });
  if (shown === undefined || composerVersion(context.t, now) === shown) return null;
  return composerMessage(context.t, now, context.t.text('common.shown.changed'));
}

export const composeActions: readonly AnyAction[] = [
  action({
    name: 'announcement-compose',
    ...changes,
    input: none,
    run: async (context, _, id) => composerMessage(context.t, await context.do(viewComposing, { id })),
  }),
  action({
    name: 'announcement-to',
    ...changes,
    input: z.object({ choice: z.array(z.string()) }),
    async run(context, { choice }, key) {
      const [id = '', name] = key.split('/');
      const what = whats.find((one) => one === name);
      if (!what) throw new UserError('common.errors.invalid');
      const composing = await context.do(addressAnnouncement, { id, what, values: choice });
      const isNarrowing = what !== 'places' && what !== 'reminder' && what !== 'organisations';
      return isNarrowing ? audienceMessage(context.t, composing) : composerMessage(context.t, composing);
    },
  }),
  action({
    name: 'announcement-all',
    ...changes,
    input: none,
    async run(context, _, id) {
      const composing = await context.do(addressAnnouncement, { id, what: 'organisations', values: [EVERYBODY] });
      return composerMessage(context.t, composing);
    },
  }),
  action({
    name: 'announcement-urgent',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    async run(context, _, key) {
      const [id = '', urgent] = key.split('/');
      return composerMessage(context.t, await context.do(markUrgent, { id, urgent: urgent === 'yes' }));
    },
  }),
  action({
    name: 'announcement-audience',
    ...changes,
    input: none,
    run: async (context, _, id) => audienceMessage(context.t, await context.do(viewComposing, { id })),
  }),
  action({
    name: 'announcement-organisations',
    ...changes,
    input: none,
    run: async (context, _, key) => organisationsMessage(context.t, await context.do(viewComposing, { id: idIn(key) })),
  }),
  action({
    name: 'announcement-preview',
    who: 'delegate',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, id) {
      const { announcement, elsewhere } = await context.do(previewAnnouncement, { id });
      return copyPreview(context.t, announcement, context.region, elsewhere);
    },
  }),
  action({
    name: 'announcement-write',
    who: 'delegate',
    answer: 'update',
    form: 'always',
    title: 'announcements.write.button',
    submit: 'announcements.write.submit',
    input: rewriteInput,
    putsBack: putsWordingBack,
    check: checkWording,
    prefill: async (context, id) => wordingValues(context, (await context.do(viewComposing, { id })).announcement),
    async run(context, input, id) {
      const typed = { id, ...readWording(context, input), version: input.version };
      const { composing, stored } = await context.do(rewriteAnnouncement, typed);
      return composerMessage(
        context.t,
        composing,
        context.t.text(stored ? 'announcements.write.done' : 'announcements.write.kept'),
      );
    },
  }),
  action({
    name: 'announcement-when',
    who: 'delegate',
    answer: 'update',
    form: 'always',
    title: 'announcements.when.title',
    submit: 'announcements.schedule.button',
    confirm: 'announcements.when.anyway',
    input: whenInput,
    replacementIfStale: changedComposer,
    prefill: (context, key) => momentValues(context, idIn(key)),
    async run(context, { when }, key) {
      const id = idIn(key);
      const at = readMomentOf(context, when);
      return scheduledMessage(context.t, await context.do(scheduleAnnouncement, { id, at }));
    },
  }),
  action({
    name: 'announcement-schedule',
    ...changes,
    input: none,
    confirms: composer,
    run: async (context, _, key) =>
      scheduledMessage(context.t, await context.do(scheduleAnnouncement, { id: idIn(key), at: null })),
  }),
  action({
    name: 'announcement-send',
    ...changes,
    input: none,
    confirms: composer,
    async run(context, _, key) {
      return sentMessage(context.t, await context.do(sendAnnouncement, { id: idIn(key) }));
    },
  }),
  action({
    name: 'announcement-abandon',
    ...changes,
    input: none,
    run: async (context, _, id) => abandonedMessage(context.t, await context.do(abandonAnnouncement, { id })),
  }),
  action({
    name: 'announcement-resume',
    ...changes,
    input: none,
    run: async (context, _, id) => composerMessage(context.t, await context.do(resumeAnnouncement, { id })),
  }),
];

async function momentValues(context: Context, id: string): Promise<Record<string, string>> {
  const { dueAt } = (await context.do(viewComposing, { id })).announcement;
  return dueAt === null ? {} : { when: context.t.slot({ start: dueAt, end: null, allDay: false }) };
}
