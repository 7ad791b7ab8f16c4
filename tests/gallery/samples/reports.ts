import type { ReportContent, ReportSetting } from '../../../src/features/reports/content.ts';
import {
  chapterWritten,
  documentsMessage,
  documentsSent,
  findingNoted,
  printedMessage,
  printFailedMessage,
  reportPreviewMessage,
} from '../../../src/features/reports/messages.ts';
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
