import { fold } from '../names/fold.ts';
import { townsIn } from './at-town.ts';
import { municipalitiesNamed } from './find-municipalities.ts';
import { readPlace } from './read-place.ts';

/** The labels of a line that says of itself that it tells the place: "Lieu : Salle des fêtes, Beauvais". */
const LABELS = ['lieu', 'ou', 'adresse', 'endroit', 'place', 'where', 'venue', 'address'];
/** Words after which a name goes on: "à Beauvais, salle des fêtes". */
const BREAK = /[,;.!?()\n]|\s[-–—]\s/;
/** The most words of a commune's name. */
const NAME_WORDS = 5;
/** The most characters of a line that holds nothing but a place. */
const PLACE_LINE = 80;
/** The most prepositions of a line that are looked at. */
const MOST_LOOKED_AT = 10;

/**
 * Finds where something takes place in a text, as it is written there: on a line of its own or behind "Lieu :", with the
 * room, otherwise the commune that an "à" precedes. Null when no commune of these departments is named beyond doubt.
 */
export function findPlace(lines: readonly string[], departments: readonly string[]): string | null {
  const labelled = lines.flatMap(afterLabel);
  // The first line is the title.
  const whole = [...labelled, ...lines.slice(1).filter((line) => townsIn(line).length === 0)];
  for (const line of whole.filter(({ length }) => length <= PLACE_LINE).slice(0, MOST_LOOKED_AT)) {
    const read = readPlace(line, departments);
    if (read.ok) return line;
  }
  for (const line of lines) {
    for (const { after } of townsIn(line).slice(0, MOST_LOOKED_AT)) {
      const town = townAt(after, departments);
      if (town !== null) return town;
    }
  }
  return null;
}

function afterLabel(line: string): readonly string[] {
  const colon = line.indexOf(':');
  const label = fold(line.slice(0, Math.max(0, colon))).replace(/[^a-z]/g, '');
  return LABELS.includes(label) ? [line.slice(colon + 1).trim()] : [];
}

/** Returns the words at the beginning that name one commune, the most of them that do. */
function townAt(text: string, departments: readonly string[]): string | null {
  const words = (text.split(BREAK)[0] ?? '').trim().split(/\s+/).slice(0, NAME_WORDS);
  for (let count = words.length; count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    if (/^\p{Lu}/u.test(name) && municipalitiesNamed(name, { departments }).length === 1) return name;
  }
  return null;
}
