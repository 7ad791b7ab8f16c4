import type { RegionScope } from '../region/region-scope.ts';
import { isTellingText, mapped, type Scrub, scrubFor, startOf } from './scrub.ts';
import { bare } from './spelling.ts';

/** A text that somebody wrote, and that goes with them. */
export interface OwnText {
  readonly personId: string;
  readonly text: string;
}

/** Returns all texts of a region that go with those who wrote them, and may stand in messages. */
export type OwnTexts = (scope: RegionScope) => Promise<readonly OwnText[]>;

/** A text that is looked for. */
interface Sought {
  readonly personId: string;
  readonly text: string;
  /** The beginning of it by which it is known, bare. */
  readonly start: string;
}

/** Texts are found by so many of their first letters: a text that is looked for has no fewer, unless most of them aren't seen. */
const FIRST = 12;

/**
 * Returns what tells whose texts a message of the bot holds, without their name too, just where a scrub of them (scrub.ts) would
 * change it. It is made for all people of a region at once: texts are found by their first letters.
 */
export function quotedIn(texts: readonly OwnText[]): (data: unknown) => ReadonlySet<string> {
  const byFirst = new Map<string, Sought[]>();
  for (const { personId, text } of texts) {
    if (!isTellingText(text.trim())) continue;
    const start = bare(startOf(text.trim()));
    if (start === '') continue;
    const first = start.slice(0, FIRST);
    const alike = byFirst.get(first) ?? [];
    alike.push({ personId, text, start });
    byFirst.set(first, alike);
  }
  const lengths = [...new Set([...byFirst.keys()].map((first) => first.length))];
  const inText = (value: string, found: Set<string>): void => {
    const whole = bare(value);
    const compared = new Set<Sought>();
    for (let at = 0; at < whole.length; at += 1) {
      for (const length of lengths) {
        for (const one of byFirst.get(whole.slice(at, at + length)) ?? []) {
          if (found.has(one.personId) || compared.has(one) || !whole.startsWith(one.start, at)) continue;
          compared.add(one);
          if (scrubOf(one.text).text(value) !== value) found.add(one.personId);
        }
      }
    }
  };
  return (data) => {
    const found = new Set<string>();
    mapped(data, {
      ids: (text) => text,
      text: (text) => {
        inText(text, found);
        return text;
      },
    });
    return found;
  };
}

/** Returns what would take one text out of others. */
function scrubOf(text: string): Scrub {
  const nobody = { names: [], ids: {}, others: [] };
  return scrubFor({ ...nobody, texts: [text], words: { name: '', text: '' } }, { ofWords: false });
}
