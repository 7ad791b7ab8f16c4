/** Words around a number that change how certain it is, or say what is counted; all folded. */

/** The words that people put before an exact number: "nous étions 40", "il y avait 40 personnes". */
export const LEAD_INS =
  /^(?:(?:nous|on) (?:etions|etait|avons (?:eu|accueilli)|a (?:eu|accueilli))|il y (?:avait|a eu|en a eu)|we (?:were|had)|there (?:were|was)|total ?:?|nombre ?:?|exactement|precisement|exactly|just|only|seulement) /;

const UNIT =
  /(?: (?:de |d')?(?:personnes?|pers\.?|participants?|participantes?|participations?|visiteurs?|visiteuses?|spectateurs?|spectatrices?|gens|tetes|inscrits?|presents?|presentes?|entrees?|places?|adherents?|adherentes?|societaires?|clients?|habitants?|citoyens?|benevoles?|salaries?|eleves|etudiants?|enfants|adultes|jeunes|elus?|journalistes?|structures?|exemplaires?|affiches?|programmes?|flyers?|tracts?|vues?|visites?|clics?|contacts?|mails?|courriels?|courriers?|invitations?|people|persons?|attendees|guests?|visitors?|copies|posters|views|members|customers|euros?|eur)|\s?€)$/;

/** Removes what is counted. An unknown word makes the answer unreadable, because it may say something that matters. */
export function withoutUnits(text: string): string {
  let rest = text;
  for (let unit = UNIT.exec(rest); unit; unit = UNIT.exec(rest)) rest = rest.slice(0, unit.index);
  return rest;
}

const BEFORE_ABOUT =
  '(?:environ|env\\.?|a peu pres|approximativement|approx\\.?|approximately|about|around|roughly|some|pres de|presque|quasi(?:ment)?|autour de|aux alentours de|vers|dans les|almost|nearly|close to|circa|ca\\.?|disons|peut-etre|maybe|perhaps|je dirais|~|≈|\\+/-|±)';
const AFTER_ABOUT =
  '(?:environ|env\\.?|a peu pres|approximativement|approx\\.?|a la louche|or so|roughly|approximately|je pense|je crois|peut-etre|maybe|\\?)';
const BEFORE_LEAST =
  "(?:\\+ ?(?:de|d')?|plus (?:de|d')|au moins|au minimum|minimum|min\\.?|pas moins (?:de|d')|bien plus (?:de|d')|un peu plus (?:de|d')|more than|over|at least|upwards of|no less than|not less than|>=?|≥)";
const AFTER_LEAST =
  '(?:\\+|et plus|ou plus|au moins|au minimum|minimum|min\\.?|et quelques|and more|or more|at least|plus)';
const BEFORE_MOST =
  "(?:moins (?:de|d')|pas plus (?:de|d')|au plus|au maximum|maximum|max\\.?|jusqu'a|less than|fewer than|under|at most|no more than|not more than|up to|<=?|≤)";
const AFTER_MOST = '(?:maximum|max\\.?|au plus|au maximum|at most|ou moins|or less|or fewer)';

export type Hedge = 'estimated' | 'at_least' | 'at_most';

const HEDGES: readonly (readonly [Hedge, RegExp])[] = [
  ['at_most', new RegExp(`^${BEFORE_MOST} ?`)],
  ['at_most', new RegExp(` ?${AFTER_MOST}$`)],
  ['at_least', new RegExp(`^${BEFORE_LEAST} ?`)],
  ['at_least', new RegExp(` ?${AFTER_LEAST}$`)],
  ['estimated', new RegExp(`^(?:a )?${BEFORE_ABOUT} ?`)],
  ['estimated', new RegExp(` ?${AFTER_ABOUT}$`)],
];

/** Takes one such word off either end: "environ 60" is 60, estimated. */
export function hedge(text: string): { readonly hedge: Hedge; readonly rest: string } | null {
  for (const [kind, pattern] of HEDGES) {
    const match = pattern.exec(text);
    // "minimum" must be a word of its own; a sign may touch the number.
    if (!match || (/[a-z.]$/.test(match[0]) && match.index === 0)) continue;
    return { hedge: kind, rest: text.replace(pattern, '').trim() };
  }
  return null;
}

/** Round figures as French counts them: "une soixantaine" is about 60. */
export const ROUND_FIGURES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    dizaine: 10,
    douzaine: 12,
    quinzaine: 15,
    vingtaine: 20,
    trentaine: 30,
    quarantaine: 40,
    cinquantaine: 50,
    soixantaine: 60,
    centaine: 100,
    millier: 1000,
    dozen: 12,
  }),
);

/** Matches texts that say zero. */
export const ZERO_WORDS =
  /^(?:(?:aucune?|zero)(?: (?:personne|participante?|participation|visiteur|visiteuse))?|personne(?: n'est venue?)?|rien|nobody(?: came)?|none|no[ -]one(?: came)?|nil)$/;
