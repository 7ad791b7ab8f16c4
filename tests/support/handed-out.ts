import type { ReportContent } from '../../src/features/reports/content/content.ts';
import type { Answers, AnswerValue } from '../../src/features/surveys/questions/answers.ts';
import type { Level, OptionId } from '../../src/features/surveys/questions/options.ts';
import { choice } from './report-facts.ts';

const one = (value: AnswerValue) => value;

/** Returns an organisation's answers with these opinions. */
export const opinionated = (comingBack: OptionId, level: Level, ...order: OptionId[]): Answers => ({
  pressContacted: choice('yes'),
  reasons: one({ kind: 'ranking', order, done: true }),
  defects: one({ kind: 'ranking', order: ['lowVisibility'], done: true }),
  scales: one({
    kind: 'scales',
    levels: { knownToPublic: level, diversity: level, reachedInhabitants: level, reachedOfficials: level },
  }),
  comingBack: one({ kind: 'choice', option: comingBack }),
});

/** Returns a bilan as the version that it is published as, read back from where it is stored. */
export function versionOf({ version, report }: ReportContent): ReportContent['versions'][number] {
  return { ...{ version, sentences: null }, figures: stored(report), createdAt: new Date('2009-01-13T10:00:00Z') };
}

/** Returns a bilan as a draft that is sent to be read on that day. */
export function draftOf({ report }: ReportContent, day: string): ReportContent['drafts'][number] {
  return { figures: stored(report), at: new Date(`${day}T12:00:00Z`) };
}

function stored(report: ReportContent['report']): ReportContent['report'] {
  return JSON.parse(JSON.stringify(report));
}
