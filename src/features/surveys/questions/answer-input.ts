import { z } from 'zod';
import { MEDIUMS } from './options.ts';

/** What somebody does to answer a question: what a button, a list, a form or a typed message carries. */
export const answerInput = z.discriminatedUnion('by', [
  /** An option's button; of scales, `<statement>.<level>`; or one of `ExtraButton`. */
  z.object({ by: z.literal('press'), what: z.string() }),
  z.object({ by: z.literal('choose'), options: z.array(z.string()) }),
  /** The first, second or third choice. */
  z.object({ by: z.literal('rank'), place: z.int().min(1).max(3), option: z.string() }),
  z.object({ by: z.literal('reply'), text: z.string() }),
  z.object({
    by: z.literal('media'),
    outlet: z.string(),
    medium: z.enum(MEDIUMS),
    publishedOn: z.string().nullable(),
    link: z.string().nullable(),
  }),
  /** Id of a stored picture, and what was typed with it. */
  z.object({ by: z.literal('file'), file: z.string(), caption: z.string().trim().default('') }),
]);

export type AnswerInput = z.output<typeof answerInput>;

/** Buttons beside the options: [Je ne sais pas], [Rien à signaler], [Passer] or [Terminé], [Recommencer]. */
export type ExtraButton = 'unknown' | 'nothing' | 'leave' | 'restart';
