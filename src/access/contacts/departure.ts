import type { PlatformName } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { Translator } from '../../texts/translator.ts';

/** Where a message goes: to somebody alone, to an organisation, into a conversation that goes on, into a channel. */
const WAYS = ['private', 'organisation', 'thread', 'channel'] as const;
export type DepartureWay = (typeof WAYS)[number];

/** The way messages that were just stored leave, as far as is known. None of them counts as sent yet. */
export interface Departure {
  /** The number that leave now or are on their way. */
  readonly now: number;
  /** The number that wait for the end of their readers' quiet hours, or for the weekly allowance. */
  readonly held: number;
  /** When the last of those leaves; null when none waits. */
  readonly until: Date | null;
  /** The number that were refused already, or of which nobody knows whether they arrived. */
  readonly failed: number;
  /** The platforms that take nothing at the moment: earlier messages for them still wait. */
  readonly away: readonly PlatformName[];
  /** The number of those leaving now, by where they go; missing where nobody looked. */
  readonly ways?: Readonly<Record<DepartureWay, number>>;
  /** Names of the organisations that are written to, in their order; missing where nobody asked for them. */
  readonly organisations?: readonly string[];
}

/** Returns the departure with one more message that leaves now. */
export function withOneMore(departure: Departure, way: DepartureWay): Departure {
  const { now, ways } = departure;
  return { ...departure, now: now + 1, ...(ways ? { ways: { ...ways, [way]: ways[way] + 1 } } : {}) };
}

/** The most organisations that are named; of more, one fewer is, and the others are counted. */
const NAMED = 4;

/** Words a departure: "2 messages partent maintenant. Un message partira samedi 28 novembre à 8 h …" */
export function departureText(t: Translator, departure: Departure): string {
  const { now, held, until, failed, away, organisations = [] } = departure;
  if (now + held + failed === 0) return t.text('common.leaves.none');
  const told = [
    now > 0 && t.text('common.leaves.now', { count: now, where: whereText(t, departure) }),
    now > 0 && away.length > 0 && awayText(t, away),
    until !== null && t.text('common.leaves.held', { count: held, until: t.moment(until) }),
    failed > 0 && t.text('common.leaves.failed', { count: failed }),
    organisations.length > 0 && toText(t, organisations),
  ];
  return told.filter((one) => one !== false).join(' ');
}

/** Words where those go that leave now: ", en privé", " : 2 en privé et un dans un salon"; nothing where that isn't known of each. */
function whereText(t: Translator, { now, ways }: Departure): string {
  if (!ways || WAYS.reduce((sum, way) => sum + ways[way], 0) !== now) return '';
  const [only, ...others] = WAYS.filter((way) => ways[way] > 0);
  if (only === undefined) return '';
  if (others.length === 0) return t.text('common.leaves.whereOnly', { way: only, count: now });
  const each = [only, ...others].map((way) => t.text('common.leaves.where', { way, count: ways[way] }));
  return t.text('common.leaves.whereEach', { each: t.list(each), count: now });
}

/** Words to whom it goes: "Destinataires : « La Ruche » et « Le Moulin »." */
export function toText(t: Translator, organisations: readonly string[]): string {
  const named = organisations.length > NAMED ? organisations.slice(0, NAMED - 1) : organisations;
  const quoted = named.map((name) => t.text('common.leaves.organisation', { name }));
  const others = organisations.length - named.length;
  const told = others > 0 ? [...quoted, t.text('common.leaves.others', { count: others })] : quoted;
  return t.text('common.leaves.to', { organisations: t.list(told), count: organisations.length });
}

/**
 * Words the platforms that take nothing: "Slack ne prend rien en ce moment : ce qui y va arrivera dès que ce sera
 * possible."
 */
export function awayText(t: Translator, away: readonly PlatformName[]): string {
  const platforms = t.list(away.map((platform) => traitsOf(platform).title));
  return t.text('common.leaves.away', { platforms, count: away.length });
}
