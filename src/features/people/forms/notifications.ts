import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import { type RawValues, textField } from '../../../chat/form.ts';
import type { Message } from '../../../chat/message.ts';
import { clockText, notificationsMessage } from '../messages/notifications.ts';
import { setQuietHours, viewNotifications } from '../operations/notifications.ts';
import { hasNoQuietHours } from '../quiet-hours.ts';

const hours = z.object({
  from: textField({
    label: 'people.field.quietFrom',
    hint: 'people.field.quietFromHint',
    option: { fr: 'debut', en: 'from' },
    max: 40,
  }),
  until: textField({
    label: 'people.field.quietUntil',
    hint: 'people.field.quietUntilHint',
    option: { fr: 'fin', en: 'until' },
    max: 40,
  }).optional(),
});

const RANGE = /^(?:de |from )?(\d.*?|minuit|midnight|midi|noon) ?(?: a | à | to | until |-|–) ?([\s\S]+)$/i;

/** Reads both ends when they are typed after the command: "22h à 7h". */
function readTyped(text: string): RawValues | undefined {
  const [, from, until] = RANGE.exec(text.trim()) ?? [];
  return from !== undefined && until !== undefined ? { from, until } : undefined;
}

/** Prefills the form with the current hours. Submitted unchanged, it changes nothing and shows the other choices. */
async function prefill(context: Context, _: string, given: RawValues): Promise<RawValues> {
  const { quiet } = await context.do(viewNotifications, {});
  const { t, region } = context;
  const known = hasNoQuietHours(quiet)
    ? { from: t.text('people.notifications.never') }
    : { from: clockText(t, quiet.from, region), until: clockText(t, quiet.to, region) };
  return { ...known, ...given };
}

export const quietHoursForm = {
  title: 'people.notifications.title',
  input: hours,
  prefill,
  readTyped,
  intro: async ({ t }: Context) => t.text('people.notifications.intro'),
  async run(context: Context, { from, until }: z.output<typeof hours>): Promise<Message> {
    return notificationsMessage(context, await context.do(setQuietHours, { from, until }), true);
  },
} as const;
