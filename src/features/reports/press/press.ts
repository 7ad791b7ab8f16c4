import type { Host } from '../../events/event.ts';
import type { MentionFact } from '../../surveys/facts.ts';
import { mediaItemKey } from '../../surveys/questions/coverage.ts';
import type { Medium } from '../../surveys/questions/options.ts';

/** The most references of one organisation in an edition. */
export const MOST_PRESS = 100;
/** The number of references on one page. */
export const PRESS_PAGE = 10;
/** The most characters of a title, and of an outlet's name. */
export const LONGEST_PRESS_TEXT = 200;
/** The most characters of a link, as it is written in full. */
export const LONGEST_PRESS_LINK = 2000;

/** A reference to an article, a broadcast or a page: it tells where that can be found, and is never a copy of it. */
export interface PressReference {
  readonly organisationId: string;
  readonly title: string;
  readonly outlet: string;
  readonly medium: Medium;
  /** Its day, YYYY-MM-DD. */
  readonly publishedOn: string;
  readonly link: string | null;
  /** The event that it is about; null where it is about none in particular. */
  readonly eventId: string | null;
}

/** A reference as it stands in the press review. */
export interface PressItem {
  readonly id: string;
  readonly editionId: string;
  /** The edition's name. */
  readonly edition: string;
  readonly organisation: Host;
  /** Null in one that was noted before titles were asked for. */
  readonly title: string | null;
  readonly outlet: string;
  readonly medium: Medium;
  readonly publishedOn: string | null;
  readonly link: string | null;
  readonly event: { readonly id: string; readonly title: string } | null;
}

/** A page of the press review of an edition, as somebody may change it. */
export interface PressPage {
  readonly edition: { readonly name: string; readonly year: number };
  /** Other editions to look at, the latest first. */
  readonly others: readonly { readonly name: string; readonly year: number }[];
  /** The items of the reader's own organisations, or all of the region's for a coordinator; the latest first. */
  readonly items: readonly PressItem[];
  /** Counts from 0. */
  readonly page: number;
  readonly pages: number;
  readonly coordinator: boolean;
}

/**
 * Adds the references of the press review to the media items that the same organisation declared, so that none is
 * counted twice. Where one of the two has no link, they are the same when outlet, medium and day are. The fields by
 * which an item is counted stay as declared.
 */
export function withReferences(
  declared: readonly MentionFact[],
  logged: readonly MentionFact[],
): readonly MentionFact[] {
  const mentions = [...declared];
  const open = new Map<string, number[]>();
  for (const [index, { organisation }] of declared.entries()) {
    const theirs = open.get(organisation);
    if (theirs) theirs.push(index);
    else open.set(organisation, [index]);
  }
  for (const reference of logged) {
    const { press, launch } = reference;
    const theirs = open.get(reference.organisation) ?? [];
    const at = press && theirs.find((index) => isSame(declared[index], reference));
    const found = at === undefined ? undefined : declared[at];
    if (at === undefined || found === undefined || press === undefined) {
      mentions.push(reference);
      continue;
    }
    mentions[at] = { ...found, launch: found.launch || launch, press };
    open.set(
      reference.organisation,
      theirs.filter((index) => index !== at),
    );
  }
  return mentions;
}

function isSame(declared: MentionFact | undefined, reference: MentionFact): boolean {
  if (declared === undefined) return false;
  if (mediaItemKey(declared) === mediaItemKey(reference)) return true;
  if (declared.publishedOn === null || (declared.link !== null && reference.link !== null)) return false;
  return mediaItemKey({ ...declared, link: null }) === mediaItemKey({ ...reference, link: null });
}
