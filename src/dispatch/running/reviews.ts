import type { Context } from '../../access/operation/context.ts';
import type { Message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { Log } from '../../log.ts';
import { retiredReview } from './words.ts';

/** What can be confirmed of what somebody was shown: a form that is shown back, or buttons that say what they do. */
interface Shown {
  /** What it is about: what is shown later about the same takes its place. */
  readonly about: string;
  /** The form that is shown back; null for buttons. */
  readonly form: string | null;
  readonly message: Message;
}

/**
 * Takes the buttons off what somebody was shown to be confirmed once something newer about the same is shown to them, where the
 * platform can still reach it. It is remembered by the process that showed it, for the last people and a few things each; what
 * is forgotten keeps its buttons, whose print is compared as ever.
 */
export interface Reviews {
  /** Something can be confirmed now, below this answer. */
  shown(of: Context, shown: Shown, responder: Responder): Promise<void>;
  /** One of its buttons was pressed, or its form was sent: what stands in its place now stays as it is. `about`: null for any. */
  left(of: Context, about: string | null, form?: string | null): void;
}

const MOST_PEOPLE = 500;
const MOST_EACH = 10;

interface Standing {
  readonly form: string | null;
  readonly retire: () => Promise<void>;
}

export function createReviews(log: Log): Reviews {
  const people = new RecentMap<string, RecentMap<string, Standing>>(MOST_PEOPLE);
  return {
    async shown(of, { about, form, message }, responder) {
      const { personId } = of.actor;
      const theirs = people.get(personId) ?? new RecentMap(MOST_EACH);
      const older = theirs.get(about);
      const retire = () => responder.retire(retiredReview(of, message), of.t.locale);
      theirs.set(about, { form, retire });
      people.set(personId, theirs);
      await older?.retire().catch((error: unknown) => log.error('review.not-retired', error));
    },

    left({ actor: { personId } }, about, form = null) {
      if (about === null) return people.delete(personId);
      const theirs = people.get(personId);
      if (theirs?.get(about)?.form === form) theirs.delete(about);
    },
  };
}
