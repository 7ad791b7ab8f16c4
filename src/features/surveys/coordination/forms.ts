import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import { momentField } from '../../../chat/form.ts';
import { UserError } from '../../../chat/user-error.ts';
import { localDay } from '../../../dates/index.ts';
import { readWhen } from '../../../reading/index.ts';

export const launchInput = z.object({
  closing: momentField({
    label: 'surveys.form.closing',
    hint: 'surveys.form.closingHint',
    option: { fr: 'cloture', en: 'closing' },
    hours: false,
  }).optional(),
});

export const extendInput = z.object({
  closing: momentField({
    label: 'surveys.form.closing',
    hint: 'surveys.form.extendHint',
    option: { fr: 'cloture', en: 'closing' },
    hours: false,
  }),
});

/** Reads the last day to answer, as "2027-01-15". Throws UserError when it can't be read. */
export function readClosing({ t, now }: Context, typed: string): string {
  const [first] = readWhen({ t, now }, typed, 'closing', { timeRequired: false });
  if (!first) throw new UserError('common.errors.invalid', {}, 'closing');
  return localDay(first.start, t.timeZone);
}
