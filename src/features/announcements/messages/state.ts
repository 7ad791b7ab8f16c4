import { type Departure, departureText } from '../../../access/contacts/departure.ts';
import { reasonText } from '../../../access/contacts/reason.ts';
import { versionOf } from '../../../access/operation/version.ts';
import { cut } from '../../../chat/cut.ts';
import { KEEP } from '../../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  heading,
  list,
  type Message,
  message,
  note,
  progress,
  text,
} from '../../../chat/message.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { besideEachOther } from '../../../texts/isolate.ts';
import type { Translator } from '../../../texts/translator.ts';
import { tellsOrganisation } from '../../organisations/rules.ts';
import type { Announcement, ChangedCopies, Echo, SentAgain } from '../announcement.ts';
import type { AnnouncementState, RefusedCopies, ToCall } from '../state.ts';

/** Characters of the text shown so that the announcement is recognised. */
const EXCERPT = 200;
/** The most names that are spelt out; the others are counted. */
const NAMES = 12;

/** Returns the beginning of an announcement, on one line. */
export function excerpt({ text: words }: Pick<Announcement, 'text'>, max = EXCERPT): string {
  return cut(words.replaceAll(/\s+/g, ' '), max);
}

/**
 * Shows an announcement's state. `live` is when this message, which is edited in place, was last refreshed; null for
 * one that isn't.
 */
export function announcementStateMessage(
  t: Translator,
  state: AnnouncementState,
  { live }: { readonly live: Date | null },
): Message {
  const { announcement, echo, recipients } = state;
  const gone = announcement.status === 'WITHDRAWN';
  const anybody = recipients > 0;
  return message(
    heading(t.text('announcements.state.title')),
    text(t.text('announcements.quoted', { text: excerpt(announcement) })),
    note(datesText(t, announcement)),
    anybody &&
      progress(
        t.text('announcements.state.read', { read: echo.readByRecipients, of: recipients }),
        echo.readByRecipients,
        recipients,
      ),
    echo.read > echo.readByRecipients &&
      note(t.text('announcements.state.readToo', { count: echo.read - echo.readByRecipients, total: echo.read })),
    echo.relayed > 0 && text(relayedText(t, echo)),
    isEmpty(state) ? text(t.text('announcements.state.nobody')) : list(countLines(t, state)),
    actions(
      live === null && button(`announcement-refresh:${announcement.id}`, t.text('announcements.state.refresh')),
      live === null && !gone && button(`announcement-watch:${announcement.id}`, t.text('announcements.state.watch')),
      !gone &&
        state.refused.length > 0 &&
        button(`announcement-retry:${announcement.id}`, t.text('announcements.retry.button'), 'primary'),
      !gone && anybody && button(`announcement-calls:${announcement.id}`, t.text('announcements.calls.button')),
      !gone &&
        anybody &&
        announcement.remindedAt === null &&
        button(`announcement-remind:${announcement.id}`, t.text('announcements.remind.button')),
      !gone && button(`announcement-correct:${announcement.id}`, t.text('announcements.correct.button')),
      !gone && button(`announcement-withdraw:${announcement.id}`, t.text('announcements.withdraw.button'), 'danger'),
    ),
    live !== null && note(t.text('announcements.state.updated', { time: t.time(live) })),
  );
}

/** Words who has passed it on, and to how many: "Relayée par 3 personnes, à environ 240 personnes". */
function relayedText(t: Translator, { relayed, reach }: Echo): string {
  return t.text('announcements.state.relayed', {
    relayed,
    reach: reach ? t.quantity(reach.value, reach.precision) : '',
    told: reach ? 'yes' : 'no',
  });
}

function datesText(t: Translator, { leftAt, correctedAt, withdrawnAt, remindedAt, author }: Announcement): string {
  const told = [
    leftAt && t.text('announcements.state.left', { when: t.moment(leftAt, 'day'), author: author.name }),
    correctedAt && t.text('announcements.copy.corrected', { when: t.moment(correctedAt, 'day') }),
    remindedAt && t.text('announcements.state.reminded', { when: t.moment(remindedAt, 'day') }),
    withdrawnAt && t.text('announcements.state.withdrawn', { when: t.moment(withdrawnAt, 'day') }),
  ];
  return besideEachOther(told.filter((one) => one !== null));
}

function isEmpty({ sent, waiting, held, later, unknown, refused }: AnnouncementState): boolean {
  return sent + waiting + held + later + unknown + refused.length === 0;
}

/** Counts its messages by outcome; an outcome that none has takes no line. */
function countLines(
  t: Translator,
  { announcement, sent, waiting, held, later, unreached, unknown, refused }: AnnouncementState,
): readonly string[] {
  return [
    t.text('announcements.state.sent', { count: sent }),
    ...(waiting > 0 ? [t.text('announcements.state.waiting', { count: waiting })] : []),
    ...(held > 0 ? [t.text('announcements.state.held', { count: held })] : []),
    ...(later > 0 ? [t.text('announcements.state.later', { count: later, most: announcement.urgent ? 4 : 2 })] : []),
    ...refused.map((one) => refusalText(t, one)),
    ...(unreached > 0 ? [t.text('announcements.state.unreached', { count: unreached })] : []),
    ...(unknown > 0 ? [t.text('announcements.state.unknown', { count: unknown })] : []),
  ];
}

/** Words a refusal: "Non remis (messages privés fermés) : Ana Petit, Léo Roux". */
function refusalText(t: Translator, { reason, copies, people, channels }: RefusedCopies): string {
  const who = [
    ...channels.map((platform) => t.text('announcements.state.channel', { platform: traitsOf(platform).title })),
    ...someOf(t, people),
  ];
  // The recipient may have been merged with somebody who got theirs: then no name is left.
  const named = who.length > 0 ? t.list(who) : t.text('announcements.state.copies', { count: copies });
  if (reason === 'other') return t.text('announcements.state.refusedByPlatform', { who: named });
  return t.text('announcements.state.refused', { reason: reasonText(t, reason), who: named });
}

/** Returns the first of these names and, where there are more, the number of the others. */
function someOf(t: Translator, names: readonly string[]): string[] {
  const more = names.length - NAMES;
  return [...names.slice(0, NAMES), ...(more > 0 ? [t.text('announcements.state.others', { count: more })] : [])];
}

/** Lists who is left to call: first those it didn't reach, then those who haven't read it. */
export function callsMessage(t: Translator, announcement: Announcement, toCall: readonly ToCall[]): Message {
  const unreached = toCall.filter(({ reason }) => reason !== null);
  const unread = toCall.filter(({ reason }) => reason === null);
  return message(
    heading(t.text('announcements.calls.title')),
    text(t.text('announcements.quoted', { text: excerpt(announcement) })),
    toCall.length === 0 && text(t.text('announcements.calls.none')),
    ...section(t.text('announcements.calls.unreached', { count: unreached.length }), t, unreached),
    ...section(t.text('announcements.calls.unread', { count: unread.length }), t, unread),
  );
}

function section(title: string, t: Translator, people: readonly ToCall[]): readonly (Block | null)[] {
  if (people.length === 0) return [];
  return [text(title), list(people.map((one) => callLine(t, one)))];
}

function callLine(t: Translator, { name, organisations, reason }: ToCall): string {
  const isTold = organisations.every((one) => tellsOrganisation(name, one));
  const who = isTold ? name : t.text('announcements.calls.line', { name, organisations: t.list([...organisations]) });
  return reason === null ? who : t.text('announcements.calls.why', { who, reason: reasonText(t, reason) });
}

export function retriedMessage(t: Translator, { copies, later, urgent }: SentAgain): Message {
  return message(
    (copies > 0 || later === 0) && text(t.text('announcements.retry.done', { count: copies })),
    later > 0 && text(t.text('announcements.retry.later', { count: later, most: urgent ? 4 : 2 })),
  );
}

export function confirmWithdrawing(
  t: Translator,
  {
    state: { announcement },
    copies,
    doubtful,
  }: ChangedCopies & { readonly state: Pick<AnnouncementState, 'announcement'> },
): Message {
  return message(
    text(t.text('announcements.withdraw.confirm', { text: excerpt(announcement), count: copies })),
    doubtfulNote(t, doubtful),
    actions(
      button(`announcement-withdraw-now:${announcement.id}`, t.text('announcements.withdraw.button'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function announcementWithdrawnMessage(t: Translator, { copies, doubtful }: ChangedCopies): Message {
  return message(text(t.text('announcements.withdraw.done', { count: copies })), doubtfulNote(t, doubtful));
}

/** Confirms a correction; null where somebody else's words stay. */
export function correctedMessage(t: Translator, changed: ChangedCopies | null): Message {
  if (changed === null) return message(text(t.text('announcements.write.kept')));
  const { copies, doubtful } = changed;
  return message(text(t.text('announcements.correct.done', { count: copies })), doubtfulNote(t, doubtful));
}

/** Warns of messages that a change can't reach in case they have arrived. */
export function doubtfulNote(t: Translator, doubtful: number): Block | false {
  return doubtful > 0 && note(t.text('announcements.doubtful', { count: doubtful }));
}

export function confirmRemindingUnread(t: Translator, announcement: Announcement, unread: readonly ToCall[]): Message {
  const count = unread.length;
  if (count === 0) return message(text(t.text('announcements.remind.nobody')));
  return message(
    text(t.text('announcements.remind.confirm', { text: excerpt(announcement), count })),
    note(
      t.text('announcements.remind.who', {
        names: t.list(
          someOf(
            t,
            unread.map(({ name }) => name),
          ),
        ),
      }),
    ),
    actions(
      // The version covers all names, those that aren't shown too.
      button(
        `announcement-remind-now:${announcement.id}/${versionOf(unread.map(({ name }) => name))}`,
        t.text('announcements.remind.now'),
        'primary',
      ),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function remindedMessage(t: Translator, leaves: Departure): Message {
  const count = leaves.now + leaves.held;
  return message(text(count === 0 ? t.text('announcements.remind.none') : departureText(t, leaves)));
}

/** Confirms that the state is being sent, or says that it has stood in their conversation since they first asked. */
export function watchedMessage(t: Translator, leaves: Departure): Message {
  const isThere = leaves.now + leaves.held + leaves.failed === 0;
  return message(text(t.text(isThere ? 'announcements.state.watchedAlready' : 'announcements.state.watched')));
}

/** Answers whoever pressed a button of a copy. */
export function acknowledgedMessage(t: Translator, kind: 'read' | 'relayed', reach: string | null): Message {
  return message(
    text(t.text(kind === 'read' ? 'announcements.read.done' : 'announcements.relay.done')),
    reach !== null && note(t.text('announcements.relay.told', { reach })),
  );
}
