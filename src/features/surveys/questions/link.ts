import { z } from 'zod';
import { readUrl } from '../../../reading/index.ts';
import { SURVEY_ACTIONS, typedControls } from './controls.ts';
import { lineInForm } from './in-form.ts';
import type { QuestionBase, QuestionKind } from './kind.ts';
import { accepted, refused } from './reading.ts';
import { saysNoMore } from './usual-words.ts';

export interface LinkQuestion extends QuestionBase {
  readonly kind: 'link';
}

const stored = z.strictObject({ kind: z.literal('link'), url: z.url() });

type Link = z.infer<typeof stored>;

/** A question answered with a web address. */
export const linkKind: QuestionKind<LinkQuestion, Link> = {
  kind: 'link',
  stored,
  read(_step, typed) {
    if (saysNoMore(typed)) return accepted({ kind: 'skipped' });
    const url = readUrl(typed);
    return url.ok ? accepted({ kind: 'link', url: url.value }) : refused('unreadableLink');
  },
  text: (_t, { url }) => url,
  typedBefore: ({ url }) => url,
  formFields: lineInForm,
  controls: (t, shown) => typedControls(t, shown, SURVEY_ACTIONS.write),
};
