import {
  type Chapter,
  type KeyFigure,
  listParts,
  type Outline,
  type Part,
  paragraphPart,
  tableParts,
  titledParts,
} from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import { editionDates } from '../../editions/messages.ts';
import { exactMeasure } from '../../figures/measures.ts';
import { figureName, measureText, numberText } from '../../figures/words.ts';
import { answerLines } from '../../surveys/answering/recap.ts';
import type { Questionnaire } from '../../surveys/survey.ts';
import type { ReportContent } from '../content/content.ts';
import { type OwnFacts, type OwnFigures, ownFigures } from '../recap/own-figures.ts';
import { openValues } from '../words.ts';
import { pressLine } from './press-line.ts';

/** An organisation, and the questionnaires it was sent in the edition. */
export interface RecapSubject {
  readonly id: string;
  readonly name: string;
  readonly questionnaires: readonly Questionnaire[];
}

/** The part of a bilan's content that a recap is written from. */
export interface RecapContent
  extends Pick<ReportContent, 'region' | 'edition' | 'madeAt' | 'surveyOpen' | 'surveyLaunched'> {
  readonly facts: OwnFacts;
}

/**
 * Writes the page that an organisation shows its board and its funders: its events, the people who came, what the media
 * said, its own answers, and thanks. The figures are counted as the bilan counts them.
 */
export function recapOf(content: RecapContent, t: Translator, subject: RecapSubject): Outline {
  const { edition, region, madeAt } = content;
  const own = ownFigures(content.facts, subject.id);
  const chapters: readonly Chapter[] = [
    { id: 'figures', title: t.text('reports.recap.figures'), parts: figureParts(t, own) },
    { id: 'events', title: t.text('reports.chapter.events'), parts: eventParts(content, t, own) },
    { id: 'media', title: t.text('reports.chapter.media'), parts: mediaParts(t, own) },
    { id: 'answers', title: t.text('reports.recap.answers'), parts: answerParts(t, subject) },
    {
      id: 'thanks',
      title: t.text('reports.recap.thanks'),
      parts: [
        paragraphPart(
          t.text('reports.recap.thanksFor', {
            organisation: subject.name,
            edition: edition.name,
            chamber: region.chamber,
          }),
        ),
      ],
    },
  ];
  return {
    title: t.text('reports.recap.title', { organisation: subject.name, edition: edition.name }),
    subtitle: [editionDates(t, edition), region.name, region.chamber, t.date(madeAt)].join(' · '),
    notices: content.surveyOpen ? [t.text('reports.recap.open', openValues(content))] : [],
    chapters: chapters.filter(({ parts }) => parts.length > 0),
  };
}

function figureParts(t: Translator, { events, participants, media }: OwnFigures): readonly Part[] {
  if (events.length === 0) return [];
  const { told } = participants.parts;
  const figures: readonly KeyFigure[] = [
    { name: figureName(t, 'events'), value: t.number(events.length), notes: [] },
    {
      name: figureName(t, 'participants'),
      value: numberText(t, participants),
      notes: told === events.length ? [] : [t.text('reports.large.counted', { told, of: events.length })],
    },
    ...(media.length === 0
      ? []
      : [{ name: figureName(t, 'mediaMentions'), value: numberText(t, exactMeasure(media.length)), notes: [] }]),
  ];
  return [{ kind: 'key-figures', figures }];
}

function eventParts({ facts }: RecapContent, t: Translator, { events }: OwnFigures): readonly Part[] {
  const names = new Map(facts.organisations.map(({ id, name }) => [id, name]));
  return tableParts(
    [
      t.text('reports.column.event'),
      t.text('reports.column.day'),
      t.text('reports.column.organiser'),
      t.text('reports.column.people'),
    ],
    events.map(({ event, participants }) => [
      event.title,
      t.list(event.days.map((day) => t.day(day))),
      t.list([event.organisation, ...event.coOrganisers].map((id) => names.get(id) ?? '')),
      measureText(t, participants, 'people'),
    ]),
  );
}

function mediaParts(t: Translator, { media }: OwnFigures): readonly Part[] {
  return listParts(
    media.map((item) =>
      pressLine(t, {
        ...{ ...item, title: item.press?.title ?? null, event: item.press?.event ?? null },
        ...{ organisations: [], link: item.link ?? item.press?.link ?? null },
      }),
    ),
  );
}

/** Puts the answers into tables: one for each event, and one for the organisation itself. */
function answerParts(t: Translator, { questionnaires }: RecapSubject): readonly Part[] {
  return questionnaires.flatMap((questionnaire) =>
    titledParts(
      questionnaire.event?.title ?? t.text('surveys.recap.own'),
      tableParts(
        [t.text('reports.column.question'), t.text('reports.column.answer')],
        answerLines(t, questionnaire).map(({ question, answer }) => [question, answer]),
      ),
    ),
  );
}
