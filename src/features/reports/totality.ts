import { fold } from '../../names/index.ts';

/** Words that speak of all, in a sentence about one figure. */
const ALL = /\b(?:(?:ensemble|tous|toutes|tout le monde|chacune?|aucune?|all|each|none|whole)\b|unanim|every)/;

/** Whether a sentence published about a figure speaks of all of them. */
export function speaksOfAll(sentence: string): boolean {
  return ALL.test(fold(sentence));
}

const ACTORS =
  '(?:acteurs?|actrices?|structures?|organisations?|organisateurs?|organisatrices?|associations?|cooperatives?|mutuelles?|organi[sz]ers?)';
/** Those who answered are all that is known of: a sentence about them claims no more. */
const NOT_RESPONDENTS =
  '(?! (?:qui (?:ont|avaient) repondu|ayant repondu|repondant|that (?:have )?answered|who (?:have )?answered))';
const WHOLES = [
  `(?:l'ensemble|la totalite|l'integralite) (?:des|de nos|de ces) (?:\\d+ )?${ACTORS}`,
  `(?:tous|toutes) (?:les|nos|ces) (?:autres |\\d+ )?${ACTORS}`,
  `(?:chaque|aucune?|every|each|no) ${ACTORS}`,
  `(?:chacune?|aucune?|none|all|each|every one|the whole) (?:des|d'entre les|of|of the|the|our) (?:the |our )?(?:\\d+ )?${ACTORS}`,
  `all ${ACTORS}`,
];
const OF_ALL_ACTORS = new RegExp(`\\b(?:${WHOLES.join('|')})\\b${NOT_RESPONDENTS}`);
const UNANIMOUS = /\bunanim/;
/** What is addressed to all, or asked or thanked of them, says nothing about them. */
const ADDRESSED =
  /\b(?:merci|remerci\w*|invit\w*|appel\w*|bienvenue|ouverte?s? a|envoyee?s? a|adressee?s? a|a|aux|pour|avec|aupres de|entre|thank\w*|welcome|to|for|with|among|between) (?:l'ensemble|la totalite|l'integralite|tous|toutes|chaque|chacune?|all|every|each|none|the whole)\b/;

/** The sentences of a chapter that speak of all the organisations, rather than of those that answered. */
export function sentencesOfAll(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?…])\s|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => {
      const folded = fold(sentence);
      return (OF_ALL_ACTORS.test(folded) || UNANIMOUS.test(folded)) && !ADDRESSED.test(folded);
    });
}
