import type { ChatPicture } from '../../../src/features/reports/chat-picture.ts';
import type { Choosable } from '../../../src/features/reports/choices/choosable.ts';
import type { ChapterId } from '../../../src/features/reports/content/chapters.ts';
import type { ReportContent, ReportSetting, Version } from '../../../src/features/reports/content/content.ts';
import { basisNow } from '../../../src/features/reports/content/sentence-basis.ts';
import { type BilanDesk, findingsIn, missingIn } from '../../../src/features/reports/desk.ts';
import { openingOf, ruleOf } from '../../../src/features/reports/documents/sentences.ts';
import { ideaMessage } from '../../../src/features/reports/messages/choices.ts';
import { claimMessage, deskMessage, textRemoved, textStands } from '../../../src/features/reports/messages/desk.ts';
import {
  chapterWritten,
  documentsMessage,
  documentsPlanned,
  documentsSent,
  figureNotesMessage,
  findingNoted,
  printedMessage,
  printFailedMessage,
  printProgress,
  readingFailedMessage,
  readingProgress,
  reportPreviewMessage,
} from '../../../src/features/reports/messages/documents.ts';
import {
  confirmPublishing,
  ownRecapMessage,
  publishedComing,
  publishedFiles,
  publishedFilesAdded,
  publishedFilesComing,
  publishedMessage,
  publishedToPublisher,
  publishingMessage,
  recapComing,
  recapFailedMessage,
  recapUnsentMessage,
} from '../../../src/features/reports/messages/publication.ts';
import { versionsMessage } from '../../../src/features/reports/messages/versions.ts';
import type { Publication, Publishing } from '../../../src/features/reports/publication/publication.ts';
import { historyOf } from '../../../src/features/reports/publication/versions.ts';
import { content } from '../../support/demo-content.ts';
import { facts } from '../../support/report-facts.ts';
import type { Given, Samples } from '../sample.ts';
import { at, edition, file, id, region } from './facts.ts';
import { leaving } from './leaving.ts';
import { findings } from './report-findings.ts';
import { links } from './report-links.ts';
import { press } from './report-press.ts';
import { comments, reviews } from './report-reviews.ts';

const bilan = (given: Given, changes: Partial<ReportSetting> = {}): ReportContent =>
  content({ edition: edition(given), ...changes });

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
    versions: [{ version: 1, figures: { ...report, figures }, sentences: null, createdAt: at('20T10:00') }],
  });
};

const handedOut = (content: ReportContent) => ({ ...content, editionId: id(2) });

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

const picture = (given: Given): ChatPicture => ({
  file: { ...file(given, 'bilan.png', 'image/png', 60_000, 920), name: 'bilan.png' },
  words: given.say(
    'Événements par département et par semaine. Aisne (02) : 3 novembre 1, 10 novembre 2 ; Somme (80) : 3 novembre 2',
    900,
  ),
});

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
  const { figures, rest } = basisNow(key, bilan(given).report, '2009-01-13');
  const events = figures.events && { ...figures.events, value: 21 };
  const rule = '21 événements étaient au programme.';
  return bilan(given, {
    texts: new Map([[key, given.say('Le Mois a grandi.', 600)]]),
    against: new Map([[key, { figures: events ? { events } : {}, rest, rule }]]),
  });
};

const desk = (given: Given, of: ReportContent, chapter: ChapterId): BilanDesk => ({
  editionId: id(2),
  chapter,
  content: of,
  sentences: openingOf(of, given.t, chapter),
  moved: of.moved.map((one) => ({ ...one, rule: ruleOf(of, given.t, one.key) })),
  missing: missingIn(of, chapter),
  findings: findingsIn(of, chapter),
  dropped: null,
  corrections: new Map(),
  comments: [],
  choosable: [],
  names: new Map(),
  published: null,
});

/** Photos and quotations that stand in every way there is; the first of each is left out. */
const choosables = (given: Given, kind: Choosable['kind']): readonly Choosable[] => {
  const standings = [
    'shown',
    'essential',
    'shown',
    'next',
    'unreadable',
    'gone',
    'few',
    'notAllowed',
    'notAllowed',
  ] as const;
  return standings.flatMap((standing, index) =>
    kind === 'words' && ['next', 'unreadable', 'gone'].includes(standing)
      ? []
      : [
          {
            ...{ organisation: id(20 + index), question: kind === 'photo' ? 'logoPhoto' : 'idea', kind, standing },
            ...{ name: given.say(`Le Moulin ${index}`, 100), named: index > 0 },
            text: index === 1 && kind === 'photo' ? null : given.say('La vitrine le soir de la fête', 600),
            topic: kind === 'words' && index === 2 ? 'tools' : null,
            leftOut: index === 0 || index === 8 ? { by: id(index + 1), at: at('20T10:00') } : null,
          },
        ],
  );
};

const ideaIn = (given: Given, at: number): Choosable => {
  const one = choosables(given, 'words')[at];
  if (!one) throw new Error('there is one');
  return one;
};

const publishing = (given: Given): Publishing => ({
  editionId: id(2),
  content: treated(given),
  print: 'Xa3-_9',
  organisations: 12,
  withoutMember: [],
  channels: ['slack', 'discord'],
  before: null,
});

const publication = (given: Given): Publication => ({
  id: id(4),
  editionId: id(2),
  version: 1,
  files: [...printed(given), ...documents(given)],
  publishedAt: at('20T10:00'),
  publishedById: id(1),
});

/** The first wasn't kept with its sentences; the second lost one and the third has another. */
const versions = (given: Given): readonly Version[] => {
  const { report } = bilan(given);
  const before = { ...report, figures: { ...report.figures, events: { ...report.figures.events, value: 21 } } };
  const said = given.say('21 événements étaient au programme.', 600);
  return [
    { version: 1, figures: before, sentences: null, createdAt: at('20T10:00') },
    { version: 2, figures: before, sentences: { a: said, b: said }, createdAt: at('21T10:00') },
    { version: 3, figures: report, sentences: { a: 'Le Mois a grandi.', c: said }, createdAt: at('22T10:00') },
  ];
};

const recap = (given: Given, handedOn: boolean) => ({
  edition: edition(given),
  organisation: given.say('Le Moulin', 100),
  handedOn,
  files: printed(given),
});

const preview = { editionId: id(2), ideas: [], notes: [], thumbprint: null, corrections: new Map() };

export const reports: Samples = {
  ...links,
  ...findings,
  ...press,
  ...reviews,
  printedMessage: {
    'a version': (given) =>
      printedMessage(given.t, treated(given), printed(given), { hasMoved: false, picture: picture(given) }),
    'a draft': (given) => printedMessage(given.t, bilan(given), printed(given), { hasMoved: false, picture: null }),
    'after a figure has moved': (given) =>
      printedMessage(given.t, bilan(given), printed(given), { hasMoved: true, picture: picture(given) }),
  },
  readingProgress: { 'of many events': ({ t }) => readingProgress(t, 10_000) },
  documentsPlanned: { 'of many events': ({ t }) => documentsPlanned(t, 10_000) },
  printProgress: {
    'it waits': ({ t }) => printProgress(t, 'waiting', 14),
    'it is being laid out': ({ t }) => printProgress(t, 'laying', 14),
  },
  readingFailedMessage: { 'it could not be made': ({ t }) => readingFailedMessage(t) },
  printFailedMessage: { 'it could not be laid out': ({ t }) => printFailedMessage(t) },
  reportPreviewMessage: {
    'nothing is known': (given) => reportPreviewMessage(given.t, { ...preview, content: nothing(given) }),
    'findings to treat': (given) =>
      reportPreviewMessage(given.t, { ...preview, content: bilan(given), ideas: ideas(given) }),
    'nothing to treat': (given) =>
      reportPreviewMessage(given.t, {
        ...preview,
        content: treated(given),
        notes: [
          { key: 'posters', note: given.say('D’après l’imprimeur', 500) },
          { key: 'budget.Région', note: 'Promis, pas encore versé' },
        ],
        thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
      }),
    'with more notes than there is room for': (given) =>
      reportPreviewMessage(given.t, {
        ...preview,
        content: treated(given),
        notes: Array.from({ length: 9 }, (_, index) => ({ key: `budget.Fonds ${index}`, note: 'Promis. '.repeat(60) })),
      }),
  },
  figureNotesMessage: {
    some: (given) => figureNotesMessage(given.t, [{ key: 'posters', note: given.say('D’après l’imprimeur', 500) }]),
    'none any more': (given) => figureNotesMessage(given.t, []),
  },
  deskMessage: {
    'nothing is known': (given) => deskMessage(given.t, desk(given, nothing(given), 'essential')),
    'with sentences and something missing': (given) =>
      deskMessage(given.t, desk(given, bilan(given, { surveyOpen: true }), 'audience')),
    'with entries missing': (given) => deskMessage(given.t, desk(given, nothing(given), 'communication')),
    'a figure has moved': (given) => deskMessage(given.t, desk(given, moved(given), 'events')),
    'readers have commented': (given) =>
      deskMessage(given.t, { ...desk(given, bilan(given), 'events'), comments: comments(given) }),
    'with something that can be corrected': (given) => {
      const of = bilan(given, { texts: new Map([['chapter:events', 'Toutes les structures sont venues.']]) });
      const findings = findingsIn(of, 'events');
      const corrections = new Map(findings.map(({ id: about }) => [about, `bilan-write:${id(2)}/chapter:events`]));
      return deskMessage(given.t, { ...desk(given, of, 'events'), corrections });
    },
    'a sentence was given up': (given) =>
      deskMessage(given.t, { ...desk(given, bilan(given), 'events'), dropped: given.say('Le Mois a grandi.', 600) }),
    'photos to choose from': (given) =>
      deskMessage(given.t, {
        ...desk(given, bilan(given), 'communication'),
        choosable: choosables(given, 'photo'),
        names: new Map([[id(1), given.say('Ana Ruiz', 60)]]),
        published: 2,
      }),
    'quotations to choose from': (given) =>
      deskMessage(given.t, {
        ...desk(given, bilan(given), 'ideas'),
        choosable: choosables(given, 'words'),
        names: new Map([[id(1), given.say('Ana Ruiz', 60)]]),
      }),
    'many quotations': (given) =>
      deskMessage(given.t, {
        ...desk(given, bilan(given), 'ideas'),
        choosable: Array.from({ length: 45 }, () => choosables(given, 'words').slice(1, 2)).flatMap((some, at) =>
          some.map((one) => ({ ...one, organisation: id(100 + at) })),
        ),
      }),
    'the last chapter': (given) => deskMessage(given.t, desk(given, bilan(given), 'method')),
  },
  ideaMessage: {
    'not sorted yet': (given) => ideaMessage(given.t, { editionId: id(2), idea: ideaIn(given, 0) }),
    'sorted before': (given) => ideaMessage(given.t, { editionId: id(2), idea: ideaIn(given, 2) }),
  },
  textRemoved: {
    'with its words': (given) =>
      textRemoved(given.t, {
        ...{ editionId: id(2), key: 'claim:participants', text: given.say('Beaucoup de monde.', 3000) },
      }),
  },
  textStands: {
    'a sentence': (given) =>
      textStands(given.t, {
        ...{ editionId: id(2), key: 'claim:participants', text: given.say('Beaucoup de monde.', 3000) },
      }),
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
  confirmPublishing: {
    'to all': (given) => confirmPublishing(given.t, publishing(given)),
    'to nobody, nowhere': (given) =>
      confirmPublishing(given.t, { ...publishing(given), organisations: 0, channels: [] }),
    'instead of another version, some without a member': (given) =>
      confirmPublishing(given.t, {
        ...publishing(given),
        withoutMember: given.several(1, 12, () => given.say('Le Moulin', 100)),
        before: 1,
      }),
  },
  versionsMessage: {
    none: (given) => versionsMessage(given.t, { edition: edition(given), versions: [] }),
    'what has changed': (given) =>
      versionsMessage(given.t, { edition: edition(given), versions: historyOf(versions(given), new Set([1])) }),
    'more than are shown': (given) =>
      versionsMessage(given.t, {
        edition: edition(given),
        versions: historyOf(
          Array.from({ length: 7 }, (_, at) => ({ ...versions(given)[0], version: at + 1 }) as Version),
          new Set(),
        ),
      }),
  },
  publishingMessage: { 'it begins': (given) => publishingMessage(given.t, treated(given)) },
  publishedMessage: {
    'laid out': (given) =>
      publishedMessage(given.t, edition(given), { ...publication(given), picture: picture(given) }),
    'as a page': (given) => publishedMessage(given.t, edition(given), { files: documents(given), picture: null }),
  },
  publishedToPublisher: {
    'one of each': (given) =>
      publishedToPublisher(given.t, {
        edition: edition(given),
        version: 1,
        channels: 1,
        organisations: 1,
        unprinted: null,
      }),
    'nowhere, to nobody': (given) =>
      publishedToPublisher(given.t, {
        edition: edition(given),
        version: 1,
        channels: 0,
        organisations: 0,
        unprinted: null,
      }),
    'to many': (given) =>
      publishedToPublisher(given.t, {
        ...{ edition: edition(given), version: 2, channels: 2, organisations: 22, unprinted: id(7) },
      }),
  },
  publishedFilesComing: { 'asked for': ({ t }) => publishedFilesComing(t) },
  publishedFilesAdded: {
    'they are there': (given) => publishedFilesAdded(given.t, { edition: edition(given), version: 2, unprinted: null }),
    'they could not be laid out': (given) =>
      publishedFilesAdded(given.t, { edition: edition(given), version: 2, unprinted: id(7) }),
  },
  publishedFiles: {
    'with a recap': (given) =>
      publishedFiles(given.t, {
        edition: edition(given),
        publication: { ...publication(given), files: [...publication(given).files, picture(given).file] },
        organisations: [{ id: id(3), name: given.say('Le Moulin', 100) }],
        chamber: region(given).chamber,
        pictureWords: picture(given).words,
      }),
    'to somebody without an event': (given) =>
      publishedFiles(given.t, {
        edition: edition(given),
        publication: publication(given),
        organisations: [],
        chamber: 'CRESS',
        pictureWords: null,
      }),
    'taken back': (given) =>
      publishedFiles(given.t, {
        ...{ edition: edition(given), publication: { ...publication(given), files: [] } },
        ...{ organisations: [], chamber: region(given).chamber, pictureWords: null },
      }),
  },
  publishedComing: {
    'it leaves': (given) => publishedComing(given.t, edition(given), { leaves: leaving(1), coordinator: false }),
    'to a coordinator': (given) => publishedComing(given.t, edition(given), { leaves: leaving(1), coordinator: true }),
  },
  recapComing: { 'it is laid out': (given) => recapComing(given.t, given.say('Le Moulin', 100)) },
  ownRecapMessage: {
    'to a member': (given) => ownRecapMessage(given.t, recap(given, false)),
    'to be handed on': (given) => ownRecapMessage(given.t, recap(given, true)),
  },
  recapFailedMessage: {
    'it could not be laid out': (given) =>
      recapFailedMessage(given.t, {
        editionId: id(2),
        organisation: { id: id(3), name: given.say('Le Moulin', 100) },
      }),
  },
  recapUnsentMessage: {
    'to whoever published the bilan': (given) =>
      recapUnsentMessage(given.t, {
        editionId: id(2),
        organisation: { id: id(3), name: given.say('Le Moulin', 100) },
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
    draft: (given) =>
      documentsMessage(given.t, handedOut(bilan(given, { surveyOpen: true })), documents(given), { late: false }),
    final: (given) => documentsMessage(given.t, handedOut(treated(given)), documents(given), { late: false }),
    'second version': (given) => documentsMessage(given.t, handedOut(second(given)), documents(given), { late: false }),
    'of many events': (given) => documentsMessage(given.t, handedOut(treated(given)), documents(given), { late: true }),
  },
  documentsSent: {
    draft: (given) => documentsSent(given.t, handedOut(bilan(given, { surveyOpen: true }))),
    final: (given) => documentsSent(given.t, handedOut(treated(given))),
  },
};
