import type { EventFact } from '../../src/features/events/facts.ts';
import type { EditionFacts, PreviousFigures } from '../../src/features/reports/aggregates/facts.ts';
import type { ReportContent, ReportSetting } from '../../src/features/reports/content/content.ts';
import type { MentionFact, QuoteFact } from '../../src/features/surveys/facts.ts';
import type { Answers } from '../../src/features/surveys/questions/answers.ts';
import type { OptionId } from '../../src/features/surveys/questions/options.ts';
import { content } from './demo-content.ts';
import { EMPTY_CONTENT } from './empty-content.ts';
import { logo } from './kit-files.ts';
import { pngPhoto } from './photos.ts';

/** An invented edition of which everything is known that a bilan can tell: each chapter has its own, and nobody in it exists. */

const at = <T>(all: readonly [T, ...T[]], index: number): T => all[index % all.length] ?? all[0];
const option = (chosen: OptionId) => ({ kind: 'choice', option: chosen }) as const;
const exact = (value: number) => ({ value, precision: 'exact' }) as const;

const NAMES = [
  'Le Fournil coopératif',
  'La Ressourcerie du Canal',
  'Énergies partagées de la Baie',
  'Mutuelle des Trois Vallées',
  'L’Atelier vélo d’Abbeville',
  'Les Jardins de Cocagne du Vexin',
  'Coopérative funéraire de Laon',
  'Habitat et Humanisme Saint-Quentin',
  'Radio Campus Amiens',
  'L’Épicerie solidaire de Creil',
  'Scop Menuiserie du Noyonnais',
  'Crèche parentale Les Petits Pas',
] as const;
const TITLES = [
  'Portes ouvertes du fournil',
  'Réparer plutôt que jeter',
  'Visite du parc éolien citoyen',
  'Santé : parlons mutuelle',
  'Bourse aux vélos',
  'Récolte et soupe partagée',
  'Ciné-débat « Mourir en coopérative »',
  'Habiter ensemble, autrement',
  'Émission en public',
  'Atelier cuisine anti-gaspillage',
  'De l’arbre à la table',
  'Café des parents',
] as const;
const THEMES = ['Alimentation', 'Énergie', 'Habitat', 'Santé', 'Culture'] as const;
const DEPARTMENTS = ['02', '60', '80'] as const;
/** Events, organisations that take part, and organisations that answered. */
const [EVENTS, TAKING_PART, ANSWERED] = [34, NAMES.length, 10] as const;

const organisations = NAMES.map((name, index) => ({ id: `org-${index}`, name }));
const day = (index: number) => `2026-11-${String(2 + ((index * 5) % 27)).padStart(2, '0')}`;

const events: readonly EventFact[] = Array.from({ length: EVENTS }, (_, index) => ({
  id: `event-${index}`,
  title: index < TITLES.length ? at(TITLES, index) : `${at(TITLES, index)} (${Math.floor(index / TITLES.length) + 1})`,
  organisation: `org-${index % TAKING_PART}`,
  coOrganisers: index % 5 === 0 ? [`org-${(index + 3) % TAKING_PART}`] : [],
  status: index === 11 || index === 23 ? 'cancelled' : index === 17 ? 'postponed' : 'accepted',
  days: index % 9 === 4 ? [day(index), day(index + 1)].sort() : [day(index)],
  department: at(DEPARTMENTS, index * 2 + (index % 7 === 0 ? 1 : 0)),
  theme: at(THEMES, index),
  accessibility: index % 3 !== 0,
  price: index % 4 === 3 ? null : index % 4 === 1 ? 'told' : 'free',
  intended: index % 5 === 4 ? null : at(['mostlyPublic', 'mostlyPublic', 'half'] as const, index),
}));

const answersAbout = (index: number): Answers => ({
  held: option('yes'),
  attendance:
    index % 6 === 5
      ? { kind: 'quantity', value: 90, precision: 'estimated', range: { from: 80, to: 100 }, typed: 'entre 80 et 100' }
      : {
          kind: 'quantity',
          value: 15 + ((index * 13) % 70),
          precision: index % 4 === 0 ? 'estimated' : 'exact',
          typed: '',
        },
  officials: option(index % 3 === 0 ? 'yes' : 'no'),
  audience: option(at(['mostlyPublic', 'half', 'mostlySse', 'mostlyPublic', 'dontKnow'] as const, index)),
});

const asked = events.filter(({ status }) => status === 'accepted');
const eventQuestionnaires = asked.map(({ id, days }, index) => {
  const answers = index % 6 === 2 ? {} : answersAbout(index);
  const answered = Object.keys(answers).length > 0 ? '2026-12-03' : null;
  return { event: id, answers, answeredOn: answered, countedOn: answered === null ? null : (days.at(-1) ?? null) };
});

const REASONS = ['legibility', 'showcase', 'movement', 'position', 'contacts'] as const;
const DEFECTS = ['tooManyAtOnce', 'noContact', 'notDepartmental', 'lowVisibility'] as const;
const LEVELS = ['aLot', 'fairly', 'aLittle', 'fairly', 'notAtAll', 'dontKnow'] as const;
const STATEMENTS = ['knownToPublic', 'diversity', 'reachedInhabitants', 'reachedOfficials'] as const;

const SKIPPED = { kind: 'skipped' } as const;
const ideas = [
  'Une journée commune à la gare, avec un stand par structure.',
  'Prêter un vidéoprojecteur et une sono à tour de rôle.',
  'Un même visuel à décliner, prêt en septembre.',
  'Aller dans les lycées agricoles : ils ne nous connaissent pas.',
  'Un car pour visiter trois structures dans la journée.',
  'Inviter les élus à servir la soupe plutôt qu’à faire un discours.',
] as const;

const organisationAnswers = (index: number): Answers => ({
  pressContacted: option(index % 2 === 0 ? 'yes' : 'no'),
  coverage: option(index % 3 === 0 ? 'yes' : 'no'),
  distribution: { kind: 'choices', options: index % 4 === 3 ? ['notDistributed'] : ['ownPremises', 'socialNetworks'] },
  siteLink: option(at(['yes', 'yes', 'no', 'noSite'] as const, index)),
  logo: option(index % 5 === 4 ? 'neverHad' : 'yes'),
  relayed: option(index % 3 === 2 ? 'no' : 'yes'),
  ...(index % 3 === 0
    ? { relayedReach: { kind: 'quantity', value: 200 + index * 50, precision: 'estimated', typed: '' } }
    : { relayedReach: SKIPPED }),
  contacts: option(index % 4 === 1 ? 'no' : 'yes'),
  reasons: {
    kind: 'ranking',
    // One of them names other reasons than all others, which keep their names for that.
    order: [
      ...new Set([
        ...[at(REASONS, index % 3), at(REASONS, (index % 3) + 1 + (index % 2))],
        ...(index === 7 ? [] : (['contacts'] as const)),
      ]),
    ],
    done: true,
  },
  defects: { kind: 'ranking', order: [at(DEFECTS, index), at(DEFECTS, index + 1)], done: true },
  scales: {
    kind: 'scales',
    levels: Object.fromEntries(STATEMENTS.map((one, place) => [one, at(LEVELS, index + place)])),
  } as NonNullable<Answers['scales']>,
  ...(index % 3 === 0 ? { coverageItems: SKIPPED } : {}),
  siteLinkAddress: SKIPPED,
  logoPhoto: SKIPPED,
  contactsWith: SKIPPED,
  comingBack: option(index === 3 ? 'toConfirm' : 'yes'),
  idea: index < ideas.length ? { kind: 'text', text: at(ideas, index) } : SKIPPED,
});

const organisationQuestionnaires = organisations.map(({ id }, index) => ({
  organisation: id,
  answers: index < ANSWERED ? organisationAnswers(index) : {},
  answeredOn: index < ANSWERED ? '2026-12-08' : null,
}));

const photo = (index: number) => `0198b0f0-0000-7000-8000-00000000000${index}`;
const quotes: readonly QuoteFact[] = [
  ...ideas.map((text, index) => ({
    question: 'idea' as const,
    text,
    organisation: `org-${index}`,
    named: index % 2 === 0,
  })),
  {
    ...{ question: 'contactsWith' as const, organisation: 'org-6', named: true },
    text: 'Deux habitantes sont revenues en décembre pour devenir bénévoles : c’est notre plus belle retombée.',
  },
  ...[0, 1, 2].map((index) => ({
    ...{ question: 'logoPhoto' as const, text: null, organisation: `org-${index}`, named: index !== 1 },
    photo: { file: photo(index), caption: index === 0 ? 'Le fournil, un soir de fournée' : null },
  })),
];

const mention = (
  organisation: number,
  outlet: string,
  medium: MentionFact['medium'],
  publishedOn: string,
  press?: MentionFact['press'],
): MentionFact => ({
  ...{ organisation: `org-${organisation}`, outlet, medium, publishedOn, link: press?.link ?? null, launch: false },
  ...(press ? { press } : {}),
});
const mentions: readonly MentionFact[] = [
  mention(0, 'Le Courrier d’Amiens', 'press', '2026-11-05', {
    title: 'Au fournil, le pain se partage',
    link: 'https://courrier.example/fournil',
    event: 'Portes ouvertes du fournil',
  }),
  mention(3, 'Le Courrier d’Amiens', 'press', '2026-11-12'),
  mention(4, 'Radio Baie', 'radio', '2026-11-15', {
    title: 'Trois cents vélos remis en selle',
    link: null,
    event: null,
  }),
  mention(6, 'Picardie TV', 'tv', '2026-11-20'),
  mention(9, 'Le Blog des quartiers', 'web', '2026-11-24', {
    title: 'Cuisiner sans jeter, à Creil',
    link: 'https://quartiers.example/cuisine',
    event: 'Atelier cuisine anti-gaspillage',
  }),
  mention(0, 'Le Blog des quartiers', 'web', '2026-11-26'),
];

const lines = (all: Readonly<Record<string, number>>) => Object.entries(all);
const money: Pick<EditionFacts, 'budgetLines' | 'plannedBudgetLines' | 'expenseLines' | 'plannedExpenseLines'> = {
  plannedBudgetLines: lines({ CRES: 9_000, 'Conseil régional': 15_000, 'Préfecture de région': 4_000 }).map(
    ([funder, amount]) => ({ funder, amount }),
  ),
  budgetLines: lines({ CRES: 8_650.5, 'Conseil régional': 15_000, 'Préfecture de région': 3_500 }).map(
    ([funder, amount]) => ({ funder, amount }),
  ),
  plannedExpenseLines: lines({ 'Programme et affiches': 11_000, Coordination: 13_500, Lancement: 3_500 }).map(
    ([name, amount]) => ({ name, amount }),
  ),
  expenseLines: lines({ 'Programme et affiches': 10_420.5, Coordination: 13_500, Lancement: 3_230 }).map(
    ([name, amount]) => ({ name, amount }),
  ),
};

const before = (year: number, figures: readonly [number, number, number]): PreviousFigures => ({
  year,
  figures: {
    events: exact(figures[0]),
    participants: { value: figures[1], precision: 'at_least' },
    mediaMentions: exact(figures[2]),
    // Nobody knows any more of how many the first was.
    organisationsUsingLogo: { ...exact(figures[2]), ...(year > 2023 ? { of: figures[2] + 3 } : {}) },
  },
});

const facts: Partial<EditionFacts> = {
  edition: { year: 2026, firstDay: '2026-11-01', lastDay: '2026-11-30' },
  ...{ organisations, events, eventQuestionnaires, organisationQuestionnaires, quotes, mentions },
  absenceQuestionnaires: Array.from({ length: 7 }, (_, index) => ({
    organisation: `absent-${index}`,
    answers: {
      whyAbsent: { kind: 'reason', option: at(['noTime', 'knewTooLate', 'noTime'] as const, index) },
    } as Answers,
    answeredOn: '2026-12-10',
  })),
  entered: {
    programmesPrinted: exact(6_000),
    posters: exact(450),
    pageViews: { value: 12_400, precision: 'estimated' },
    launchAttendance: exact(86),
    launchQuestionnairesAnswered: exact(31),
    launchCoveragePress: exact(2),
    launchCoverageRadio: exact(1),
    budget: exact(27_150.5),
  },
  ...money,
  launchAttendanceLines: [
    { category: 'Élus et collectivités', people: 24 },
    { category: 'Structures de l’ESS', people: 41 },
    { category: 'Presse', people: 6 },
    { category: 'Autres partenaires', people: 15 },
  ],
  answersCountedOn: '2027-01-12',
  latestCountedOn: '2027-01-13',
  claims: [],
  previous: before(2025, [29, 1_120, 5]),
};

const shown = [0, 1, 2].map((index) => ({
  file: photo(index),
  bytes: index === 1 ? pngPhoto(900, 1_200) : pngPhoto(1_600, 1_000),
  organisation: index === 1 ? null : (NAMES[index] ?? null),
  caption: index === 0 ? 'Le fournil, un soir de fournée' : null,
}));

const setting: Partial<ReportSetting> = {
  edition: {
    ...{ year: 2026, name: 'Mois de l’ESS 2026', startsOn: '2026-11-01', endsOn: '2026-11-30' },
    message: 'Ici, on entreprend ensemble',
    priority: 'GENERAL_PUBLIC',
    expectedResults: [
      { figure: 'events', target: 30 },
      { figure: 'participants', target: 1_500 },
    ],
  },
  coordination: {
    meetings: [
      { title: 'Préparation, à Amiens', day: '2026-09-15', coming: 18 },
      { title: 'Préparation, à Laon', day: '2026-10-06', coming: 11 },
      { title: 'Retour d’expérience', day: '2026-12-15', coming: 2 },
    ],
    kit: { versions: 2, sent: 12, received: 9 },
    announcements: {
      sent: 5,
      relays: [300, 150, null, 80, 40].map((value, index) => ({
        person: `person-${index}`,
        reach: value === null ? null : { value, precision: 'estimated' as const },
      })),
    },
  },
  logos: ['', 'Conseil régional', 'Préfecture de région'].map((of) => ({ of, bytes: logo.bytes })),
  photos: { ...EMPTY_CONTENT.photos, shown },
  topics: new Map([
    ['org-0', 'programme'],
    ['org-1', 'tools'],
    ['org-2', 'communication'],
    ['org-3', 'audience'],
    ['org-5', 'partners'],
  ]),
  older: [before(2023, [18, 640, 2]), before(2024, [24, 905, 4])],
  departments: new Map(organisations.map(({ id }, index) => [id, index < 8 ? '80' : '60'])),
  texts: new Map([
    ['chapter:essential', 'Une édition portée par douze structures, de Laon à Abbeville.'],
    ['chapter:communication', 'Le programme a été distribué avec le bulletin de trois communautés de communes.'],
    ['chapter:proposals', 'Garder la fin de novembre.\n\nOuvrir le programme en juin, avec un premier visuel.'],
  ]),
  madeAt: new Date('2027-01-13T10:00:00+01:00'),
};

/** Returns its bilan, ready to be published: each finding of the check has its note. */
export function richBilan(): ReportContent {
  const draft = content(setting, facts);
  const notes = draft.findings.map(({ id }) => [`finding:${id}`, 'Vérifié auprès de la structure.'] as const);
  return content({ ...setting, texts: new Map([...(setting.texts ?? []), ...notes]) }, facts);
}
