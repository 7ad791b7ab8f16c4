import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import { choiceField, pickField, type RawValues, textField } from '../../../chat/form.ts';
import { readEach, UserError } from '../../../chat/user-error.ts';
import { readUrl } from '../../../reading/index.ts';
import { actedFor } from '../../organisations/forms.ts';
import { readPublicationDay } from '../../surveys/questions/coverage.ts';
import { MEDIUMS, mediumText } from '../../surveys/questions/options.ts';
import { viewPressItem } from './operations.ts';
import { LONGEST_PRESS_LINK, LONGEST_PRESS_TEXT, type PressReference } from './press.ts';

/** The fields of a reference. */
export const pressInput = z.object({
  title: textField({ label: 'reports.form.pressTitle', max: LONGEST_PRESS_TEXT }),
  outlet: textField({ label: 'surveys.form.outlet', max: LONGEST_PRESS_TEXT }),
  medium: choiceField({
    label: 'surveys.form.medium',
    options: MEDIUMS.map((value) => ({ value, label: mediumText(value) })),
  }),
  publishedOn: textField({ label: 'reports.form.pressDay', hint: 'surveys.form.publishedOnHint', max: 60 }),
  organisation: actedFor,
  link: textField({ label: 'surveys.form.link', max: LONGEST_PRESS_LINK }).optional(),
  event: pickField({ label: 'reports.form.pressEvent', source: 'cited-events' }).optional(),
});

/** Reads a reference. Throws UserErrors about the fields that can't be read, all at once. */
export async function readPress(context: Context, input: z.output<typeof pressInput>): Promise<PressReference> {
  const { title, outlet, medium, organisation, event } = input;
  const [publishedOn, link] = await readEach(
    () => readDayOf(context, input.publishedOn),
    () => (input.link === undefined ? null : readLink(input.link)),
  );
  return { organisationId: organisation, title, outlet, medium, publishedOn, link, eventId: event ?? null };
}

function readDayOf({ now, t }: Context, typed: string): string {
  const day = readPublicationDay(typed, { now, timeZone: t.timeZone, locale: t.locale });
  if (day === null) throw new UserError('reports.errors.pressDay', { typed }, 'publishedOn');
  return day;
}

function readLink(typed: string): string {
  const read = readUrl(typed);
  if (!read.ok || read.value.length > LONGEST_PRESS_LINK)
    throw new UserError('reports.errors.pressLink', { typed }, 'link');
  return read.value;
}

/** Fills in the organisation of whoever has one. */
export async function prefillOwn({ actor }: Context): Promise<RawValues> {
  const [one, ...others] = actor.organisations;
  return one && others.length === 0 ? { organisation: one.id } : {};
}

/** Fills in what is there, to be corrected. */
export async function prefillPress(context: Context, id: string): Promise<RawValues> {
  const { title, outlet, medium, publishedOn, link, organisation, event } = await context.do(viewPressItem, { id });
  return {
    ...{ outlet, medium, organisation: organisation.id },
    ...(title === null ? {} : { title }),
    ...(publishedOn === null ? {} : { publishedOn: context.t.day(publishedOn) }),
    ...(link === null ? {} : { link }),
    ...(event === null ? {} : { event: event.id }),
  };
}
