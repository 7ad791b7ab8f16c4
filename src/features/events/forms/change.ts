import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import { momentField, type RawValues } from '../../../chat/form.ts';
import { field, fields, type Message, message, note, text } from '../../../chat/message.ts';
import type { Event } from '../event.ts';
import { fieldKindOf } from '../fields/kinds.ts';
import {
  completionFields,
  completionTexts,
  eventFields,
  type FieldName,
  fieldInputs,
  optionalFieldInputs,
  proposalFields,
  recordOf,
} from '../fields/list.ts';
import { reviewModification } from '../messages/proposal.ts';
import { eventSheet, type Purpose } from '../messages/sheet.ts';
import {
  type ChangeResult,
  checkCompletion,
  completeEvent,
  modifyEvent,
  previewCompletion,
  previewModification,
} from '../operations/change.ts';
import { eventToChange, viewEvent } from '../operations/view.ts';
import { questionVersion } from '../rules.ts';
import { communeField, seenQuestionField, versionField } from './fields.ts';

export const editForm = {
  title: 'events.form.modify',
  // Only other dates of an accepted event are shown back first.
  submit: 'common.form.continue',
  confirm: 'events.modify.confirm',
  putsBack: {},
  input: z.object({
    ...fieldInputs(proposalFields),
    when: momentField({ label: 'events.form.when', hint: 'events.form.whenKept' }).optional(),
    municipality: communeField,
    version: versionField,
    seenQuestion: seenQuestionField,
  }),
};

export async function prefillEdit(context: Context, id: string): Promise<RawValues> {
  const event = await context.do(eventToChange, { id, step: 'modify' });
  return { ...prefilled(context, event, proposalFields), ...asOpened(event) };
}

/** Returns what isn't shown in the form and identifies what it was opened with. */
function asOpened(event: Event): RawValues {
  return { version: String(event.version), seenQuestion: questionVersion(event) };
}

function prefilled({ t }: Context, event: Event, names: readonly FieldName[]): RawValues {
  const shown = names.map((name) => [name, fieldKindOf(name).prefill(t, event, name)] as const);
  return Object.fromEntries(shown.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/**
 * Shows new dates of an accepted event back: what they overlap with, and what the coordinators will read. Returns null
 * for any other change, which needs no review.
 */
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
  putsBack: {},
  input: z.object({
    ...optionalFieldInputs(completionTexts),
    when: momentField({
      label: 'events.form.moreDates',
      hint: 'events.form.moreDatesHint',
      source: 'event-dates',
    }).optional(),
    picture: eventFields.picture.ask.optional(),
    version: versionField,
    seenQuestion: seenQuestionField,
  }),
};

export async function prefillComplete(context: Context, id: string): Promise<RawValues> {
  const event = await context.do(eventToChange, { id, step: 'complete' });
  return { ...prefilled(context, event, completionFields), ...asOpened(event) };
}

export async function checkComplete(
  context: Context,
  { picture: _, version: __, seenQuestion: ___, ...typed }: Partial<z.output<(typeof completeForm)['input']>>,
  id: string,
): Promise<void> {
  await context.do(checkCompletion, { ...typed, id });
}

/**
 * Shows additional dates of an accepted event back, as new dates are, with whatever else was filled in. Returns null
 * when no date is added.
 */
export async function reviewComplete(
  context: Context,
  input: z.output<(typeof completeForm)['input']>,
  id: string,
): Promise<Message | null> {
  const { t, actor } = context;
  const found = await context.do(previewCompletion, { ...input, id, picture: input.picture?.[0] });
  if (!found) return null;
  const filled = completionTexts.flatMap((name) => {
    const typed = input[name];
    if (typed === undefined) return [];
    return [field(t.text(`events.label.${name}`), fieldKindOf(name).text(t, { ...found.after, [name]: typed }, name))];
  });
  return message(...reviewModification(t, found, actor.name).blocks, filled.length > 0 && fields(...filled));
}

export async function runComplete(
  context: Context,
  input: z.output<(typeof completeForm)['input']>,
  id: string,
): Promise<Message> {
  const { when, picture, version, seenQuestion } = input;
  const texts = recordOf(completionTexts, (name) => input[name] ?? null);
  const changed = await context.do(completeEvent, {
    ...texts,
    ...{ id, version, seenQuestion, when },
    picture: picture?.[0],
  });
  return changedMessage(context, changed, 'complete');
}

/** Says what was stored, and shows the sheet as it is now. */
export async function changedMessage(
  context: Context,
  { event, stored, isStillAsked = false }: ChangeResult,
  purpose: Purpose,
): Promise<Message> {
  const { t } = context;
  const facts = await context.do(viewEvent, { id: event.id });
  const words = message(text(t.text(stored ? 'events.modify.done' : 'events.modify.kept', { title: event.title })));
  const asked = isStillAsked && note(t.text('events.modify.stillAsked'));
  return message(...words.blocks, asked, ...eventSheet(t, facts, purpose).blocks);
}
