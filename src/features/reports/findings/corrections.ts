import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { EnterableFigure } from '../../figures/entries.ts';
import { surveyOfEdition } from '../../surveys/queries.ts';
import { questionnairesOf } from '../../surveys/questionnaires/waiting.ts';
import type { Questionnaire } from '../../surveys/survey.ts';
import { chapterOf, claimOf } from '../content/chapters.ts';
import { findingsWithoutNote, type ReportContent } from '../content/content.ts';
import { sentenceOf } from '../content/sentence-basis.ts';
import { declaringLaunch, type Finding, sharedMentions } from './findings.ts';
import { findingKey } from './words.ts';

/** The actions of the buttons that lead to what findings are about, by the findings' ids. */
export type Corrections = ReadonlyMap<string, string>;

/** The answers in which organisations declare media items that may be counted twice. */
export interface SharedMention {
  readonly editionId: string;
  readonly finding: Finding;
  readonly answers: readonly Pick<Questionnaire, 'id' | 'organisation'>[];
}

/**
 * Returns for each finding without a note where it can be corrected: the sentence, the event, the answer or the figure that a
 * coordinator entered. A finding that only more answers would end has none.
 */
export async function correctionsOf(
  scope: RegionScope,
  editionId: string,
  content: ReportContent,
): Promise<Corrections> {
  const left = findingsWithoutNote(content);
  const answering = left.flatMap((finding) => answeredBy(finding, content));
  const asked = answering.length > 0 ? await askedIn(scope, editionId, answering) : [];
  return new Map(
    left.flatMap((finding): [string, string][] => {
      const action =
        written(editionId, finding) ??
        entered(editionId, finding) ??
        planned(finding) ??
        shared(editionId, finding, answersIn(finding, content, asked)) ??
        said(finding, asked);
      return action === null ? [] : [[finding.id, action]];
    }),
  );
}

/** Returns the entry of a coordinator that a finding is about; null when it is about none. */
export function entryOf({ kind, figures, values }: Finding): EnterableFigure | null {
  if (kind === 'sum-mismatch') return figures[0] ?? null;
  if (kind === 'lower-bound-as-base') return 'launchAttendance';
  return kind === 'date-before-event' && !('title' in values) ? 'answersCountedOn' : null;
}

function entered(editionId: string, finding: Finding): string | null {
  return entryOf(finding) === null ? null : `finding-figure:${editionId}/${findingKey(finding)}`;
}

/** The sentence, in the coordinators' own words; one about a figure that isn't told can be taken back there. */
function written(editionId: string, { id, kind, figures }: Finding): string | null {
  if (kind === 'claim-withheld') return `bilan-claim:${editionId}/claim:${figures[0]}`;
  if (kind !== 'claim-beyond-respondents') return null;
  const about = subjectOf(id);
  const key = about.slice(0, about.indexOf(':', about.indexOf(':') + 1));
  const sentence = sentenceOf(key);
  if (sentence) return `bilan-sentence:${editionId}/${sentence.chapter}/${sentence.sentence}`;
  if (chapterOf(key) !== null) return `bilan-write:${editionId}/${key}`;
  const claim = `claim:${figures[0]}`;
  return claimOf(claim) === null ? null : `bilan-write:${editionId}/${claim}`;
}

/** The event's own form, or the question whether two are one. */
function planned({ id, kind }: Finding): string | null {
  if (kind === 'date-outside-edition') return `finding-event:${subjectOf(id)}`;
  return kind === 'event-counted-twice' ? `merge-show:${subjectOf(id).replace(':', '/')}` : null;
}

/**
 * The choice of the answers in which organisations declare the items that may be counted twice. There is none where a coordinator
 * entered them all, of organisations that answer nothing.
 */
function shared(editionId: string, finding: Finding, answers: readonly Questionnaire[]): string | null {
  return answers.length > 0 ? `finding-mentions:${editionId}/${findingKey(finding)}` : null;
}

/** Returns the organisations that declare the items which a finding is about. */
export function declaringItem({ id, kind }: Finding, { report }: ReportContent): readonly string[] {
  if (kind === 'coverage-counted-twice') return declaringLaunch(report).map(({ organisation }) => organisation);
  if (kind !== 'mention-counted-twice') return [];
  return sharedMentions(report).find(({ subject }) => subject === subjectOf(id))?.organisations ?? [];
}

/** Returns the answers in which the items are declared that a finding is about. */
export async function coverageAnswers(
  scope: RegionScope,
  editionId: string,
  finding: Finding,
  content: ReportContent,
): Promise<readonly Questionnaire[]> {
  return answersIn(finding, content, await askedIn(scope, editionId, declaringItem(finding, content)));
}

function answersIn(
  finding: Finding,
  content: ReportContent,
  asked: readonly Questionnaire[],
): readonly Questionnaire[] {
  const declaring = new Set(declaringItem(finding, content));
  return asked.filter(
    ({ kind, organisation, answers }) =>
      kind === 'organisation' && declaring.has(organisation.id) && answers.coverageItems !== undefined,
  );
}

/** Opens for the coordinator the question whose answer a finding is about; its former answer stays in its history. */
function said({ id, kind, values }: Finding, asked: readonly Questionnaire[]): string | null {
  if (kind !== 'date-before-event' || !('title' in values)) return null;
  const found = asked.find(({ event }) => event?.id === subjectOf(id));
  return found ? `finding-answer:${found.id}/attendance` : null;
}

/** Returns the organisations whose answer a finding is about. */
function answeredBy(finding: Finding, content: ReportContent): readonly string[] {
  const { id, kind, values } = finding;
  const { facts } = content;
  if (kind !== 'date-before-event' || !('title' in values)) return declaringItem(finding, content);
  const event = facts.events.find((one) => one.id === subjectOf(id));
  return event ? [event.organisation] : [];
}

async function askedIn(
  scope: RegionScope,
  editionId: string,
  organisations: readonly string[],
): Promise<readonly Questionnaire[]> {
  const survey = await surveyOfEdition(scope, editionId);
  if (!survey) return [];
  return questionnairesOf(
    scope,
    survey,
    [...new Set(organisations)].map((id) => ({ id })),
  );
}

function subjectOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}
