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
    ['fr', 'appuyer', /(?<!\p{L})cliqu/iu, 'cliquez de nouveau sur « J’ai relayé »'],
    ['fr', 'rempli', /questionnaires? répondus?(?!\p{L})/iu, '9 questionnaires répondus'],
    ['fr', 'thème', /(?<!\p{L})thématiques?(?!\p{L})/iu, 'a ajouté la thématique « Habiter »'],
    ['fr', 'co-organiser', /(?<!\p{L})coorganis/iu, 'inviter une structure à coorganiser'],
    ['fr', 'vérification', /(?<!\p{L})constats?(?!\p{L})/iu, 'à côté du constat'],
    ['fr', 'relier', /(?<!\p{L})rattach/iu, "a rattaché l'espace Discord"],
    [
      'en',
      'goes out',
      /(?:messages?|kits?|announcements?|reminders?|reports?|summar(?:y|ies)|what)(?: (?:will|has|have|already))* (?:leaves?|left)(?!\p{L}| it(?!\p{L}))|nothing (?:leaves|has left)(?! it(?!\p{L}))/iu,
      '# messages leave now',
    ],
    [
      'en',
      'goes out',
      /(?:then|as it is now,|it) leaves (?!it(?!\p{L}))/iu,
      'is laid out, then leaves as a private message',
    ],
    ['en', 'report', /(?<!\p{L})evaluat/iu, 'your comments on the evaluation'],
    ['en', 'log', /(?<![\p{L}{._])journal(?!\p{L})/iu, "the region's journal"],
    ['en', 'check', /(?<![\p{L}{])findings?(?!\p{L})/iu, '# findings to deal with here'],
    ['en', 'media mention', /media items?|(?<![\p{L}{])coverage(?!\p{L})/iu, 'This coverage probably includes'],
    ['en', 'named so many times', /# mentions?(?!\p{L})/iu, '# mentions'],
    ['en', 'live figures', /(?<!\p{L})tall(?:y|ies)(?!\p{L})/iu, 'the live tallies show it'],
    ['en', 'linked channel', /relayed channel/iu, 'in a relayed channel'],
    ['en', 'in the programme', /on the programme/iu, 'One new event on the programme'],
    ['en', 'press kit', /press files?(?!\p{L})/iu, 'logo, poster, press file'],
    ['en', 'the Month', /(?<!\p{L})(?:Mois|ESS)(?!\p{L})|the month(?![\p{L},])/u, "in the month's programme"],
    ['en', "don't want", /(?<!\p{L})wish(?:es)? /iu, 'they wish no announcements'],
    ['en', 'matches', /nobody fits/iu, 'nobody fits: widen the audience'],
    ['en', 'co-op members', /shareholders|associates/iu, 'To our associates'],
    ['en', 'testimonials', /testimon(?:y|ies)(?!\p{L})/iu, 'Good ideas and testimonies'],
    [
      'en',
      'coordinators',
      /(?:the|its|national) (?:national )?coordinations?(?! team| channel)(?!\p{L})/iu,
      'write to the coordination',
    ],
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
