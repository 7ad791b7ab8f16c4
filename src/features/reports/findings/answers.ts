import type { RegionScope } from '../../../access/region/region-scope.ts';
import { plannedTimes, schedule } from '../../../schedule/due.ts';
import type { Questionnaire } from '../../surveys/survey.ts';

/**
 * The kind of due items by which a coordinator who corrects an answer from a finding is told the outcome. Their subject
 * is `<questionnaire>:<person>`.
 */
export const TELL_FINDING = 'bilan-finding';

/** The questions whose answers findings are about, by the kind of their questionnaire. */
export const FINDING_QUESTION = { event: 'attendance', organisation: 'coverageItems' } as const;

/** Tells those who opened this questionnaire's answer from a finding, once the answer has changed. */
export async function tellOfFinding(scope: RegionScope, before: Questionnaire, after: Questionnaire): Promise<void> {
  const { id, kind } = after;
  if (kind === 'absence') return;
  const [was, is] = [before, after].map(({ answers }) => JSON.stringify(answers[FINDING_QUESTION[kind]]));
  // Nobody waits for a first answer, and few are changed, so that most answers ask nothing of the database here.
  if (was === undefined || was === is) return;
  const waiting = await plannedTimes(scope, TELL_FINDING, `${id}:`);
  for (const subject of waiting.keys())
    await schedule(scope, { kind: TELL_FINDING, subject, at: scope.now, expires: null });
}
