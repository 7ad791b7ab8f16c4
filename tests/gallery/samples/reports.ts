import type { ChapterId } from '../../../src/features/reports/chapters.ts';
import type { ReportContent, ReportSetting } from '../../../src/features/reports/content.ts';
import { type Desk, findingsIn, missingIn } from '../../../src/features/reports/desk.ts';
import { claimMessage, deskMessage } from '../../../src/features/reports/messages/desk.ts';
import { openingOf, ruleOf } from '../../../src/features/reports/documents/sentences.ts';
import {
  chapterWritten,
  documentsMessage,
  documentsSent,
  findingNoted,
  printedMessage,
  printFailedMessage,
  reportPreviewMessage,
} from '../../../src/features/reports/messages/documents.ts';
import { basisNow } from '../../../src/features/reports/sentence-basis.ts';
import { content } from '../../support/demo-content.ts';
import { facts } from '../../support/report-facts.ts';
import type { Given, Samples } from '../sample.ts';
import { at, edition, file, id } from './facts.ts';

const bilan = (given: Given, changes: Partial<ReportSetting> = {}): ReportContent =>
  content({ edition: edition(given), ...changes });

/** Each finding has its note. */
const treated = (given: Given): ReportContent => {
  const raw = bilan(given);
  return bilan(given, { texts: new Map(raw.findings.map(({ id }) => [`finding:${id}`, 'Vérifié.'])) });
};

const nothing = (given: Given) => content({ edition: edition(given), facts: facts(), surveyOpen: true });

/** One thing of the version before was otherwise. */
const second = (given: Given): ReportContent => {
  const { report } = bilan(given);
  const figures = { ...report.figures, events: { ...report.figures.events, value: 21 } };
  return bilan(given, {
    versions: [{ version: 1, figures: { ...report, figures }, createdAt: at('20T10:00') }],
  });
};

const documents = (given: Given) =>
  ['bilan.md', 'bilan.html', 'bilan.csv', 'bilan.json'].map((name, index) => ({
    ...file(given, name, 'text/plain', 40_000, 900 + index),
    name,
  }));

const printed = (given: Given) =>
  ['bilan.pdf', 'bilan.docx'].map((name, index) => ({
    ...file(given, name, 'application/pdf', 90_000, 910 + index),
    name,
  }));

const ideas = (given: Given) =>
  given.several(1, 40, () => ({
    organisation: given.say('Le Moulin', 100),
    idea: given.say('Une semaine par département.', 2000),
  }));

const written = (given: Given, before: string | null) => ({
  editionId: id(2),
  key: 'chapter:essential',
  text: given.say('Le mois a réuni plus de monde que jamais.', 3000),
  before,
  findings: [],
});

/** A sentence of a coordinator, whose figure was otherwise when they wrote it. */
const moved = (given: Given): ReportContent => {
  const key = 'sentence:events/events';
  const { figures, rest } = basisNow(key, bilan(given).report);
  const events = figures.events && { ...figures.events, value: 21 };
  const rule = '21 événements étaient au programme.';
  return bilan(given, {
    texts: new Map([[key, given.say('Le Mois a grandi.', 600)]]),
    against: new Map([[key, { figures: events ? { events } : {}, rest, rule }]]),
  });
};

const desk = (given: Given, of: ReportContent, chapter: ChapterId): Desk => ({
  editionId: id(2),
  chapter,
  content: of,
  sentences: openingOf(of, given.t, chapter),
  moved: of.moved.map((one) => ({ ...one, rule: ruleOf(of, given.t, one.key) })),
  missing: missingIn(of, chapter),
  findings: findingsIn(of, chapter),
  dropped: null,
});

export const reports: Samples = {
  printedMessage: {
    'a version': (given) => printedMessage(given.t, treated(given), printed(given)),
    'a draft': (given) => printedMessage(given.t, bilan(given), printed(given)),
  },
  printFailedMessage: { 'it could not be laid out': ({ t }) => printFailedMessage(t) },
  reportPreviewMessage: {
    'nothing is known': (given) =>
      reportPreviewMessage(given.t, { editionId: id(2), content: nothing(given), ideas: [], thumbprint: null }),
    'findings to treat': (given) =>
      reportPreviewMessage(given.t, { editionId: id(2), content: bilan(given), ideas: ideas(given), thumbprint: null }),
    'nothing to treat': (given) =>
      reportPreviewMessage(given.t, {
        editionId: id(2),
        content: treated(given),
        ideas: [],
        thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
      }),
  },
  deskMessage: {
    'nothing is known': (given) => deskMessage(given.t, desk(given, nothing(given), 'essential')),
    'with sentences and something missing': (given) =>
      deskMessage(given.t, desk(given, bilan(given, { surveyOpen: true }), 'audience')),
    'with entries missing': (given) => deskMessage(given.t, desk(given, nothing(given), 'communication')),
    'a figure has moved': (given) => deskMessage(given.t, desk(given, moved(given), 'events')),
    'a sentence was given up': (given) =>
      deskMessage(given.t, { ...desk(given, bilan(given), 'events'), dropped: given.say('Le Mois a grandi.', 600) }),
    'the last chapter': (given) => deskMessage(given.t, desk(given, bilan(given), 'method')),
  },
  claimMessage: {
    'not written': (given) => claimMessage(given.t, { editionId: id(2), key: 'claim:participants', text: null }),
    written: (given) =>
      claimMessage(given.t, {
        editionId: id(2),
        key: 'claim:participants',
        text: given.say('Beaucoup de monde.', 3000),
      }),
  },
  findingNoted: {
    'others left': (given) => findingNoted(given.t, 3),
    'one left': (given) => findingNoted(given.t, 1),
    'none left': (given) => findingNoted(given.t, 0),
  },
  chapterWritten: {
    first: (given) => chapterWritten(given.t, written(given, null)),
    'instead of another': (given) => chapterWritten(given.t, written(given, given.say('Le mois a eu lieu.', 3000))),
    'said of a figure': (given) => chapterWritten(given.t, { ...written(given, null), key: 'claim:participants' }),
  },
  documentsMessage: {
    draft: (given) => documentsMessage(given.t, bilan(given, { surveyOpen: true }), documents(given)),
    final: (given) => documentsMessage(given.t, treated(given), documents(given)),
    'second version': (given) => documentsMessage(given.t, second(given), documents(given)),
  },
  documentsSent: {
    draft: (given) => documentsSent(given.t, bilan(given, { surveyOpen: true })),
    final: (given) => documentsSent(given.t, treated(given)),
  },
};
