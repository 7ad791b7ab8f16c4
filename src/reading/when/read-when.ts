import { ChoiceNeeded, type ErrorValues, UserError } from '../../chat/user-error.ts';
import type { Slot } from '../../dates/slot.ts';
import type { Translator } from '../../texts/translator.ts';
import type { MomentReading } from '../dates/moment.ts';
import { typedForm } from '../dates/moment-text.ts';
import { momentValue } from '../dates/moment-value.ts';
import { readMoment } from '../dates/read-moment.ts';
import { exampleMoment, type MomentRules } from './example.ts';

/** The place and time at which something is typed. */
export interface WhenContext {
  readonly t: Translator;
  readonly now: Date;
}

type Refused = MomentReading & { readonly ok: false };

/**
 * Reads a date as people type it. When it reads in several ways, each one that lies ahead is offered in full words;
 * when it doesn't read, the refusal says what to write instead.
 * @throws ChoiceNeeded, UserError about `field`
 */
export function readWhen(
  context: WhenContext,
  typed: string,
  field: string,
  reading: MomentRules = {},
): readonly Slot[] {
  const { t, now } = context;
  const { timeZone, locale } = t;
  const read = readMoment(typed, { now, timeZone, locale, ...reading });
  if (read.ok) return read.value;
  const ahead = read.alternatives.filter((slots) =>
    slots.every(({ start, end, allDay }) => (allDay && end ? end : start) > now),
  );
  const possible = reading.wholeDays === false ? ahead.filter((slots) => !slots.some(({ allDay }) => allDay)) : ahead;
  const options = possible.map((slots) => ({ value: momentValue(slots, timeZone), label: t.slots(slots) }));
  // Whatever else is odd about it, a date in the past needs another one.
  const gone = read.alternatives.length > 0 && ahead.length === 0;
  const key = `common.when.${gone ? 'past' : read.problem}`;
  const values = { ...problemValues(t, read), typed: typedForm(typed, t), example: exampleMoment(context, reading) };
  if (options.length > 0 && options.every((option) => option.value.length <= 100)) {
    throw new ChoiceNeeded(key, { ...values, offered: 'yes' }, field, options);
  }
  throw new UserError(key, { ...values, offered: 'no' }, field);
}

/** Returns the values that a refusal names: "Le 14 novembre 2027 est un dimanche." */
function problemValues(t: Translator, { misnamed }: Refused): ErrorValues {
  if (!misnamed) return {};
  const [weekday = '', ...day] = t.date(misnamed).split(' ');
  return { weekday, day: day.join(' ') };
}
