import { directory } from '../../access/contacts/directory-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { versionOf } from '../../access/operation/version.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import { quotedBack } from '../../chat/cut.ts';
import { ChoiceNeeded } from '../../chat/user-error.ts';
import type { Announcement, Wording } from './announcement.ts';
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
  if (version === BOTH + now) return { ...typed, text: both(before, typed) };
  if (version === undefined || version === now) return typed;
  throw await changedMeanwhile(scope, before, typed);
}

function both({ text: theirs }: Wording, { text: mine }: Wording): string {
  return `${theirs}\n\n${mine}`;
}

/** Says who has written what meanwhile, and asks whose words stay. */
async function changedMeanwhile(scope: Scope, before: Announcement, typed: TypedWording): Promise<ChoiceNeeded> {
  const t = wordsFor(scope.actor, scope.region);
  const whose = before.wordedBy ?? before.author.id;
  const by = whose === null ? null : await directory(scope).person(whose);
  const now = wordingVersion(before);
  const fits = both(before, typed).length <= MAX_TEXT;
  return new ChoiceNeeded(
    'announcements.errors.changedMeanwhile',
    { name: by?.name ?? before.author.name, text: quotedBack(before.text) },
    'version',
    [
      { value: now, label: t.text('announcements.write.mine') },
      { value: THEIRS, label: t.text('announcements.write.theirs') },
      ...(fits ? [{ value: BOTH + now, label: t.text('announcements.write.both') }] : []),
    ],
  );
}
