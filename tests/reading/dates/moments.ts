import { formatSlots, type Locale } from '../../../src/dates/index.ts';
import { type MomentContext, type MomentReading, readMoment } from '../../../src/reading/index.ts';
import { asTyped } from '../../../src/texts/typography.ts';

export const PARIS = 'Europe/Paris';

/** It is Monday 2 November 2026, 10:00 in Paris, in an edition that lasts all November. */
export const NOVEMBER: MomentContext = {
  now: new Date('2026-11-02T09:00:00Z'),
  timeZone: PARIS,
  locale: 'fr',
  within: { from: new Date('2026-11-01T00:00:00+01:00'), to: new Date('2026-12-01T00:00:00+01:00') },
};

export const IN_ENGLISH: MomentContext = { ...NOVEMBER, locale: 'en' };

export { asTyped as plain } from '../../../src/texts/typography.ts';

/** Returns what was read, in words: the slots in full, or the problem. */
export function told(text: string, context: MomentContext = NOVEMBER): string {
  const reading = readMoment(text, context);
  return reading.ok ? asTyped(formatSlots(reading.value, context)) : reading.problem;
}

/** Returns what is offered instead, in words. */
export function offered(text: string, context: MomentContext = NOVEMBER): string[] {
  const reading = readMoment(text, context);
  return reading.ok ? [] : reading.alternatives.map((slots) => asTyped(formatSlots(slots, context)));
}

export function assumed(text: string, context: MomentContext = NOVEMBER): readonly string[] {
  const reading = readMoment(text, context);
  return reading.ok ? reading.assumptions : [];
}

export function instants(reading: MomentReading): string[] {
  if (!reading.ok) return [reading.problem];
  return reading.value.map(({ start, end }) =>
    [start, end].map((at) => at?.toISOString().slice(0, 16) ?? '').join('/'),
  );
}

export function at(now: string, locale: Locale = 'fr'): MomentContext {
  return { now: new Date(now), timeZone: PARIS, locale };
}
