import type { Translator } from '../../../texts/translator.ts';
import { isDraft, type ReportContent } from '../content/content.ts';

/** Says which version a bilan is, or is a draft of, and on which day it was made. */
export function statedVersion(content: ReportContent, t: Translator): string {
  const { version, madeAt } = content;
  return t.text(isDraft(content) ? 'reports.annex.draft' : 'reports.annex.version', { version, when: t.date(madeAt) });
}
