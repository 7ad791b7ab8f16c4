import { isTelling, mapped } from './scrub.ts';
import { aligned, bare, capitals, spelt } from './spelling.ts';

/** Somebody by one of their accounts. */
export interface Nameable {
  /** The id of the account's row, which is returned where they are named. */
  readonly id: string;
  readonly personId: string;
  readonly names: readonly string[];
  /** Names that they had before, which are theirs where nobody has them now. */
  readonly formerNames?: readonly string[];
  /** Ids of theirs, ours and the platform's. */
  readonly ids: readonly string[];
}

/** A name, or another's in which one may stand. */
interface Called {
  readonly bare: string;
  readonly capitals: string;
  /** The spelling it must have; null where any will do. */
  readonly spelling: string | null;
  /** The people of this name; none where it belongs to an organisation. */
  readonly ids: readonly string[];
  /** Whether it is the title of an event, in which names of one word alone stay. */
  readonly isTitle: boolean;
}

const WORD = /[\p{L}\p{N}]+/gu;
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/**
 * Returns what tells whom a message of the bot names, by name or by id, just where a scrub of that person (scrub.ts) would change it.
 * It is made for all people of a region at once: names are found by their first word. A name that two people have is neither's, one
 * that only one of them still has is that one's, and one that is an organisation's too isn't theirs; one of one word isn't within the
 * title of an event.
 */
export function namesIn(
  people: readonly Nameable[],
  { organisations, titles }: { readonly organisations: readonly string[]; readonly titles: readonly string[] },
): (data: unknown) => ReadonlySet<string> {
  const accountsOf = new Map<string, string[]>();
  for (const { id, personId } of people) accountsOf.set(personId, [...(accountsOf.get(personId) ?? []), id]);
  const byId = new Map(people.flatMap(({ id, ids }) => ids.map((one) => [one, id] as const)));
  const owners = new Map<string, Set<string>>();
  const give = (names: readonly string[], personId: string) => {
    for (const name of names.map((one) => one.trim()).filter((one) => one !== '' && isTelling(one, false))) {
      owners.set(name, (owners.get(name) ?? new Set()).add(personId));
    }
  };
  for (const { names, personId } of people) give(names, personId);
  const bearers = new Map<string, Set<string>>();
  for (const [name, some] of owners) {
    const alike = bearers.get(capitals(name)) ?? new Set();
    for (const one of some) alike.add(one);
    bearers.set(capitals(name), alike);
  }
  const isOthersNow = (name: string, personId: string) =>
    [...(bearers.get(capitals(name.trim())) ?? [])].some((one) => one !== personId);
  for (const { formerNames = [], personId } of people) {
    give(
      formerNames.filter((name) => !isOthersNow(name, personId)),
      personId,
    );
  }
  for (const other of organisations) owners.set(other.trim(), new Set());
  const called = [...owners].map(([name, own]) => calledOf(name, ownAccounts(own, accountsOf), false));
  const byFirst = new Map<string, Called[]>();
  for (const one of [...called, ...titles.map((title) => calledOf(title.trim(), [], true))]) {
    const first = one.bare.match(WORD)?.[0];
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), one]);
  }

  const inText = (text: string, found: Set<string>): void => {
    // Most texts name nobody, and knowing where each letter comes from takes most of the time.
    if (!(bare(text).match(WORD) ?? []).some((word) => byFirst.has(word))) return;
    const { bare: whole, at } = aligned(text);
    let until = 0;
    let titleUntil = 0;
    for (const { 0: word, index } of whole.matchAll(WORD)) {
      if (index < until) continue;
      const standing = (byFirst.get(word) ?? []).filter((one) => {
        const end = index + one.bare.length;
        if (!whole.startsWith(one.bare, index) || /^[\p{L}\p{N}\p{M}]/u.test(whole.slice(end, end + 2))) return false;
        if (one.spelling === null) return true;
        return spelt(text.slice(at.get(index), at.get(end))).trim() === one.spelling;
      });
      const longestOf = (some: readonly Called[]) => Math.max(0, ...some.map((one) => one.bare.length));
      titleUntil = Math.max(titleUntil, index + longestOf(standing.filter(({ isTitle }) => isTitle)));
      const named = standing.filter((one) => !one.isTitle && (one.spelling === null || index >= titleUntil));
      const length = longestOf(named);
      const longest = named.filter((one) => one.bare.length === length);
      const written = capitals(text.slice(at.get(index), at.get(index + length))).trim();
      // Where two names differ only by accents, the one with this very spelling is meant.
      const exact = longest.filter((one) => one.capitals === written);
      for (const one of exact.length > 0 ? exact : longest) for (const id of one.ids) found.add(id);
      until = index + length;
    }
  };
  const idsIn = (text: string, found: Set<string>): void => {
    for (const [token] of [...text.matchAll(WORD), ...text.matchAll(UUID)]) {
      const id = byId.get(token);
      if (id !== undefined) found.add(id);
    }
  };
  return (data) => {
    const found = new Set<string>();
    const ids = (text: string) => {
      idsIn(text, found);
      return text;
    };
    mapped(data, {
      ids,
      text: (text) => {
        inText(text, found);
        return ids(text);
      },
    });
    return found;
  };
}

/** Returns the accounts of the one person who is called so; none where two are. */
function ownAccounts(
  people: ReadonlySet<string>,
  accountsOf: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return people.size === 1 ? [...people].flatMap((one) => accountsOf.get(one) ?? []) : [];
}

function calledOf(name: string, ids: readonly string[], isTitle: boolean): Called {
  // Names that begin with a sign are found from their first letter on.
  const from = (text: string) => text.slice(Math.max(0, text.search(/[\p{L}\p{N}]/u)));
  return {
    bare: from(bare(name).trim()),
    capitals: from(capitals(name).trim()),
    spelling: /\s/.test(name) ? null : from(spelt(name)),
    ...{ ids, isTitle },
  };
}
