import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { cut } from '../../chat/cut.ts';
import { choicesField, filesField, longTextField, momentField, type RawValues, textField } from '../../chat/form.ts';
import { readEach, UserError } from '../../chat/user-error.ts';
import { readWhen } from '../../reading/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { type Announcement, type Link, relayedToGroups } from './announcement.ts';
import { type LinksReading, linkDestination, MAX_ADDRESS, MAX_LABEL, MAX_LINKS, readLinks } from './links.ts';
import { viewLastWriter } from './operations/compose.ts';
import { MAX_TEXT } from './rules.ts';
import { bothWordings, wordingVersion } from './wording.ts';

function textAsked(hint: string) {
  return longTextField({
    label: 'announcements.form.text',
    hint,
    option: { fr: 'texte', en: 'text' },
    max: MAX_TEXT,
  });
}

const besides = {
  links: longTextField({
    label: 'announcements.form.links',
    hint: 'announcements.form.linksHint',
    option: { fr: 'liens', en: 'links' },
    max: MAX_TEXT,
  }).optional(),
  files: filesField({ label: 'announcements.form.files', hint: 'announcements.form.filesHint' }).optional(),
};

const when = momentField({
  label: 'announcements.form.when',
  hint: 'announcements.form.whenHint',
  option: { fr: 'date', en: 'date' },
  wholeDays: false,
});

/** Fields of a new announcement. */
export const wordingInput = z.object({ text: textAsked('announcements.form.textHint'), ...besides });
/** Fields of a new announcement, with the moment it leaves. */
export const scheduledInput = z.object({ text: textAsked('announcements.form.textHint'), when, ...besides });
/** The wording's version when a form that changes it opened. */
const version = textField({ label: 'announcements.form.version', hidden: true }).optional();

/** Fields of a change to an announcement that hasn't left. */
export const rewriteInput = z.object({ ...wordingInput.shape, version });
/** Fields of a correction to an announcement that has left. */
export const correctionInput = z.object({ text: textAsked('announcements.form.correctHint'), ...besides, version });

/** The part of both forms that change an announcement's wording. */
export const putsWordingBack = {
  by: (context: Context, id: string) => context.do(viewLastWriter, { id }),
  both: bothWordings,
};
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

/** Turns the typed fields into an operation's input. Throws UserError about the field `links`. */
export function readWording(context: Context, { text, links, files }: z.output<typeof wordingInput>) {
  return { text, links: links === undefined ? [] : labelledLinks(context, links), files: files ?? [] };
}

/** Checks what was typed while other fields are missing or files are still being fetched. */
export async function checkWording(
  context: Context,
  { links, when }: { readonly links?: string | undefined; readonly when?: string | undefined },
): Promise<void> {
  await readEach(
    () => when !== undefined && readMomentOf(context, when),
    () => links !== undefined && labelledLinks(context, links),
  );
}

function labelledLinks({ t }: Context, typed: string): readonly Link[] {
  const read = readLinks(typed);
  if (!read.ok) throw linksError(read);
  const [only, ...others] = read.links;
  const unnamed = (url: string) =>
    only && others.length === 0 ? t.text('announcements.link.more') : cut(linkDestination(url), MAX_LABEL);
  return read.links.map(({ label, url }) => ({ label: label ?? unnamed(url), url }));
}

function linksError({ problem, typed }: Extract<LinksReading, { ok: false }>): UserError {
  const most = {
    address: MAX_ADDRESS,
    noAddress: 0,
    longAddress: MAX_ADDRESS,
    longLabel: MAX_LABEL,
    tooMany: MAX_LINKS,
  };
  return new UserError(
    `announcements.errors.links.${problem}`,
    { typed: cut(typed, 100), most: most[problem] },
    'links',
  );
}

/** Reads a single moment in the region's time zone. Throws ChoiceNeeded or UserError about the field `when`. */
export function readMomentOf(context: Context, typed: string): Date {
  const [slot, ...more] = readWhen(context, typed, 'when', { wholeDays: false });
  if (!slot || more.length > 0) throw new UserError('announcements.errors.oneMoment', {}, 'when');
  // Without an hour it would leave at midnight.
  if (slot.allDay) throw new UserError('announcements.errors.hourNeeded', {}, 'when');
  return slot.start;
}

/** Prefills the field of the links. */
export function linkValues(t: Translator, links: readonly Link[]): RawValues {
  if (links.length === 0) return {};
  return { links: links.map((link) => t.text('announcements.form.linkLine', { ...link })).join('\n') };
}

/** Prefills the form with the announcement as it stands. */
export function wordingValues({ t }: Context, announcement: Announcement): RawValues {
  const { text, links, files } = announcement;
  return {
    text,
    version: wordingVersion(announcement),
    ...linkValues(t, links),
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
  };
}
