import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { platformNames, traitsOf } from '../../src/platforms/registered.ts';
import { allTexts, type Locale } from '../../src/texts/index.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Kinds of pieces of a message, as the parser numbers them. */
const LITERAL = 0;
const ARGUMENT = 1;

/** Words that are written otherwise before a vowel: "de" and "d'", "que" and "qu'", "le" and "l'". */
const ELIDES = /(?:^|[^\p{L}])(?:de|du|que|le|la|au|ne|se|je|si|jusque|lorsque|puisque|quoique)\s$/iu;
/** The same, already written as before a vowel. */
const ELIDED = /(?:^|[^\p{L}])(?:[dlnsjmtc]|qu|jusqu|lorsqu|puisqu)'$/iu;

/** The values that may follow such a word, and why none begins with a vowel or an h. */
const SAFE: Readonly<Record<string, readonly string[]>> = {
  'a date: begins with a number or the day of the week': [
    'answeredOn',
    'at',
    'day',
    'firstDay',
    'from',
    'lastDay',
    'other',
    'probably',
    'to',
    'until',
    'when',
  ],
  'a year, which is a number': ['year'],
  'a command, which begins with its sign': ['install'],
  'the name of a platform: see the test of these': ['platform'],
  'the name of a channel, which begins with its sign': ['channel'],
  'the chamber, which every region calls by its letters: CRESS': ['chamber'],
};

const safe = new Set(Object.values(SAFE).flat());

/** Returns "de {name}" for each name that is filled in behind a word that its first letter would change. */
function elisions(elements: readonly Element[]): string[] {
  return elements.flatMap((piece, index) => {
    if ('options' in piece) return Object.values(piece.options).flatMap(({ value }) => elisions(value));
    const before = elements[index - 1];
    if (piece.type !== ARGUMENT || before?.type !== LITERAL) return [];
    const words = String(before.value);
    if (ELIDED.test(words)) return [`${words}{${piece.value}}`];
    const fits = safe.has(piece.value) || piece.value.startsWith('command_');
    return ELIDES.test(words) && !fits ? [`${words}{${piece.value}}`] : [];
  });
}

const astOf = (text: string) => new IntlMessageFormat(text, 'fr', undefined, { ignoreTag: true }).getAst();

const offending = (locale: Locale, of: (text: string) => boolean) =>
  [...allTexts(locale)].filter(([, text]) => of(text)).map(([key, text]) => `${key}: ${text}`);

describe('what is filled in, in French', () => {
  it('stands behind no word that its first letter would change: the thing is named first, or the name stands apart', () => {
    const found = [...allTexts('fr')].flatMap(([key, text]) => elisions(astOf(text)).map((one) => `${key}: ${one}`));
    expect(found).toEqual([]);
  });

  it('is a platform only where no platform begins with a vowel', () => {
    expect(platformNames().filter((name) => /^[aeiouyhéèê]/i.test(traitsOf(name).title))).toEqual([]);
  });

  it.each(['La part de {author}', "La part d''{author}", 'Je crois que {name} vient', 'Le compte de {organisation}'])(
    'would be found: %s',
    (text) => {
      expect(elisions(astOf(text))).toHaveLength(1);
    },
  );

  /** « Portes ouvertes » est accepté: a title has no gender. What was typed has none either, and is spoken of as that. */
  const AGREES =
    /(?:^|[.:;,] )« \{(?!typed\}|title\} » est complet)\w+\} »(?: \([^)]*\))? (?:n'est|n'a pas été|n'a plus|est|a été|a déjà été|sera) /u;

  it('is told of by its kind: « L’événement « … » est annulé »', () => {
    expect(offending('fr', (text) => AGREES.test(text))).toEqual([]);
  });

  it.each(['« {event} » est annulé.', 'Bonne nouvelle : « {title} » est accepté.', '« {title} » a été annulée.'])(
    'would be found too: %s',
    (text) => {
      expect(text).toMatch(AGREES);
    },
  );
});

describe('one thing has one word, and each word can be said', () => {
  const UNWANTED: readonly (readonly [Locale, string, RegExp, string])[] = [
    ['fr', 'salon', /(?<!\p{L})cana(?:l|ux)(?!\p{L})/iu, "Choisissez un canal d'annonces"],
    ['fr', 'message privé', /messages? directs?/iu, 'en messages directs'],
    ['fr', 'clore', /clôtur(?:er|ez|é|ée)(?!\p{L})/iu, 'Clôturer le questionnaire'],
    ['fr', 'clore', /fermer le questionnaire/iu, 'Fermer le questionnaire'],
    ['fr', 'questionnaire', /(?<!\p{L})collecte(?!\p{L})/iu, 'La collecte est close'],
    [
      'fr',
      "questionnaire d'événement",
      /questionnaires? (?:événement|structure)(?!\p{L})/iu,
      'Questionnaires événement',
    ],
    ['fr', 'délégué·e', /(?<!\p{L})délégués?(?![\p{L}·])/iu, 'Seuls les délégués'],
    ['fr', 'motif', /^raison$/iu, 'Raison'],
    ['fr', 'événement', /(?<!\p{L})manifestations?(?!\p{L})/iu, 'Trop de manifestations'],
    ['fr', 'retombées médias', /(?:retombées|des|les) média(?!s)/iu, 'Retombées média'],
    ['fr', 'renvoyer', /réessayer les/iu, 'Réessayer les refusés'],
    ['fr', 'je n’ai pas compris', /pas su lire/iu, "Je n'ai pas su lire « beaucoup »"],
    [
      'fr',
      'la personne qui',
      /(?:^|[:;,.] )(?:si )?qui (?:a|avait|n'a|l'avait|le|la) /iu,
      'à son heure : qui l’avait programmée ne peut plus'.replace('’', "'"),
    ],
    ['fr', 'celles et ceux', /(?:à|de) ceux qui/iu, "Rappel à ceux qui n'ont pas lu"],
    ['fr', 'ko, Mo', /(?<!\p{L})(?:Ko|MO)(?!\p{L})/u, '10 Ko au plus'],
    [
      'en',
      'goes out',
      /messages? (?:leaves?|left)(?!\p{L})|(?:kit|announcement) (?:leaves|left)/iu,
      '# messages leave now',
    ],
    ['en', "don't want", /(?<!\p{L})wish(?:es)? /iu, 'they wish no announcements'],
    ['en', 'matches', /nobody fits/iu, 'nobody fits: widen the audience'],
    ['en', 'co-op members', /shareholders|associates/iu, 'To our associates'],
    ['en', 'testimonials', /testimon(?:y|ies)(?!\p{L})/iu, 'Good ideas and testimonies'],
    ['en', 'coordinators', /(?:ask|tell|by) the coordination(?! team)(?!\p{L})/iu, 'tell the coordination'],
    ['en', 'link', /(?<!\p{L})ti(?:e|ed|es)(?!\p{L})/iu, 'Tie channels'],
  ];

  it.each(UNWANTED)('in %s: %s', (locale, _, unwanted, before) => {
    expect(before).toMatch(unwanted);
    // The file that regions hand on to the nation keeps the words of 2008.
    const found = offending(locale, (text) => unwanted.test(text)).filter(
      (one) => !one.startsWith('surveys.exchanged.'),
    );
    expect(found).toEqual([]);
  });
});
