import type { Context } from '../../access/operation/context.ts';
import { versionOf } from '../../access/operation/version.ts';
import type { RawValues } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { Log } from '../../log.ts';
import { retiredReview } from './words.ts';

/** Something shown to be confirmed: a form's review, or buttons that say what they do. */
interface Shown {
  /** Its topic. What is shown later on the same topic takes its place, unless another form was filled in otherwise. */
  readonly about: string;
  /** The form that is shown back, and all that was filled in; null for buttons. */
  readonly form: { readonly id: string; readonly values: RawValues } | null;
  readonly message: Message;
  /**
   * The fingerprint of what stood where it stands now; null where it stands by itself. What two presses of one button lead to stands
   * in one place, so that the second takes no buttons off the first.
   */
  readonly insteadOf?: string | null;
}

/**
 * Takes the buttons off what somebody was asked to confirm once the same is asked anew, or shown once more, where
 * the platform can still reach it; another draft keeps them, so that nothing that was written is out of reach. Only
 * the process that showed it remembers it, for the most recent people and a few things each. What is forgotten keeps
 * its buttons, whose fingerprint is compared as ever.
 */
export interface Reviews {
  /** Notes that something can be confirmed now, below this answer. */
  shown(of: Context, shown: Shown, responder: Responder): Promise<void>;
  /**
   * Notes that one of its buttons was pressed, or its form sent, so that what stands in its place stays as it is.
   * `about` is null for any topic. `at` are the messages in which that was done, see `Responder.standsIn`; what stands elsewhere
   * is still asked. None: it is not known where.
   */
  left(of: Context, about: string | null, form?: string | null, at?: readonly string[]): void;
}

const MOST_PEOPLE = 500;
const MOST_EACH = 10;

interface Standing {
  readonly about: string;
  /** A digest of what was filled in; null for buttons. What was written otherwise is another draft. */
  readonly written: string | null;
  readonly insteadOf: string | null;
  /** The messages that it stands in; none where that isn't known. */
  readonly at: readonly string[];
  readonly retire: () => Promise<void>;
}

export function createReviews(log: Log): Reviews {
  const people = new RecentMap<string, RecentMap<string, Standing>>(MOST_PEOPLE);
  return {
    async shown(of, { about, form, message, insteadOf = null }, responder) {
      const { personId } = of.actor;
      const theirs = people.get(personId) ?? new RecentMap(MOST_EACH);
      const place = form?.id ?? about;
      const written = form && versionOf(Object.entries(form.values).sort());
      const older = [...theirs].filter(([other, one]) => other === place || isSame(one, { about, written }));
      const retire = () => responder.retire(retiredReview(of, message), of.t.locale);
      const at = responder.standsIn?.() ?? [];
      for (const [one] of older) theirs.delete(one);
      theirs.set(place, { about, written, insteadOf, at, retire });
      people.set(personId, theirs);
      for (const [, one] of older) {
        if (insteadOf !== null && one.insteadOf === insteadOf) continue;
        // A form that was sent twice is shown back twice in one message, which would take the buttons off itself.
        if (meet(at, one.at)) continue;
        await one.retire().catch((error: unknown) => log.error('review.not-retired', error));
      }
    },

    left({ actor: { personId } }, about, form = null, at = []) {
      if (about === null) return people.delete(personId);
      const theirs = people.get(personId);
      const place = form ?? about;
      const standing = theirs?.get(place);
      if (!standing) return;
      const known = at.length > 0 && standing.at.length > 0;
      if (!known || meet(at, standing.at)) theirs?.delete(place);
    },
  };
}

/** Returns whether a form was filled in on the same topic as another one, word by word. */
const isSame = (one: Standing, { about, written }: Pick<Standing, 'about' | 'written'>): boolean =>
  written !== null && one.about === about && one.written === written;

/** Returns whether two answers stand in one message. */
const meet = (some: readonly string[], others: readonly string[]): boolean => some.some((id) => others.includes(id));
