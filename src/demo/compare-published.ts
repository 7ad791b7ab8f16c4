import { differences } from './differences.ts';
import type { EditionFile } from './edition-file.ts';
import type { Played } from './play-edition.ts';
import published from './published-2008.json' with { type: 'json' };

export interface Comparison {
  readonly same: boolean;
  /** The comparison in words. */
  readonly text: string;
}

/** Compares the figures of the written bilan with those published of Picardie 2008; null for any other edition. */
export function comparison(
  { region, edition }: Pick<EditionFile, 'region' | 'edition'>,
  documents: Played['documents'],
): Comparison | null {
  if (region.name !== 'Picardie' || edition.year !== 2008) return null;
  const json = documents.find(({ name }) => name === 'bilan.json');
  if (!json) return { same: false, text: "Le bilan n'a pas de bilan.json : rien à comparer aux chiffres publiés." };
  const { regional } = JSON.parse(new TextDecoder().decode(json.bytes)) as { readonly regional: unknown };
  const found = differences(published.regional, regional);
  if (found.length === 0) return { same: true, text: 'bilan.json : tous les chiffres publiés en 2008 sont retrouvés.' };
  const lines = found.map(
    ({ path, expected, actual }) => `  ${path} : publié ${shown(expected)}, joué ${shown(actual)}`,
  );
  return { same: false, text: ['bilan.json diffère des chiffres publiés en 2008 :', ...lines].join('\n') };
}

function shown(value: unknown): string {
  return value === undefined ? '(absent)' : JSON.stringify(value);
}
