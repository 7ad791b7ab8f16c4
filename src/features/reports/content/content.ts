import { isDeepStrictEqual } from 'node:util';
import type { Region } from '../../../access/region/region.ts';
import { atOnce, mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { localDay } from '../../../dates/index.ts';
import type { Edition } from '../../editions/edition.ts';
import type { FigureNote } from '../../figures/entered-figure.ts';
import type { KitLogo } from '../../kits/facts.ts';
import { isInProgress } from '../../surveys/questionnaires/rules.ts';
import { aggregation, type ReportFigures } from '../aggregates/aggregate.ts';
import { type CoordinationFacts, coordinationOf } from '../aggregates/coordination.ts';
import type { EditionFacts, PreviousFigures } from '../aggregates/facts.ts';
import { disclose } from '../disclosure/disclose.ts';
import { limitingBeside } from '../disclosure/limit-to-disclosable.ts';
import { hideUnanimousRespondents } from '../disclosure/respondents.ts';
import { checking, type Finding, formerIds } from '../findings/findings.ts';
import type { LeftOutAnswers } from './answer-choices.ts';
import { changedFigures, type FigureChange } from './changed-figures.ts';
import { claimOf, FINDING } from './chapters.ts';
import type { IdeaTopics } from './idea-topics.ts';
import type { ReportPhotos } from './photo.ts';
import { basisNow, type EditedAgainst, isSameBasis, type SentenceBasis, sentenceOf } from './sentence-basis.ts';

/** A version of the bilan, with the figures it told. */
export interface Version {
  readonly version: number;
  readonly figures: ReportFigures;
  /** The sentences that its chapters open with, by their keys; null where they weren't kept yet. */
  readonly sentences: Readonly<Record<string, string>> | null;
  readonly createdAt: Date;
}

/** A draft that was sent to be read, with the figures it told. */
export interface SentDraft {
  readonly figures: ReportFigures;
  readonly at: Date;
}

/** The plain data that a bilan's documents are written from. */
export interface ReportContent extends ReportSetting {
  /** The figures that may be told. */
  readonly report: ReportFigures;
  readonly version: number;
  /** The versions before this one, oldest first. */
  readonly earlier: readonly Version[];
  /**
   * The versions and drafts as in which figures still stand, because too few answers have changed them since: the newest first, empty when
   * nothing is held back.
   */
  readonly heldBy: readonly (Version | SentDraft)[];
  readonly findings: readonly Finding[];
  /** Figures that differ from the version before. */
  readonly changes: readonly FigureChange[];
  /** The numbers of questionnaires that were begun and not finished. */
  readonly begun: { readonly events: number; readonly organisations: number };
  /** The edited sentences whose figures have moved since: none of them is published as long as nobody has decided. */
  readonly moved: readonly MovedSentence[];
}

/** A sentence of a coordinator whose figures have moved since they wrote it. */
export interface MovedSentence {
  readonly key: string;
  readonly text: string;
  readonly before: EditedAgainst;
  readonly after: SentenceBasis;
}

/** The setting of a report: all that is known besides the facts. */
export interface ReportSetting {
  readonly region: Pick<Region, 'name' | 'chamber' | 'departments' | 'timeZone'>;
  readonly edition: Pick<Edition, 'year' | 'name' | 'startsOn' | 'endsOn' | 'message' | 'priority' | 'expectedResults'>;
  readonly facts: EditionFacts;
  readonly coordination: CoordinationFacts;
  /** The logos of the edition, the chamber and the funders that the kit holds. */
  readonly logos: readonly KitLogo[];
  readonly photos: ReportPhotos;
  /** Photos and answers that coordinators left out by hand. */
  readonly leftOut: LeftOutAnswers;
  readonly topics: IdeaTopics;
  /** Figures of the editions before the one before, as far as the database holds them, the earliest first. */
  readonly older: readonly PreviousFigures[];
  /** Department of each organisation; null when none is known. */
  readonly departments: ReadonlyMap<string, string | null>;
  /** Coordinators' texts by key: 'chapter:…', 'claim:…', 'finding:…', 'sentence:…'. */
  readonly texts: ReadonlyMap<string, string>;
  /** The figures that the edited sentences were written against, by their keys. */
  readonly against: ReadonlyMap<string, EditedAgainst>;
  /** True while answers still come in or are yet to be asked for: nothing is final then, and opinions aren't told. */
  readonly surveyOpen: boolean;
  /** False while nobody has been asked. */
  readonly surveyLaunched: boolean;
  /** The versions made so far, oldest first. */
  readonly versions: readonly Version[];
  /** The drafts that were sent to be read so far, oldest first. */
  readonly drafts: readonly SentDraft[];
  readonly madeAt: Date;
}

/** Derives the bilan's content from these facts. The same setting always gives the same content. */
export function deriveContent(setting: ReportSetting): ReportContent {
  return atOnce(derivation(setting));
}

/** Derives the same in steps. */
export function* derivation(setting: ReportSetting): Stepwise<ReportContent> {
  const { facts, departments, surveyOpen, versions } = setting;
  const counted = disclose(yield* aggregation(facts, departments), { surveyOpen });
  yield;
  const now: ReportFigures = { ...counted, coordination: coordinationOf(setting.coordination) };
  const last = versions.at(-1);
  const before = handedOut(setting);
  const { told, heldBy } = yield* limitingBeside(before, now);
  const report = hideUnanimousRespondents(
    told,
    before.map(({ figures }) => figures),
  );
  // This is still the last version as long as nothing told in it has changed.
  yield;
  const same = last !== undefined && isSame(last.figures, report);
  yield;
  const earlier = same ? versions.slice(0, -1) : versions;
  const formerly = earlier.at(-1);
  const moved = movedSentences(setting, report);
  const texts = publishedTexts(setting.texts, report, moved);
  yield;
  const begun = yield* countBegun(facts);
  const findings = yield* checking(facts, report, texts);
  return {
    ...setting,
    texts: withoutFormerNotes(texts, findings, report),
    report,
    version: same ? last.version : (last?.version ?? 0) + 1,
    earlier,
    heldBy,
    findings,
    changes: formerly === undefined ? [] : changedFigures(formerly.figures, report),
    begun,
    moved,
  };
}

function* countBegun({
  eventQuestionnaires,
  organisationQuestionnaires,
}: EditionFacts): Stepwise<ReportContent['begun']> {
  const events = yield* mapInSteps(eventQuestionnaires, ({ answers }) => isInProgress('event', answers));
  const organisations = yield* mapInSteps(organisationQuestionnaires, ({ answers }) =>
    isInProgress('organisation', answers),
  );
  return { events: events.filter(Boolean).length, organisations: organisations.filter(Boolean).length };
}

/** Returns the versions and drafts that were handed out, the newest first: readers compare the next one with any of them. */
function handedOut({ versions, drafts }: ReportSetting): readonly (Version | SentDraft)[] {
  const at = (one: Version | SentDraft) => ('version' in one ? one.createdAt : one.at).getTime();
  return [...versions, ...drafts].sort((a, b) => at(b) - at(a));
}

/** Compares figures with stored ones, which have gone through JSON. What wasn't counted yet then can't have changed. */
function isSame(stored: ReportFigures, now: ReportFigures): boolean {
  const { access, byWeek, coordination, intendedAudience, ...rest } = now;
  const comparable = {
    ...rest,
    ...(stored.access ? { access } : {}),
    ...(stored.byWeek ? { byWeek } : {}),
    ...(stored.intendedAudience ? { intendedAudience } : {}),
    ...(stored.coordination ? { coordination } : {}),
  };
  return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(comparable)));
}

function movedSentences(
  { texts, against, madeAt, region }: ReportSetting,
  report: ReportFigures,
): readonly MovedSentence[] {
  return [...against].flatMap(([key, before]) => {
    const text = texts.get(key);
    if (text === undefined || sentenceOf(key) === null) return [];
    const after = basisNow(key, report, localDay(madeAt, region.timeZone));
    return isSameBasis(before, after) ? [] : [{ key, text, before, after }];
  });
}

/** Leaves out the sentences about figures that aren't told, and those whose figures have moved. */
function publishedTexts(
  texts: ReportSetting['texts'],
  { figures }: ReportFigures,
  moved: readonly MovedSentence[],
): ReportSetting['texts'] {
  return new Map(
    [...texts].filter(([key]) => {
      const figure = claimOf(key);
      return figure === null ? moved.every((one) => one.key !== key) : figures[figure].withheld === null;
    }),
  );
}

/** Leaves out the notes on what the check doesn't find any more: no screen shows them, and nobody could take them out. */
function withoutFormerNotes(
  texts: ReportSetting['texts'],
  findings: readonly Finding[],
  report: ReportFigures,
): ReportSetting['texts'] {
  const ids = findings.flatMap((finding) => [finding.id, ...formerIds(finding, report)]);
  const present = new Set(ids.map((id) => FINDING + id));
  return new Map([...texts].filter(([key]) => !key.startsWith(FINDING) || present.has(key)));
}

/** Returns the coordinators' note on a finding, or what an earlier release kept as a note on each part of it; null when there is none. */
export function noteOn({ texts, report }: Pick<ReportContent, 'texts' | 'report'>, finding: Finding): string | null {
  const note = texts.get(FINDING + finding.id);
  if (note !== undefined) return note;
  const parts = formerIds(finding, report).map((id) => texts.get(FINDING + id));
  const noted = parts.filter((part) => part !== undefined);
  return noted.length === 0 || noted.length < parts.length ? null : [...new Set(noted)].join(' · ');
}

/** Returns the findings without a note: as long as there are some, the bilan is a draft. */
export function findingsWithoutNote(content: ReportContent): readonly Finding[] {
  return content.findings.filter((finding) => noteOn(content, finding) === null);
}

/**
 * Returns whether the bilan is a draft. It can be published once the answers are in, every finding has its note, and a
 * coordinator has decided on the words of each sentence whose figures have changed.
 */
export function isDraft(content: ReportContent): boolean {
  return content.surveyOpen || findingsWithoutNote(content).length > 0 || content.moved.length > 0;
}

/** The bilan as it would be now, for the coordinators. */
export interface Preview {
  readonly editionId: string;
  readonly content: ReportContent;
  /** The organisations' proposals, for the coordinators' own chapter: only coordinators read them with the names. */
  readonly ideas: readonly { readonly organisation: string; readonly idea: string }[];
  /** The coordinators' notes to the figures that they entered: nobody else reads them. */
  readonly notes: readonly FigureNote[];
  /** The actions of the buttons that lead to what findings are about, by the findings' ids. */
  readonly corrections: ReadonlyMap<string, string>;
  /** The thumbprint of the key that the bilan is signed with; null as long as none was. */
  readonly thumbprint: string | null;
}

/** A text that a coordinator has just written into the bilan. */
export interface WrittenText {
  readonly editionId: string;
  readonly key: string;
  readonly text: string;
  /** The text it replaces. */
  readonly before: string | null;
  /** The findings of the check in the text. */
  readonly findings: readonly Finding[];
}
