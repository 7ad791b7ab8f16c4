import { z } from 'zod';
import type { Translator } from '../../../texts/translator.ts';

/** A stand-in for an answer: the question counts as answered without one. */
export const standIn = z.discriminatedUnion('kind', [
  /** "Je ne sais pas" where it isn't one of the options: for a number or a date. */
  z.strictObject({ kind: z.literal('unknown') }),
  /** [Rien à signaler]. */
  z.strictObject({ kind: z.literal('nothing') }),
  /** [Passer]. */
  z.strictObject({ kind: z.literal('skipped') }),
]);

export type StandIn = z.infer<typeof standIn>;

const words = {
  unknown: 'surveys.options.dontKnow',
  nothing: 'surveys.buttons.nothing',
  skipped: 'surveys.answer.skipped',
} as const satisfies Record<StandIn['kind'], string>;

export function isStandIn(value: { readonly kind: string }): value is StandIn {
  return Object.hasOwn(words, value.kind);
}

export function standInText(t: Translator, { kind }: StandIn): string {
  return t.text(words[kind]);
}
