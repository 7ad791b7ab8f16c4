import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { readEach } from '../src/chat/user-error.ts';
import { showAnnouncement } from '../src/features/announcements/actions/follow.ts';
import {
  checkWording,
  readMomentOf,
  readWording,
  scheduledInput,
  wordingInput,
} from '../src/features/announcements/forms.ts';
import { composerMessage } from '../src/features/announcements/messages/composer.ts';
import { announcementList } from '../src/features/announcements/messages/outcome.ts';
import { draftAnnouncement } from '../src/features/announcements/operations/compose.ts';
import { latestAnnouncements } from '../src/features/announcements/operations/follow.ts';

export const announcementCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['annonce', 'diffuser'], en: ['announcement', 'send'] },
    description: 'announcements.command.send',
    who: 'delegate',
    answer: 'private',
    form: 'when-incomplete',
    title: 'announcements.form.title',
    submit: 'announcements.form.submit',
    input: wordingInput,
    check: checkWording,
    async run(context, input) {
      const composing = await context.do(draftAnnouncement, { ...readWording(context, input), dueAt: null });
      return composerMessage(context.t, composing);
    },
  }),
  command({
    path: { fr: ['annonce', 'programmer'], en: ['announcement', 'schedule'] },
    description: 'announcements.command.schedule',
    who: 'delegate',
    answer: 'private',
    form: 'when-incomplete',
    title: 'announcements.form.scheduleTitle',
    submit: 'announcements.form.submit',
    input: scheduledInput,
    check: checkWording,
    async run(context, { when, ...input }) {
      const [dueAt, wording] = await readEach(
        () => readMomentOf(context, when),
        () => readWording(context, input),
      );
      return composerMessage(context.t, await context.do(draftAnnouncement, { ...wording, dueAt }));
    },
  }),
  command({
    path: { fr: ['annonce', 'etat'], en: ['announcement', 'status'] },
    description: 'announcements.command.status',
    who: 'delegate',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const announcements = await context.do(latestAnnouncements, {});
      const [only, ...others] = announcements;
      return only && others.length === 0
        ? showAnnouncement(context, only.id)
        : announcementList(context.t, announcements);
    },
  }),
];
