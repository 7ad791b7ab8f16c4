import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import { filesField, longTextField, momentField, type RawValues, textField } from '../../../chat/form.ts';
import { field, fields, type Message, message, text } from '../../../chat/message.ts';
import { typedMoment } from '../../../reading/index.ts';
import { reviewModification } from '../messages/proposal.ts';
import { type Purpose, sheet } from '../messages/sheet.ts';
import {
  type Changed,
  checkCompletion,
  completeEvent,
  modifyEvent,
  previewCompletion,
  previewModification,
} from '../operations/change.ts';
import { eventToChange, viewEvent } from '../operations/view.ts';
import { placeText } from '../place.ts';
import { communeField, contactField, pitchField, placeField, titleField, versionField } from './fields.ts';

/** Texts that a platform's line of text holds; longer dates are left out of the form, and then stay as they are. */
const WHEN_MAX = 200;

export const editForm = {
  title: 'events.form.modify',
  // Only other dates of an accepted event are shown back first.
  submit: 'common.form.continue',
  confirm: 'events.modify.confirm',
  input: z.object({
    title: titleField,
    when: momentField({ label: 'events.form.when', hint: 'events.form.whenKept' }).optional(),
    place: placeField,
    pitch: pitchField,
    contact: contactField,
    municipality: communeField,
    version: versionField,
  }),
};

export async function prefillEdit(context: Context, id: string): Promise<RawValues> {
  const event = await context.do(eventToChange, { id, step: 'modify' });
  const when = typedMoment(event.slots, context.t);
  const { title, pitch, contact, version } = event;
  return {
    ...{ title, pitch, contact, place: placeText(event), version: String(version) },
    ...(when.length <= WHEN_MAX ? { when } : {}),
  };
}

/** Other dates of an accepted event are shown back: with what they overlap, and as the coordinators will read of them. */
export async function reviewEdit(
  context: Context,
  input: z.output<(typeof editForm)['input']>,
  id: string,
): Promise<Message | null> {
  const found = await context.do(previewModification, { ...input, id });
  return found && reviewModification(context.t, found, context.actor.name);
}

export async function runEdit(
  context: Context,
  input: z.output<(typeof editForm)['input']>,
  id: string,
): Promise<Message> {
  return changedMessage(context, await context.do(modifyEvent, { ...input, id }), 'modify');
}

export const completeForm = {
  title: 'events.form.complete',
  // Only more dates of an accepted event are shown back first.
  submit: 'common.form.continue',
  confirm: 'events.modify.confirm',
  input: z.object({
    description: longTextField({ label: 'events.form.description', max: 1500 }).optional(),
    audience: textField({ label: 'events.form.audience', hint: 'events.form.audienceHint', max: 100 }).optional(),
    price: textField({ label: 'events.form.price', hint: 'events.form.priceHint', max: 100 }).optional(),
    accessibility: textField({
      label: 'events.form.accessibility',
      hint: 'events.form.accessibilityHint',
      max: 200,
    }).optional(),
    link: textField({ label: 'events.form.link', max: 300 }).optional(),
    when: momentField({
      label: 'events.form.moreDates',
      hint: 'events.form.moreDatesHint',
      source: 'event-dates',
    }).optional(),
    picture: filesField({ label: 'events.form.picture', hint: 'events.form.pictureHint' }).optional(),
    version: versionField,
  }),
};

export async function prefillComplete(context: Context, id: string): Promise<RawValues> {
  const event = await context.do(eventToChange, { id, step: 'complete' });
  const { description, audience, price, accessibility, link, version } = event;
  const known = Object.entries({ description, audience, price, accessibility, link });
  return {
    ...Object.fromEntries(known.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))),
    version: String(version),
  };
}

export async function checkComplete(
  context: Context,
  { link, when }: Partial<z.output<(typeof completeForm)['input']>>,
  id: string,
): Promise<void> {
  await context.do(checkCompletion, { id, link, when });
}

/** What a completion adds beside dates, by the names of its fields. */
const texts = ['description', 'audience', 'price', 'accessibility', 'link'] as const;

/** More dates of an accepted event are shown back as other dates are, with what else was filled in. */
export async function reviewComplete(
  context: Context,
  input: z.output<(typeof completeForm)['input']>,
  id: string,
): Promise<Message | null> {
  const { version, link, when, picture } = input;
  const { t, actor } = context;
  const found = await context.do(previewCompletion, { id, version, link, when, picture: picture?.[0] });
  if (!found) return null;
  const filled = texts.flatMap((name) => {
    const typed = input[name];
    return typed === undefined ? [] : [field(t.text(`events.label.${name}`), typed)];
  });
  return message(...reviewModification(t, found, actor.name).blocks, filled.length > 0 && fields(...filled));
}

export async function runComplete(
  context: Context,
  input: z.output<(typeof completeForm)['input']>,
  id: string,
): Promise<Message> {
  const { description, audience, price, accessibility, link, when, picture, version } = input;
  const changed = await context.do(completeEvent, {
    ...{ id, version, when, picture: picture?.[0] },
    description: description ?? null,
    audience: audience ?? null,
    price: price ?? null,
    accessibility: accessibility ?? null,
    link: link ?? null,
  });
  return changedMessage(context, changed, 'complete');
}

/** The sheet as it now is, below a word on what was stored. */
export async function changedMessage(context: Context, { event, stored }: Changed, purpose: Purpose): Promise<Message> {
  const { t } = context;
  const facts = await context.do(viewEvent, { id: event.id });
  const words = message(text(t.text(stored ? 'events.modify.done' : 'events.modify.kept', { title: event.title })));
  return message(...words.blocks, ...sheet(t, facts, purpose).blocks);
}
