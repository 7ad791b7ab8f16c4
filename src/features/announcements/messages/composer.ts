import { versionOf } from '../../../access/operation/version.ts';
import {
  actions,
  type Block,
  button,
  type Control,
  field,
  fields,
  heading,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Announcement } from '../announcement.ts';
import { copyPlaces } from '../audience.ts';
import type { Composing } from '../composing.ts';
import { isHeldBack } from '../rules.ts';
import { wordingVersion } from '../wording.ts';
import { audienceText } from './chosen.ts';
import { urgentNote } from './copy.ts';
import { excerpt } from './state.ts';

/** Characters of the text shown above the choices. */
const EXCERPT = 500;

/**
 * Shows an announcement that hasn't left and whom it would reach now. Each choice edits this message; nothing leaves
 * before that is pressed. `changed` says what was just done.
 */
export function composerMessage(t: Translator, composing: Composing, changed: string | null = null): Message {
  const { blocks } = composed(t, composing);
  return message(
    changed !== null && note(changed),
    ...blocks,
    actions(...selects(t, composing)),
    actions(...buttons(t, composing)),
  );
}

/**
 * Identifies what the composer shows above its buttons, the audience, the places and the moment, and the whole wording,
 * of which it shows only the beginning.
 */
export function composerVersion(t: Translator, composing: Composing): string {
  return versionOf([composed(t, composing).blocks, wordingVersion(composing.announcement)]);
}

function composed(t: Translator, composing: Composing): Message {
  const { announcement } = composing;
  const scheduled = announcement.status === 'SCHEDULED';
  return message(
    heading(t.text(scheduled ? 'announcements.composer.scheduled' : 'announcements.composer.title')),
    isHeldBack(announcement) && text(t.text('announcements.heldBack.told')),
    text(t.text('announcements.quoted', { text: excerpt(announcement, EXCERPT) })),
    fields(
      field(t.text('announcements.composer.to'), audienceText(t, composing)),
      field(t.text('announcements.composer.where'), placesText(t, composing)),
      field(t.text('announcements.composer.reminder'), reminderText(t, announcement)),
      announcement.dueAt !== null && field(t.text('announcements.composer.when'), t.moment(announcement.dueAt)),
    ),
    ...reachBlocks(t, composing),
    announcement.urgent && urgentNote(t, announcement),
  );
}

/** Counts whom it would reach now, and the messages it would become. */
export function reachBlocks(t: Translator, composing: Composing): readonly Block[] {
  const { people, copies } = composing;
  return [
    text(t.text('announcements.composer.reach', { people: people.length, places: copies.rooms })),
    note(detailsText(t, composing)),
  ];
}

function placesText(t: Translator, { announcement: { places } }: Composing): string {
  return places.length === 0
    ? t.text('announcements.place.none')
    : t.list(places.map((place) => t.text(`announcements.place.${place}`)));
}

function reminderText(t: Translator, { remindAfter }: Announcement): string {
  return remindAfter === null
    ? t.text('announcements.reminder.none')
    : t.text('announcements.reminder.after', { days: remindAfter });
}

/** Counts the messages it would become: "2 salons d'annonces · 3 conversations de structure · 6 messages privés". */
function detailsText(t: Translator, { copies, announcement, people, unreached }: Composing): string {
  const { channels, organisations, direct } = copies;
  return [
    ...(channels > 0 ? [t.text('announcements.composer.channels', { count: channels })] : []),
    ...(organisations > 0 ? [t.text('announcements.composer.organisations', { count: organisations })] : []),
    ...(direct > 0 ? [t.text('announcements.composer.direct', { count: direct })] : []),
    ...(people.length === 0 ? [t.text('announcements.composer.nobody')] : []),
    ...(people.length > 0 && unreached > 0 ? [t.text('announcements.composer.unreached', { count: unreached })] : []),
    ...(announcement.places.includes('channels') && channels === 0 ? [t.text('announcements.composer.noChannel')] : []),
    ...(channels > 0 ? [t.text('announcements.composer.everybodyReads')] : []),
  ].join(' · ');
}

function selects(t: Translator, { announcement, limited }: Composing): readonly Control[] {
  const { id } = announcement;
  const places = copyPlaces.filter((place) => !limited || place !== 'channels');
  return [
    select(
      `announcement-to:${id}/places`,
      t.text('announcements.composer.chooseWhere'),
      places.map((value) => ({ value, label: t.text(`announcements.place.${value}`) })),
      places.length,
      announcement.places,
    ),
    select(
      `announcement-to:${id}/reminder`,
      t.text('announcements.composer.chooseReminder'),
      [
        { value: 'none', label: t.text('announcements.reminder.none') },
        { value: '2', label: t.text('announcements.reminder.after', { days: 2 }) },
      ],
      1,
      [announcement.remindAfter === null ? 'none' : String(announcement.remindAfter)],
    ),
  ];
}

function buttons(t: Translator, composing: Composing): readonly (Control | false)[] {
  const { announcement, copies, limited } = composing;
  // An announcement that nobody would receive can't leave now; it may reach others by the time it is scheduled for.
  const reaches = copies.rooms + copies.direct > 0;
  const { id, status, dueAt, urgent } = announcement;
  const scheduled = status === 'SCHEDULED';
  const worded = `${id}/${wordingVersion(announcement)}`;
  const now =
    reaches &&
    button(`announcement-send:${worded}`, t.text('announcements.send.button'), dueAt === null ? 'primary' : 'plain');
  return [
    dueAt === null && now,
    dueAt !== null &&
      !scheduled &&
      button(
        `announcement-schedule:${worded}`,
        t.text('announcements.schedule.at', { when: t.moment(dueAt, 'short') }),
        'primary',
      ),
    button(
      `announcement-when:${id}/${composerVersion(t, composing)}`,
      t.text(dueAt === null ? 'announcements.schedule.button' : 'announcements.when.button'),
    ),
    dueAt !== null && now,
    button(
      `announcement-audience:${id}`,
      t.text('announcements.audience.button'),
      reaches || dueAt !== null ? 'plain' : 'primary',
    ),
    !limited &&
      button(
        `announcement-urgent:${id}/${urgent ? 'no' : 'yes'}`,
        t.text(urgent ? 'announcements.urgent.unmark' : 'announcements.urgent.mark'),
      ),
    button(`announcement-write:${id}`, t.text('announcements.write.button')),
    button(`announcement-preview:${id}`, t.text('announcements.preview.button')),
    button(
      `announcement-abandon:${id}`,
      t.text(scheduled ? 'announcements.abandon.scheduled' : 'announcements.abandon.button'),
      'danger',
    ),
  ];
}
