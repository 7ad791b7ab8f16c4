import { directory } from '../../../access/contacts/directory-store.ts';
import { tellPerson } from '../../../delivery/outbox/index.ts';
import type { DueHandlers } from '../../../schedule/run-due.ts';
import { editionById } from '../../editions/queries.ts';
import { loadQuestionnaire } from '../../surveys/questionnaires/load.ts';
import type { Questionnaire } from '../../surveys/survey.ts';
import type { ReportContent } from '../content/content.ts';
import { findingCorrected } from '../messages/findings.ts';
import { reportContent } from '../queries.ts';
import { FINDING_QUESTION, TELL_FINDING } from './answers.ts';
import { declaringItem } from './corrections.ts';
import type { Finding } from './findings.ts';

export const findingJobs: DueHandlers = {
  async [TELL_FINDING](scope, subject) {
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
          again: `finding-answer:${questionnaireId}/${FINDING_QUESTION[kind]}`,
        }),
      consent: { asked: 'conversation' },
      readAs: ['coordinator'],
    });
  },
};

function isAbout(finding: Finding, content: ReportContent, { event, organisation }: Questionnaire): boolean {
  if (event) return finding.id === `date-before-event:${event.id}`;
  return declaringItem(finding, content).includes(organisation.id);
}
