import { listParts, type Part, paragraphPart, tableParts, titledParts } from '../../../../documents/outline.ts';
import { alphabetical } from '../../../../reading/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { MEDIUMS, mediumText } from '../../../surveys/questions/options.ts';
import { mediaTotal, pressReview, unreviewedItems } from '../../aggregates/media.ts';
import { FACTS_FROM } from '../../aggregates/thresholds.ts';
import type { ReportContent } from '../../content/content.ts';
import { mediaKindsChart } from '../charts.ts';
import { figureTable } from '../figure-table.ts';
import { entryText, pressLine } from '../press-line.ts';
import { relayParts } from './coordination.ts';
import { choiceParts } from './events.ts';
import { otherPhotos } from './photos.ts';

export function communicationChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { linkingOrganisations, distribution } = content.report;
  const linking = alphabetical(t.locale, linkingOrganisations, (name) => name);
  return [
    ...figureTable(content, t, [
      'programmesPrinted',
      'posters',
      'pageViews',
      'organisationsDistributingProgrammeAndPoster',
      'organisationsLinkingToSite',
      'organisationsUsingLogo',
      'organisationsRelaying',
      'peopleReachedByRelay',
      'organisationsMakingContacts',
    ]),
    ...(linking.length === 0
      ? []
      : [paragraphPart(t.text('reports.linking', { who: t.list(linking), chamber: content.region.chamber }))]),
    ...choiceParts(t, t.text('surveys.questions.distribution.text'), distribution, FACTS_FROM),
    ...relayParts(content, t),
    ...otherPhotos(content, t),
  ];
}

/** Lists media items by medium and by organisation. An item about two organisations counts once in the total. */
export function mediaChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { byOrganisation, count, total } = content.report.media;
  const header = [
    t.text('reports.column.organisation'),
    ...MEDIUMS.map((medium) => t.text(mediumText(medium))),
    t.text('reports.column.total'),
  ];
  const line = (name: string, counts: typeof count, sum: number) => [
    name,
    ...MEDIUMS.map((medium) => t.number(counts[medium])),
    t.number(sum),
  ];
  const rows = byOrganisation.map(({ name, count }) => line(name, count, mediaTotal(count)));
  const items = unreviewedItems(content.report.media).map(
    ({ name, item }) => `${name} · ${pressLine(t, { ...item, title: null, event: null, organisations: [] })}`,
  );
  return [
    ...figureTable(content, t, ['organisationsMobilisingPress', 'organisationsWithCoverage', 'mediaMentions']),
    ...mediaKindsChart(content, t),
    ...tableParts(header, rows.length === 0 ? [] : [...rows, line(t.text('reports.media.once'), count, total)]),
    ...titledParts(t.text('reports.media.items'), listParts(items)),
    ...pressReviewParts(content.report.media, t),
  ];
}

/**
 * Lists the press review: below each medium the items that appeared there, by day. It holds references and links only,
 * nothing of the articles.
 */
function pressReviewParts(media: ReportContent['report']['media'], t: Translator): readonly Part[] {
  const entries = pressReview(media);
  return MEDIUMS.flatMap((medium) =>
    titledParts(
      t.text('reports.press.of', { medium: t.text(mediumText(medium)) }),
      listParts(entries.filter(({ item }) => item.medium === medium).map((entry) => entryText(t, entry))),
    ),
  );
}

export function launchChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { launchAttendanceLines } = content.facts;
  return [
    ...figureTable(content, t, [
      'launchAttendance',
      'launchQuestionnairesAnswered',
      'launchCoveragePress',
      'launchCoverageRadio',
      'launchCoverageTv',
      'launchCoverageWeb',
    ]),
    ...tableParts(
      [t.text('reports.column.category'), t.text('reports.column.people')],
      launchAttendanceLines.map(({ category, people }) => [category, t.number(people)]),
    ),
  ];
}
