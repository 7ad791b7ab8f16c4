import { awayText, toText } from '../../../access/contacts/departure.ts';
import { runs } from '../../../chat/interaction.ts';
import { actions, button, heading, type Message, message, note, select, text } from '../../../chat/message.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Announcement } from '../announcement.ts';
import type { Composing } from '../composing.ts';
import { isHeldBack } from '../rules.ts';
import type { LeftCopies } from '../state.ts';
import { excerpt } from './state.ts';

/** Confirms that it is scheduled. */
export function scheduledMessage(t: Translator, { announcement, people }: Composing): Message {
  return message(
    text(
      t.text('announcements.schedule.done', {
        when: announcement.dueAt ? t.moment(announcement.dueAt) : '',
        count: people.length,
      }),
    ),
    note(t.text('announcements.schedule.later')),
    actions(
      button(`announcement-compose:${announcement.id}`, t.text('announcements.compose.change')),
      button(runs(['annonce', 'etat']), t.text('announcements.state.button')),
    ),
  );
}

/**
 * Tells how many copies are on their way, for which organisations, wait for the end of quiet hours, or wait until the weekly limit allows
 * them.
 */
export function sentMessage(
  t: Translator,
  { waiting, held, later, away, organisations = [], channels, urgent }: LeftCopies,
): Message {
  const named = alphabetical(t.locale, organisations, (name) => name);
  return message(
    text(t.text('announcements.send.done', { count: waiting })),
    waiting > 0 && away.length > 0 && text(awayText(t, away)),
    channels.length > 0 &&
      text(
        t.text('announcements.send.channels', {
          count: channels.length,
          platforms: t.list(channels.map((platform) => traitsOf(platform).title)),
        }),
      ),
    named.length > 0 && text(toText(t, named)),
    held > 0 && text(t.text('announcements.send.held', { count: held })),
    later > 0 && text(t.text('announcements.send.later', { count: later, most: urgent ? 4 : 2 })),
    note(t.text('announcements.send.follow')),
    actions(button(runs(['annonce', 'etat']), t.text('announcements.state.button'))),
  );
}

/** Tells the coordinators that it didn't leave at its moment, and why: its sender has left or lost the role, or the day is past. */
export function heldBackNotice(
  t: Translator,
  announcement: Announcement,
  sender: { readonly name: string; readonly reason: 'gone' | 'role' | 'late' },
): Message {
  const { id, dueAt, createdAt } = announcement;
  return message(
    text(
      t.text('announcements.heldBack.notice', {
        sender: sender.name,
        why: sender.reason,
        when: t.moment(dueAt ?? createdAt),
      }),
    ),
    text(t.text('announcements.quoted', { text: excerpt(announcement) })),
    note(t.text('announcements.heldBack.what')),
    actions(button(`announcement-held-back:${id}`, t.text('announcements.heldBack.open'), 'primary')),
  );
}

export function abandonedMessage(t: Translator, { id }: Pick<Announcement, 'id'>): Message {
  return message(
    text(t.text('announcements.abandon.done')),
    actions(button(`announcement-resume:${id}`, t.text('announcements.resume.button'))),
  );
}

/** Lists the latest announcements to choose from. */
export function announcementList(t: Translator, announcements: readonly Announcement[]): Message {
  if (announcements.length === 0) {
    return message(
      text(t.text('announcements.list.none')),
      actions(button(runs(['annonce', 'diffuser']), t.text('announcements.list.write'), 'primary')),
    );
  }
  return message(
    heading(t.text('announcements.list.title')),
    actions(
      select(
        'announcement-open:',
        t.text('announcements.list.choose'),
        announcements.map((one) => ({ value: one.id, label: excerpt(one, 90), description: standing(t, one) })),
      ),
    ),
  );
}

function standing(t: Translator, announcement: Announcement): string {
  const { status, leftAt, dueAt, createdAt, withdrawnAt } = announcement;
  if (isHeldBack(announcement)) return t.text('announcements.list.heldBack');
  if (status === 'WITHDRAWN')
    return t.text('announcements.list.withdrawn', { when: t.moment(withdrawnAt ?? createdAt) });
  if (status === 'LEFT') return t.text('announcements.list.left', { when: t.moment(leftAt ?? createdAt) });
  if (status === 'SCHEDULED') return t.text('announcements.list.scheduled', { when: t.moment(dueAt ?? createdAt) });
  return t.text('announcements.list.draft', { when: t.moment(createdAt) });
}
