import { expect, it } from 'vitest';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import { openingSentences } from '../../../src/features/reports/documents/sentences.ts';
import type { OptionId } from '../../../src/features/surveys/questions/options.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { choice, event, facts, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';

const exact = (value: number) => ({ value, precision: 'exact' }) as const;

/** Five organisations, of which so many say yes. */
const saying = (question: 'logo' | 'contacts' | 'pressContacted' | 'coverage' | 'relayed', yes: number) =>
  withOrganisations(Array.from({ length: 5 }, (_, at) => ({ [question]: choice(at < yes ? 'yes' : 'no') })));
const comingBack = (...options: readonly ('yes' | 'no' | 'toConfirm')[]) =>
  withOrganisations(options.map((option) => ({ comingBack: choice(option) })));
const defects = (...answers: readonly (readonly OptionId[] | 'nothing')[]) =>
  withOrganisations(
    answers.map((order) => ({
      defects: order === 'nothing' ? { kind: 'nothing' } : { kind: 'ranking', order, done: true },
    })),
  );
const reasons = (...orders: readonly (readonly OptionId[])[]) =>
  withOrganisations(orders.map((order) => ({ reasons: { kind: 'ranking', order, done: true } })));
/** One event for each answer about officials. */
const officials = (...options: readonly ('yes' | 'no' | 'dontKnow')[]) =>
  withQuestionnaires(options.map((option) => ({ ...people(10), officials: choice(option) })));
const doubting = (question: 'pressContacted' | 'coverage') =>
  withOrganisations(
    (['dontKnow', 'no', 'dontKnow', 'dontKnow', 'no'] as const).map((option) => ({ [question]: choice(option) })),
  );
const officialsAt = (count: number) =>
  withQuestionnaires([1, 2, 3].map((came) => ({ ...people(came), officials: choice(came <= count ? 'yes' : 'no') })));
/** Three that were held, whose questionnaires came back, beside some that weren't held. */
const gone = (status: 'cancelled' | 'postponed', count: number) => {
  const held = withQuestionnaires([people(1), people(2), people(3)]);
  const others = Array.from({ length: count }, (_, at) => event(`${status}-${at}`, { status }));
  return { ...held, events: [...held.events, ...others] };
};
/** The same, of which one questionnaire hasn't come back. */
const unheard = (status: 'cancelled' | 'postponed', count: number) => {
  const { events, eventQuestionnaires } = gone(status, count);
  return {
    events,
    eventQuestionnaires: eventQuestionnaires.map((one, at) => (at === 0 ? { ...one, answers: {} } : one)),
  };
};
const item = (at: number, medium: 'press' | 'web') => ({
  ...{ outlet: `Titre ${at}`, medium, publishedOn: null, link: null, organisation: 'org-0', launch: false },
});

/** The facts, the sentence about them, and how it reads in both languages. */
const GOLDEN: readonly (readonly [Partial<EditionFacts>, string, string, string])[] = [
  [
    { events: [event('one')] },
    'events/events',
    '1 événement était au programme, dans un département.',
    '1 event was in the programme, in one department.',
  ],
  // No sentence says of an online event that it was in a department.
  [
    { events: [event('one'), event('two', { department: null }), event('three', { department: null })] },
    'events/events',
    '3 événements étaient au programme, dont 1 dans un département.',
    '3 events were in the programme, 1 of them in one department.',
  ],
  [
    { events: [event('one'), event('two', { department: '02' }), event('three', { department: null })] },
    'events/events',
    '3 événements étaient au programme, dont 2 dans 2 départements.',
    '3 events were in the programme, 2 of them in 2 departments.',
  ],
  [
    { events: [event('one', { department: null })] },
    'events/events',
    '1 événement était au programme.',
    '1 event was in the programme.',
  ],
  [
    { events: [event('one', { coOrganisers: ['other'] })] },
    'events/coOrganised',
    '1 a été porté par plusieurs structures.',
    '1 was run by several organisations.',
  ],
  [
    gone('cancelled', 1),
    'events/cancelled',
    '1 autre événement, non compté ici, a été annulé.',
    '1 other event, not counted here, was cancelled.',
  ],
  [
    gone('cancelled', 2),
    'events/cancelled',
    '2 autres événements, non comptés ici, ont été annulés.',
    '2 other events, not counted here, were cancelled.',
  ],
  [
    unheard('cancelled', 1),
    'events/cancelled',
    'À notre connaissance, 1 autre événement, non compté ici, a été annulé.',
    'As far as we know, 1 other event, not counted here, was cancelled.',
  ],
  [
    unheard('cancelled', 2),
    'events/cancelled',
    'À notre connaissance, 2 autres événements, non comptés ici, ont été annulés.',
    'As far as we know, 2 other events, not counted here, were cancelled.',
  ],
  // Known from its questionnaire; all others were held.
  [
    withQuestionnaires([people(1), people(2), people(3), { held: choice('cancelled') }]),
    'events/cancelled',
    '1 autre événement, non compté ici, a été annulé.',
    '1 other event, not counted here, was cancelled.',
  ],
  [
    { ...gone('cancelled', 2), eventQuestionnaires: [] },
    'events/cancelled',
    'À notre connaissance, 2 autres événements, non comptés ici, ont été annulés.',
    'As far as we know, 2 other events, not counted here, were cancelled.',
  ],
  [
    { events: [event('one', { status: 'cancelled' })] },
    'events/cancelled',
    '1 événement a été annulé.',
    '1 event was cancelled.',
  ],
  [
    gone('postponed', 1),
    'events/postponed',
    '1 autre événement, non compté ici, a été reporté, sans nouvelle date.',
    '1 other event, not counted here, was postponed, without a new date.',
  ],
  [
    gone('postponed', 2),
    'events/postponed',
    '2 autres événements, non comptés ici, ont été reportés, sans nouvelle date.',
    '2 other events, not counted here, were postponed, without a new date.',
  ],
  [
    unheard('postponed', 2),
    'events/postponed',
    'À notre connaissance, 2 autres événements, non comptés ici, ont été reportés, sans nouvelle date.',
    'As far as we know, 2 other events, not counted here, were postponed, without a new date.',
  ],
  [
    officialsAt(0),
    'audience/officials',
    'Aucune des 3 réponses reçues sur les événements ne dit que des élus ou des institutions sont venus.',
    'None of the 3 answers about events says that elected officials or institutions came.',
  ],
  // « Je ne sais pas » isn't a no: that none is said to have come is all that is known.
  [
    officials('dontKnow', 'dontKnow', 'dontKnow'),
    'audience/officials',
    'Aucune des 3 réponses reçues sur les événements ne dit que des élus ou des institutions sont venus.',
    'None of the 3 answers about events says that elected officials or institutions came.',
  ],
  [
    officials('yes', 'dontKnow', 'no'),
    'audience/officials',
    'Des élus ou des institutions sont venus à 1 des 3 événements dont nous avons la réponse.',
    'Elected officials or institutions came to 1 of the 3 events that told us.',
  ],
  [
    doubting('pressContacted'),
    'media/press',
    'Aucune des 5 structures qui ont répondu ne dit avoir contacté la presse.',
    'None of the 5 organisations that answered says that it contacted the press.',
  ],
  [
    doubting('coverage'),
    'media/coverage',
    "Aucune des 5 structures qui ont répondu ne dit qu'un média a parlé d'elle.",
    'None of the 5 organisations that answered says that the media spoke of it.',
  ],
  [
    officialsAt(1),
    'audience/officials',
    'Des élus ou des institutions sont venus à 1 des 3 événements dont nous avons la réponse.',
    'Elected officials or institutions came to 1 of the 3 events that told us.',
  ],
  [
    { entered: { programmesPrinted: exact(1), posters: exact(1) } },
    'communication/printed',
    "Le Mois s'est annoncé par 1 programme et 1 affiche.",
    'The Month was announced by 1 programme and 1 poster.',
  ],
  [
    saying('logo', 1),
    'communication/logo',
    '1 structure sur les 5 qui ont répondu à la question a utilisé le logo.',
    '1 organisation of the 5 that answered the question used the logo.',
  ],
  [
    saying('contacts', 0),
    'communication/contacts',
    "Aucune des 5 structures qui ont répondu n'a noué de nouveaux contacts.",
    'None of the 5 organisations that answered made new contacts.',
  ],
  [
    saying('contacts', 1),
    'communication/contacts',
    '1 structure sur les 5 qui ont répondu a noué de nouveaux contacts.',
    '1 organisation of the 5 that answered made new contacts.',
  ],
  [
    saying('relayed', 0),
    'communication/relayed',
    "Aucune des 5 structures qui ont répondu n'a relayé l'information.",
    'None of the 5 organisations that answered passed the news on.',
  ],
  [
    saying('relayed', 1),
    'communication/relayed',
    "1 structure sur les 5 qui ont répondu a relayé l'information.",
    '1 organisation of the 5 that answered passed the news on.',
  ],
  [
    saying('pressContacted', 0),
    'media/press',
    'Aucune des 5 structures qui ont répondu ne dit avoir contacté la presse.',
    'None of the 5 organisations that answered says that it contacted the press.',
  ],
  [
    saying('pressContacted', 1),
    'media/press',
    '1 structure sur les 5 qui ont répondu a contacté la presse.',
    '1 organisation of the 5 that answered contacted the press.',
  ],
  [
    saying('coverage', 0),
    'media/coverage',
    "Aucune des 5 structures qui ont répondu ne dit qu'un média a parlé d'elle.",
    'None of the 5 organisations that answered says that the media spoke of it.',
  ],
  [
    saying('coverage', 1),
    'media/coverage',
    'Un média a parlé de 1 structure sur les 5 qui ont répondu.',
    'The media spoke of 1 organisation of the 5 that answered.',
  ],
  [
    { mentions: [item(0, 'press')] },
    'media/media',
    '1 retombée a été relevée : 1 article de presse.',
    '1 media mention was recorded: 1 press article.',
  ],
  [
    { mentions: [item(0, 'press'), item(1, 'press'), item(2, 'web')] },
    'media/media',
    '3 retombées ont été relevées : 2 articles de presse et 1 page web.',
    '3 media mentions were recorded: 2 press articles and 1 web page.',
  ],
  [
    { entered: { launchAttendance: exact(1) } },
    'launch/launch',
    '1 personne était présente au lancement.',
    '1 person was at the launch.',
  ],
  [
    { entered: { launchAttendance: { value: 50, precision: 'at_least' } } },
    'launch/launch',
    'Au moins 50 personnes étaient présentes au lancement.',
    'At least 50 people were at the launch.',
  ],
  [
    comingBack('no', 'no', 'no', 'no', 'no'),
    'opinions/comingBack',
    'Aucune des 5 structures qui ont répondu ne dit vouloir participer à la prochaine édition.',
    'None of the 5 organisations that answered says it will take part in the next edition.',
  ],
  [
    comingBack('yes', 'toConfirm', 'no', 'no', 'no'),
    'opinions/comingBack',
    '1 structure sur les 5 qui ont répondu veut participer à la prochaine édition, une ne le sait pas encore.',
    "1 organisation of the 5 that answered wants to take part in the next edition, one doesn't know yet.",
  ],
  // Those with nothing to report, or with something else to say, didn't cite it.
  [
    defects('nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing', ['noContact']),
    'opinions/defect',
    "Premier défaut, cité par 1 des 7 structures qui ont répondu : « Pas assez de contacts le reste de l'année ».",
    'First shortcoming, named by 1 of the 7 organisations that answered: “Not enough contact during the rest of the year”.',
  ],
  [
    defects(['noContact'], ['noContact'], ['noContact'], ['noContact'], ['noContact']),
    'opinions/defect',
    "Premier défaut, cité par les 5 structures qui ont répondu : « Pas assez de contacts le reste de l'année ».",
    'First shortcoming, named by all the 5 organisations that answered: “Not enough contact during the rest of the year”.',
  ],
  [
    defects('nothing', 'nothing', 'nothing', ['noContact', 'lowVisibility'], ['lowVisibility', 'noContact']),
    'opinions/defect',
    "Premiers défauts, à égalité, sur 5 structures qui ont répondu : « Pas assez de contacts le reste de l'année » (2 citations) et « Pas assez visible des citoyens et des élus locaux » (2 citations).",
    'First shortcomings, on a par, of 5 organisations that answered: “Not enough contact during the rest of the year” (named 2 times) and “Not visible enough to citizens and local officials” (named 2 times).',
  ],
  [
    reasons(['other'], ['other'], ['other'], ['other'], ['contacts']),
    'opinions/reason',
    'Première raison de participer, citée par 1 des 5 structures qui ont répondu : « Nouer des contacts ».',
    'First reason to take part, named by 1 of the 5 organisations that answered: “To make contacts”.',
  ],
  [
    { entered: { budget: exact(28_200.5) } },
    'budget/budget',
    "Budget de l'édition : 28 200,50 €.",
    'Budget of the edition: 28,200.50 euros.',
  ],
  [
    { entered: { budget: { value: 28_000, precision: 'estimated' } } },
    'budget/budget',
    "Budget de l'édition : environ 28 000 €.",
    'Budget of the edition: about 28,000 euros.',
  ],
  [{ entered: { budget: exact(1) } }, 'budget/budget', "Budget de l'édition : 1 €.", 'Budget of the edition: 1 euro.'],
];

it.each(GOLDEN.map(([known, key, french, english]) => ({ known, key, french, english })))(
  'says « $french » and « $english »',
  ({ known, key, french, english }) => {
    const bilan = content({}, { ...facts({ previous: null }), ...known });
    const said = (t: typeof fr) => plain(asTyped(openingSentences(bilan, t)[`sentence:${key}`] ?? ''));
    expect([said(fr), said(en)]).toEqual([french, english]);
  },
);

it('says nothing of what didn’t happen: nothing cancelled, postponed, printed, said by the media or spent', () => {
  const bilan = content({}, { ...facts({ previous: null }), events: [event('held')] });
  expect(Object.keys(openingSentences(bilan, fr))).toEqual(['sentence:essential/events', 'sentence:events/events']);
});
