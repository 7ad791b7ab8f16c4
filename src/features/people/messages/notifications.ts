import type { Context } from '../../../access/operation/context.ts';
import type { Region } from '../../../access/region/region.ts';
import { actions, button, field, fields, heading, type Message, message, note, text } from '../../../chat/message.ts';
import { atLocalTime, localDay } from '../../../dates/index.ts';
import { switchableKinds } from '../../../delivery/outbox/index.ts';
import { allPlatformWords } from '../../../platforms/registered.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Notifications } from '../notifications.ts';
import { hasNoQuietHours } from '../quiet-hours.ts';

/** Any day on which the clocks don't change. */
const A_DAY = new Date('2026-01-15T12:00:00Z');

/** Words a time of day: "21:30" becomes "21 h 30". */
export function clockText(t: Translator, time: string, { timeZone }: Pick<Region, 'timeZone'>): string {
  return t.time(atLocalTime(localDay(A_DAY, timeZone), time, timeZone));
}

function quietText(t: Translator, quiet: Notifications['quiet'], region: Pick<Region, 'timeZone'>): string {
  if (hasNoQuietHours(quiet)) return t.text('people.notifications.noQuiet');
  const [from, until] = [clockText(t, quiet.from, region), clockText(t, quiet.to, region)];
  return t.text('people.notifications.quiet', { from, until });
}

/** Shows the current choices, with a switch for each kind. `saved` makes it the answer to a change. */
export function notificationsMessage(
  { t, region }: Context,
  { quiet, unwanted, usual }: Notifications,
  saved: boolean,
): Message {
  const wanted = (kind: (typeof switchableKinds)[number]) => !unwanted.includes(kind);
  return message(
    heading(t.text('people.notifications.title')),
    saved && text(t.text('people.notifications.saved', allPlatformWords(t))),
    fields(
      field(t.text('people.notifications.quietHours'), quietText(t, quiet, region)),
      field(t.text('people.notifications.most'), t.text('people.notifications.mostText')),
      ...switchableKinds.map((kind) =>
        field(
          t.text(`people.notifications.kind.${kind}`),
          t.text(wanted(kind) ? 'people.notifications.on' : 'people.notifications.off'),
        ),
      ),
    ),
    note(t.text('people.notifications.always', allPlatformWords(t))),
    actions(
      ...switchableKinds.map((kind) =>
        wanted(kind)
          ? button(`notify-off:${kind}`, t.text(`people.notifications.stop.${kind}`))
          : button(`notify-on:${kind}`, t.text(`people.notifications.start.${kind}`), 'primary'),
      ),
    ),
    actions(
      button('quiet-hours:', t.text('people.notifications.changeQuiet')),
      !usual && button('notify-usual:', t.text('people.notifications.usual')),
    ),
  );
}
