import { directory } from '../../access/contacts/directory-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { versionOf } from '../../access/operation/version.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import { quotedBack } from '../../chat/cut.ts';
import { MOST_FILES_TYPED } from '../../chat/form.ts';
import { ChoiceNeeded } from '../../chat/user-error.ts';
import type { Announcement, Wording } from './announcement.ts';
import { MAX_LINKS } from './links.ts';
import { MAX_TEXT } from './rules.ts';

/** The wording of an announcement as somebody typed it. */
export interface TypedWording extends Wording {
  /** Ids of stored files. */
  readonly files: readonly string[];
}

/** Values of the field `version` of somebody who was told that the words have changed meanwhile. */
const THEIRS = 'theirs';
const BOTH = 'both/';

/** Identifies an announcement's wording, so that nobody overwrites other words than they were shown. */
export function wordingVersion({ text, links, files }: Pick<Announcement, 'text' | 'links' | 'files'>): string {
  return versionOf([text, links, files]);
}

/**
 * Returns the wording to store; null where the stored one stays. Throws ChoiceNeeded rather than overwrite what somebody
 * else has written since the form opened. `version` is the wording's when it did; forms that were opened before they
 * carried it have none.
 */
export async function settledWording(
  scope: Scope,
  before: Announcement,
  { version, ...typed }: TypedWording & { readonly version?: string | undefined },
): Promise<TypedWording | null> {
  if (version === THEIRS) return null;
  const now = wordingVersion(before);
  if (version === BOTH + now) return both(before, typed);
  if (version === undefined || version === now) return typed;
  throw await changedMeanwhile(scope, before, typed);
}

/** Joins what is stored and what was typed: a text, a link or a file that both have stands there once. */
function both(before: Announcement, typed: TypedWording): TypedWording {
  const more = typed.links.filter(({ url }) => !before.links.some((one) => one.url === url));
  return {
    text: before.text === typed.text ? typed.text : `${before.text}\n\n${typed.text}`,
    links: [...before.links, ...more],
    files: [...new Set([...before.files.map(({ id }) => id), ...typed.files])],
  };
}

/** Returns whether an announcement can hold all of it. */
function fits({ text, links, files }: TypedWording): boolean {
  return text.length <= MAX_TEXT && links.length <= MAX_LINKS && files.length <= MOST_FILES_TYPED;
}

/** Returns the labels of links and the names of files that are stored and weren't typed. */
function besides(before: Announcement, typed: TypedWording): readonly string[] {
  const links = before.links.filter(({ url }) => !typed.links.some((one) => one.url === url));
  const files = before.files.filter(({ id }) => !typed.files.includes(id));
  return [...links.map(({ label }) => label), ...files.map(({ name }) => name)];
}

/** Says who has written what meanwhile, with the links and files that would be lost, and asks what stays. */
async function changedMeanwhile(scope: Scope, before: Announcement, typed: TypedWording): Promise<ChoiceNeeded> {
  const t = wordsFor(scope.actor, scope.region);
  const whose = before.wordedBy ?? before.author.id;
  const by = whose === null ? null : await directory(scope).person(whose);
  const now = wordingVersion(before);
  const names = besides(before, typed).map((name) => t.text('announcements.errors.named', { name: quotedBack(name) }));
  return new ChoiceNeeded(
    'announcements.errors.changedMeanwhile',
    {
      name: by?.name ?? before.author.name,
      text: quotedBack(before.text),
      ...{ more: names.length > 0 ? 'yes' : 'no', names: t.list(names) },
    },
    'version',
    [
      { value: now, label: t.text('announcements.write.mine') },
      { value: THEIRS, label: t.text('announcements.write.theirs') },
      ...(fits(both(before, typed)) ? [{ value: BOTH + now, label: t.text('announcements.write.both') }] : []),
    ],
  );
}
