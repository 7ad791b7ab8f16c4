import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { schedule } from '../../../schedule/due.ts';
import { reopenQuestion } from '../../surveys/answering/operations/converse.ts';
import { findingWithKey } from '../operations.ts';
import { TELL_FINDING } from './answers.ts';
import { coverageAnswers, type SharedMention } from './corrections.ts';

/** Milliseconds after which an answer that was opened from a finding isn't waited for any more. */
const WAITED = 7 * 24 * 3_600_000;

/** Opens the question whose answer a finding is about. Once it is answered anew, whoever opened it is told whether the finding is gone. */
export const correctFindingAnswer = operation({
  name: 'reports.correctFindingAnswer',
  who: 'coordinator',
  journal: { silent: 'is a message' },
  input: z.object({ questionnaireId: z.uuid(), question: z.string() }),
  async run(scope, about) {
    const at = new Date(scope.now.getTime() + WAITED);
    const subject = `${about.questionnaireId}:${scope.actor.personId}`;
    await schedule(scope, { kind: TELL_FINDING, subject, at, expires: at });
    return reopenQuestion.run(scope, about);
  },
});

/** Returns the answers that a finding about items which may be counted twice rests on. */
export const viewSharedMention = operation({
  name: 'reports.viewSharedMention',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ editionId: z.uuid(), key: z.string() }),
  async run(scope, about): Promise<SharedMention> {
    const { content, finding } = await findingWithKey(scope, about);
    const { editionId } = about;
    return { editionId, finding, answers: await coverageAnswers(scope, editionId, finding, content) };
  },
});
