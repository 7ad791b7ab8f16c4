import { fold } from '../../../reading/index.ts';

/** Words that speak of all, in a sentence about one figure. */
const ALL = /\b(?:(?:ensemble|tous|toutes|tout le monde|chacune?|aucune?|all|each|none|whole)\b|unanim|every)/;

/** Returns whether a sentence published about a figure speaks of all of them. */
export function speaksOfAll(sentence: string): boolean {
  return ALL.test(fold(sentence));
}

const ACTORS =
  '(?:acteurs?|actrices?|structures?|organisations?|organisateurs?|organisatrices?|associations?|cooperatives?|mutuelles?|organi[sz]ers?)';
/** A sentence about those who answered claims no more than is known. */
const NOT_RESPONDENTS =
  '(?! (?:(?:interrogee?s? )?qui (?:ont|avaient) repondu|ayant repondu|repondant|that (?:have )?answered|who (?:have )?answered))';
/** Things that the chamber did for all of them, or asked of all, so that it knows of each. */
const NOT_DONE_TO_THEM =
  '(?! (?:ont (?:bien )?(?:recu|ete (?:invite|contacte|sollicite|relance|informe|prevenu|interroge))|received|were (?:sent|invited|contacted|asked|reminded|told)))';
const WHOLES = [
  `(?:l'ensemble|la totalite|l'integralite) (?:des|de nos|de ces) (?:\\w+ )?${ACTORS}`,
  `(?:tous|toutes) (?:les|nos|ces) (?:\\w+ )?${ACTORS}`,
  `(?:chaque|aucune?|every|each|no|100 ?% des|100 ?% of(?: the)?) ${ACTORS}`,
  `(?:chacune?|aucune?|pas une|none|all|each|every one|the whole) (?:des|d'entre les|of|of the|the|our) (?:the |our )?(?:\\w+ )?${ACTORS}`,
  `all ${ACTORS}`,
];
const OF_ALL_ACTORS = new RegExp(`\\b(?:${WHOLES.join('|')})\\b${NOT_RESPONDENTS}${NOT_DONE_TO_THEM}`);
/** "Les structures sont toutes satisfaites", "the organisations all came". */
const ALL_OF_THEM = new RegExp(
  `\\b(?:les|nos|ces|the|our) ${ACTORS} (?:(?:sont|ont|se sont|y|are|were|have|had) )?(?:toutes|tous|all)\\b`,
);
const UNANIMOUS = /\bunanim/;
/**
 * Words addressed to all of them, such as thanks or requests, say nothing about them and are left out of the
 * sentence.
 */
const ADDRESSED =
  /\b(?:merci|remerci\w*|invit\w*|appel\w*|bienvenue|ouverte?s? a|envoyee?s? a|adressee?s? a|a|aux|pour|avec|aupres de|entre|thank\w*|welcome|to|for|with|among|between) (?:l'ensemble|la totalite|l'integralite|tous|toutes|chaque|chacune?|all|every|each|none|the whole)\b/g;
/** Words such as "Pour toutes les structures, …", after which an opinion follows. */
const OPINION = /^(?:pour|aux yeux de|for) (?=(?:l'ensemble|la totalite|tous|toutes|chaque|chacune?|all|every|each)\b)/;

/** Returns a chapter's sentences that speak of all the organisations, rather than of those that answered. */
export function sentencesOfAll(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?…])\s|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => {
      const said = fold(sentence).replace(OPINION, '').replace(ADDRESSED, ' ');
      return [OF_ALL_ACTORS, ALL_OF_THEM, UNANIMOUS].some((claim) => claim.test(said));
    });
}
