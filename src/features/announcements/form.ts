import { z } from 'zod';
import type { Context } from '../../access/context.ts';
import { choicesField, filesField, longTextField, momentField, type RawValues, textField } from '../../chat/form.ts';
import { UserError } from '../../chat/user-error.ts';
import { readUrl } from '../../quantities/index.ts';
import { readWhen } from '../../when/read-when.ts';
import { type Announcement, type Link, relayedToGroups } from './announcement.ts';

/** As long as one field of a form holds on every platform. */
const TEXT = 3_000;

function textAsked(hint: string) {
  return longTextField({
    label: 'announcements.form.text',
    hint,
    option: { fr: 'texte', en: 'text' },
    max: TEXT,
  });
}

const besides = {
  link: textField({
    label: 'announcements.form.link',
    hint: 'announcements.form.linkHint',
    option: { fr: 'lien', en: 'link' },
    max: 500,
  }).optional(),
  linkLabel: textField({
    label: 'announcements.form.linkLabel',
    hint: 'announcements.form.linkLabelHint',
    option: { fr: 'libelle', en: 'label' },
    max: 70,
  }).optional(),
  files: filesField({ label: 'announcements.form.files', hint: 'announcements.form.filesHint' }).optional(),
};

const when = momentField({
  label: 'announcements.form.when',
  hint: 'announcements.form.whenHint',
  option: { fr: 'date', en: 'date' },
});

/** What a new announcement says. */
export const wordingInput = z.object({ text: textAsked('announcements.form.textHint'), ...besides });
/** The same, and when it is to leave. */
export const scheduledInput = z.object({ text: textAsked('announcements.form.textHint'), when, ...besides });
/** Other words for one that has left. */
export const correctionInput = z.object({ text: textAsked('announcements.form.correctHint'), ...besides });
export const whenInput = z.object({ when });

export const relayInput = z.object({
  to: choicesField({
    label: 'announcements.form.relayedTo',
    options: relayedToGroups.map((value) => ({ value, label: `announcements.relayedTo.${value}` })),
  }),
  howMany: textField({
    label: 'announcements.form.howMany',
    hint: 'announcements.form.howManyHint',
    max: 100,
  }).optional(),
});

/** What was typed of an announcement, as an operation takes it. Throws UserError about the field `link`. */
export function readWording(context: Context, { text, link, linkLabel, files }: z.output<typeof wordingInput>) {
  return { text, link: readLink(context, link, linkLabel), files: files ?? [] };
}

function readLink({ t }: Context, typed: string | undefined, label: string | undefined): Link | null {
  if (typed === undefined && label === undefined) return null;
  if (typed === undefined) throw new UserError('announcements.errors.noLink', {}, 'link');
  const read = readUrl(typed);
  if (!read.ok) throw new UserError('announcements.errors.link', { typed }, 'link');
  return { label: label ?? t.text('announcements.link.more'), url: read.url };
}

/** The one moment, as typed, by the region's clock. @throws ChoiceNeeded, UserError about the field `when` */
export function readMomentOf(context: Context, typed: string): Date {
  const [slot, ...more] = readWhen(context, typed, 'when');
  if (!slot || more.length > 0) throw new UserError('announcements.errors.oneMoment', {}, 'when');
  return slot.start;
}

/** The form holds what stands already. */
export function wordingValues({ text, link, files }: Announcement): RawValues {
  return {
    text,
    ...(link ? { link: link.url, linkLabel: link.label } : {}),
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
  };
}
