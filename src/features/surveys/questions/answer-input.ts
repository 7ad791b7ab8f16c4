import { z } from 'zod';
import { MEDIUMS } from './options.ts';

/** The input that answers a question, from a button, a list, a form or a typed message. */
export const answerInput = z.discriminatedUnion('by', [
  /** `what` is an option, `<statement>.<level>` for scales, or one of `ExtraButton`. */
  z.object({ by: z.literal('press'), what: z.string() }),
  z.object({ by: z.literal('choose'), options: z.array(z.string()) }),
  /** `place` is the one of the first of these choices, 1 for the first choice of all; the others follow it. */
  z.object({ by: z.literal('rank'), place: z.int().min(1).max(3), options: z.array(z.string()) }),
  z.object({ by: z.literal('reply'), text: z.string() }),
  z.object({
    by: z.literal('media'),
    outlet: z.string(),
    medium: z.enum(MEDIUMS),
    publishedOn: z.string().nullable(),
    link: z.string().nullable(),
  }),
  /** [C'est exact] to what is known, which `print` marks. */
  z.object({ by: z.literal('confirm'), print: z.string() }),
  /** `file` is the id of a stored picture, `caption` the text sent with it. */
  z.object({ by: z.literal('file'), file: z.string(), caption: z.string().trim().default('') }),
]);

export type AnswerInput = z.output<typeof answerInput>;

/** The buttons beside the options: [Je ne sais pas], [Rien à signaler], [Passer] or [Terminé], [Recommencer]. */
export type ExtraButton = 'unknown' | 'nothing' | 'leave' | 'restart';
