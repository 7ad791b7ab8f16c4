import { AUDIENCE_KINDS, type AudienceKind, audienceKind } from '../../events/fields/audience-kinds.ts';
import type { Withheld } from '../../figures/figure.ts';
import { choiceOf } from '../../surveys/questions/answers.ts';
import type { CountedEvent } from './events.ts';
import { FACTS_FROM, isDisclosableChange } from './thresholds.ts';

/** The answers of all events to who came. */
interface ActualAudience {
  readonly withheld: Withheld | null;
  readonly counts: readonly { readonly option: string; readonly count: number }[];
}

/** The intended audience of events and those who came, both counted of the same events. */
export interface IntendedAudience {
  /** The events that count. */
  readonly events: number;
  /** Those of them whose sheet, which is public, says whom it is meant for. */
  readonly told: number;
  /** Those of these again of which it is known who came: the base of all counts. "Je ne sais pas" isn't known. */
  readonly answered: number;
  /** Why the counts aren't told; null when they are, or when there is nothing to count. */
  readonly withheld: Withheld | null;
  readonly counts: readonly { readonly kind: AudienceKind; readonly intended: number; readonly actual: number }[];
}

/**
 * Counts whom events were meant for, and who came to these very events. Sheets are public: where one or two of those that are meant for
 * a kind aren't counted, the counts would tell that they didn't answer, or don't know, and are withheld.
 */
export function intendedAudience(events: readonly CountedEvent[]): IntendedAudience {
  const pairs = events.flatMap(({ event: { intended }, answers }) => {
    const actual = answers === null ? null : audienceKind(choiceOf(answers, 'audience'));
    return intended === null || actual === null ? [] : [{ intended, actual }];
  });
  const count = (which: 'intended' | 'actual', kind: AudienceKind) =>
    pairs.filter((pair) => pair[which] === kind).length;
  const told = (kind: AudienceKind) => events.filter(({ event }) => event.intended === kind).length;
  const whole: IntendedAudience = {
    events: events.length,
    told: events.filter(({ event }) => event.intended !== null).length,
    answered: pairs.length,
    withheld: null,
    counts:
      pairs.length === 0
        ? []
        : AUDIENCE_KINDS.map((kind) => ({ kind, intended: count('intended', kind), actual: count('actual', kind) })),
  };
  return whole.counts.some(({ kind, intended }) => isFew(told(kind) - intended)) ? withoutCounts(whole) : whole;
}

/** Returns of how many events it is told who came, "je ne sais pas" aside. */
export function knownAudience({ counts }: Pick<ActualAudience, 'counts'>): number {
  return AUDIENCE_KINDS.reduce((sum, kind) => sum + countOf(counts, kind), 0);
}

/**
 * Withholds the counts where they rest on fewer answers than are ever told, or where the other events do, whose answers are what
 * is told of all minus these.
 */
export function discloseIntended(whole: IntendedAudience, audience: ActualAudience): IntendedAudience {
  if (whole.answered === 0 || whole.withheld !== null) return whole;
  const others = knownAudience(audience) - whole.answered;
  const isEnough = audience.withheld === null && whole.answered >= FACTS_FROM;
  return isEnough && !isFew(others) ? whole : withoutCounts(whole);
}

function isFew(count: number): boolean {
  return count > 0 && count < FACTS_FROM;
}

/** A version's figures on the audience of all events, and of those whose intended audience is known. */
interface Told {
  readonly audience: ActualAudience;
  readonly intendedAudience?: IntendedAudience;
}

/**
 * Limits what a new version tells beside the one before. `audience` is what the new one tells of all events: where that is held, as it
 * was before, so is this; and neither these events nor the others may differ by fewer answers than are ever told. Counts that were told
 * stay as they were as long as `audience` is told: without them the next version would be compared with nothing, and by its readers
 * with these.
 */
export function holdIntended(
  before: Told,
  is: IntendedAudience,
  { audience, isHeld }: { readonly audience: ActualAudience; readonly isHeld: boolean },
): IntendedAudience {
  const was = before.intendedAudience;
  if (is.answered === 0 || audience.withheld !== null) return is;
  if (was === undefined) return isHeld ? withoutCounts(is) : is;
  const held = besideSheetsOf(was, is);
  if (isHeld) return held;
  if (was.withheld !== null || was.answered === 0) return is;
  if (is.withheld !== null || !isSameOrEnough(was.counts.map(actualOf), is.counts.map(actualOf))) return held;
  const others = { was: othersOf(before.audience, was), is: othersOf(audience, is) };
  return isSameOrEnough(others.was, others.is) ? is : held;
}

/**
 * Gives counts that are held the events and sheets of now, which are public, as the audience of all events beside them is of now; unless
 * fewer sheets are left than are counted.
 */
function besideSheetsOf(was: IntendedAudience, { events, told }: IntendedAudience): IntendedAudience {
  return told < was.answered ? was : { ...was, events, told };
}

const actualOf = ({ actual }: IntendedAudience['counts'][number]) => actual;

function othersOf({ counts }: ActualAudience, { counts: these }: IntendedAudience): readonly number[] {
  return these.map(({ kind, actual }) => countOf(counts, kind) - actual);
}

function isSameOrEnough(was: readonly number[], is: readonly number[]): boolean {
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  return was.every((count, at) => count === is[at]) || isDisclosableChange(sum(was), sum(is), FACTS_FROM);
}

function withoutCounts(whole: IntendedAudience): IntendedAudience {
  return { ...whole, withheld: 'few', counts: [] };
}

function countOf(counts: ActualAudience['counts'], kind: AudienceKind): number {
  return counts.find(({ option }) => option === kind)?.count ?? 0;
}
