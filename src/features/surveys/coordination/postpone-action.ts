import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import type { RawValues } from '../../../chat/form.ts';
import { typedMoment } from '../../../reading/index.ts';
import { newDateField, postponeStanding, reviewPostpone, runPostpone } from '../../events/forms/move.ts';
import { eventToChange } from '../../events/operations/view.ts';
import { slotsFrom } from '../timing.ts';
import { askedAlreadyNote } from './postponing.ts';

/** Splits a button's key `<event>/<day>`; the day is empty while no new date is known. */
function partsOf(key: string): { readonly id: string; readonly day: string } {
  const [id = '', day = ''] = key.split('/');
  return { id, day };
}

/**
 * Prefills the new day with the event's hours, so that coordinators see and can correct what they are about to publish.
 */
async function newDates(context: Context, key: string): Promise<RawValues> {
  const { id, day } = partsOf(key);
  const { slots } = await context.do(eventToChange, { id, step: 'reschedule' });
  const { timeZone } = context.region;
  const moved = day === '' ? [] : slotsFrom(day, slots, timeZone);
  return moved.length === 0 ? {} : { when: typedMoment(moved, { locale: context.t.locale, timeZone }) };
}

/** [Reporter l'événement] below an organiser's answer postpones the event as its own command does, to that date. */
export const postponeAction: AnyAction = action({
  name: 'survey-postpone',
  who: 'coordinator',
  answer: 'private',
  form: 'always',
  title: 'events.form.postpone',
  confirm: 'events.postpone.confirm',
  input: z.object({ when: newDateField }),
  prefill: newDates,
  review: (context, { when }, key) => reviewPostpone(context, partsOf(key).id, when, askedAlreadyNote),
  standing: (context, _, key) => postponeStanding(context, partsOf(key).id),
  run: (context, { when }, key, standing) => runPostpone(context, partsOf(key).id, when, standing),
});
