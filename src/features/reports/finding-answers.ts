import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { operation } from '../../access/operation/operation.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { plannedTimes, schedule } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { editionById } from '../editions/queries.ts';
import { reopenQuestion } from '../surveys/answering/operations/converse.ts';
import { loadQuestionnaire } from '../surveys/questionnaires/load.ts';
import type { Questionnaire } from '../surveys/survey.ts';
import type { ReportContent } from './content.ts';
import { coverageAnswers, declaringItem } from './finding-corrections.ts';
import type { Finding } from './findings.ts';
import { findingCorrected } from './messages/findings.ts';
import { findingWithKey } from './operations.ts';
import { reportContent } from './queries.ts';

/**
 * The kind of due items by which a coordinator who corrects an answer from a finding is told what has become of it. Their
 * subject is `<questionnaire>:<person>`.
 */
const TELL = 'bilan-finding';

/** Milliseconds after which an answer that was opened from a finding isn't waited for any more. */
const WAITED = 7 * 24 * 3_600_000;

/** The questions whose answers findings are about, by the kind of their questionnaire. */
const QUESTION = { event: 'attendance', organisation: 'coverageItems' } as const;

/** Opens the question whose answer a finding is about. Once it is answered anew, whoever opened it is told whether the finding is gone. */
export const correctFindingAnswer = operation({
  name: 'reports.correctFindingAnswer',
  who: 'coordinator',
  journal: { silent: 'is a message' },
  input: z.object({ questionnaireId: z.uuid(), question: z.string() }),
  async run(scope, about) {
    const at = new Date(scope.now.getTime() + WAITED);
    const subject = `${about.questionnaireId}:${scope.actor.personId}`;
    await schedule(scope, { kind: TELL, subject, at, expires: at });
    return reopenQuestion.run(scope, about);
  },
});

/** The answers in which several organisations declare one media item. */
export interface SharedMention {
  readonly finding: Finding;
  readonly answers: readonly Pick<Questionnaire, 'id' | 'organisation'>[];
}

/** Returns the answers that the finding about an item of several organisations rests on. */
export const viewSharedMention = operation({
  name: 'reports.viewSharedMention',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ editionId: z.uuid(), key: z.string() }),
  async run(scope, about): Promise<SharedMention> {
    const { content, finding } = await findingWithKey(scope, about);
    const organisations = declaringItem(finding, content);
    return { finding, answers: await coverageAnswers(scope, about.editionId, organisations) };
  },
});

/** Has those told who opened this questionnaire's answer from a finding, now that it is another one. */
export async function tellOfFinding(scope: RegionScope, before: Questionnaire, after: Questionnaire): Promise<void> {
  const { id, kind } = after;
  if (kind === 'absence') return;
  const [was, is] = [before, after].map(({ answers }) => JSON.stringify(answers[QUESTION[kind]]));
  // Nobody waits for a first answer, and hardly any is changed: most answers ask nothing of the database here.
  if (was === undefined || was === is) return;
  const waiting = await plannedTimes(scope, TELL, `${id}:`);
  for (const subject of waiting.keys()) await schedule(scope, { kind: TELL, subject, at: scope.now, expires: null });
}

export const findingJobs: DueHandlers = {
  async [TELL](scope, subject) {
    const [questionnaireId = '', personId = ''] = subject.split(':');
    const questionnaire = await loadQuestionnaire(scope, questionnaireId);
    const { kind } = questionnaire;
    const reader = (await directory(scope).coordinators()).find((one) => one.personId === personId);
    const edition = await editionById(scope, questionnaire.survey.editionId);
    if (!reader || !edition || kind === 'absence') return;
    const content = await reportContent(scope, edition);
    const still = content.findings.find((finding) => isAbout(finding, content, questionnaire)) ?? null;
    await tellPerson(scope, reader, {
      key: `report-finding:${subject}:${scope.now.getTime()}`,
      words: (t) =>
        findingCorrected(t, {
          editionId: edition.id,
          still,
          again: `finding-answer:${questionnaireId}/${QUESTION[kind]}`,
        }),
      consent: { asked: 'conversation' },
      readAs: ['coordinator'],
    });
  },
};

function isAbout(finding: Finding, content: ReportContent, { event, organisation }: Questionnaire): boolean {
  if (event) return finding.id === `date-before-event:${event.id}`;
  if (finding.kind === 'mention-counted-twice') return declaringItem(finding, content).includes(organisation.id);
  return finding.id === `coverage-counted-twice:${organisation.id}`;
}
