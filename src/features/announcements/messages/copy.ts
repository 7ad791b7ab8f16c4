import type { Region } from '../../../access/region/region.ts';
import {
  actions,
  type Block,
  button,
  file,
  heading,
  image,
  link,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Announcement, Echo, Wording } from '../announcement.ts';
import { isFromNation } from '../rules.ts';

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** The facts a copy needs besides the announcement's own words. */
export interface CopyFacts {
  readonly region: Pick<Region, 'name'>;
  /** The echo shown in channels; null in private. */
  readonly echo: Echo | null;
}

/** Builds an announcement as people receive it: in a channel in the region's language, in private in the reader's. */
export function copyMessage(t: Translator, announcement: Announcement, { region, echo }: CopyFacts): Message {
  return message(
    heading(titleText(t, announcement, region)),
    ...said(t, announcement),
    echo && echo.read > 0 && note(echoText(t, echo)),
    answers(t, announcement),
  );
}

/** Reminds somebody who hasn't said that they read it. */
export function announcementReminder(t: Translator, announcement: Announcement, region: CopyFacts['region']): Message {
  return message(
    heading(
      isFromNation(announcement)
        ? t.text('announcements.nation.reminder')
        : t.text('announcements.copy.reminder', { region: region.name }),
    ),
    note(t.text('announcements.copy.why')),
    ...said(t, announcement),
    answers(t, announcement),
  );
}

/**
 * Previews a copy without its buttons, since there is nothing to acknowledge yet. `elsewhere` tells on which other
 * platform they can see it.
 */
export function copyPreview(
  t: Translator,
  announcement: Announcement,
  region: CopyFacts['region'],
  elsewhere: { readonly platform: PlatformName; readonly sent: boolean } | null = null,
): Message {
  const platform = elsewhere && traitsOf(elsewhere.platform).title;
  return message(
    platform !== null &&
      note(t.text(elsewhere?.sent ? 'announcements.preview.elsewhere' : 'announcements.preview.link', { platform })),
    note(t.text('announcements.preview.note')),
    announcement.urgent && urgentNote(t, announcement),
    heading(titleText(t, announcement, region)),
    ...said(t, announcement),
  );
}

/** Previews what the national coordinator writes, as coordinators will read it. */
export function previewFromNation(t: Translator, { text: words, links }: Wording, writer: string): Message {
  const announcement = { text: words, links, files: [], correctedAt: null, author: { id: null, name: writer } };
  return message(
    note(t.text('announcements.nation.preview')),
    heading(t.text('announcements.nation.title')),
    ...said(t, announcement),
  );
}

/** Explains what urgent means for it. Where nothing goes to anybody in private, no limit is lifted. */
export function urgentNote(t: Translator, { places }: Announcement): Block {
  const isPrivate = places.some((place) => place !== 'channels');
  return note(t.text(isPrivate ? 'announcements.urgent.what' : 'announcements.urgent.whatInChannels'));
}

function titleText(t: Translator, announcement: Announcement, region: CopyFacts['region']): string {
  const { urgent } = announcement;
  if (isFromNation(announcement)) return t.text('announcements.nation.title');
  return t.text(urgent ? 'announcements.copy.urgent' : 'announcements.copy.title', { region: region.name });
}

type Said = Pick<Announcement, 'text' | 'files' | 'links' | 'correctedAt' | 'author'>;

function said(t: Translator, announcement: Said): readonly (Block | false | null)[] {
  const { text: words, files, links, correctedAt, author } = announcement;
  return [
    correctedAt !== null && note(t.text('announcements.copy.corrected', { when: t.moment(correctedAt, 'day') })),
    text(words),
    ...files.map((one) => (pictures.has(one.type) ? image(one, one.name) : file(one))),
    actions(...links.map(({ label, url }) => link(label, url))),
    note(t.text('announcements.copy.from', { author: author.name })),
    isFromNation(announcement) && note(t.text('announcements.nation.why')),
  ];
}

/** Coordinators say that they read what the nation writes to them; it isn't theirs to pass on. */
function answers(t: Translator, announcement: Announcement): Block | null {
  const { id } = announcement;
  return actions(
    button(`announcement-read:${id}`, t.text('announcements.read.button'), 'primary'),
    !isFromNation(announcement) && button(`announcement-relay:${id}`, t.text('announcements.relay.button')),
  );
}

/** Words the echo: "Lue par 12 personnes · relayée par 3, à environ 240 personnes". */
function echoText(t: Translator, { read, relayed, reach }: Echo): string {
  return t.text('announcements.copy.echo', {
    read,
    relayed,
    reach: reach ? t.quantity(reach.value, reach.precision) : '',
    told: reach ? 'yes' : 'no',
  });
}
