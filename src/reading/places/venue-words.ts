import { fold } from '../names/fold.ts';

/** First words of what is a room, a building or an address, and no town, though a town may be called so ("La Salle"). */
const VENUE_WORDS = new Set(
  [
    'accueil allee amphi amphitheatre association atelier auditorium avenue bar bibliotheque boulevard bureau bureaux cafe camping',
    'campus centre chateau chapelle cine cinema cite college complexe conservatoire cour dojo ecole eglise entree epicerie',
    'esplanade espace etage ferme foyer friche gare grange gymnase hall halle halles hangar hotel impasse institut iut jardin',
    'jardins librairie lieu local locaux ludotheque lycee mairie maison marche mediatheque mjc musee palais parc parking parvis pavillon piscine',
    'place pole port prefecture quai quartier recyclerie repair residence ressourcerie restaurant route rue salle salon salles scene',
    'serre siege square stade studio terrain theatre tiers universite usine village zone',
    'auditorium building garden gym hall house library market museum park room school square station theater townhall',
  ]
    .join(' ')
    .split(' '),
);
const ARTICLE = /^(?:l[ea]s? |l['’] ?|the )/;

/** Returns whether a part of a typed place reads as the name of a town: "Zzyzxville", but not "salle 3" or "au fond". */
export function readsAsTown(part: string): boolean {
  if (part === '' || /\d/.test(part)) return false;
  const words = fold(part)
    .replace(ARTICLE, '')
    .split(/[^a-z]+/);
  if (VENUE_WORDS.has(words[0] ?? '')) return false;
  return /^\p{Lu}/u.test(part) || !part.includes(' ');
}
