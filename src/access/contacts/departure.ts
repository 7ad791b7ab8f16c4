import type { PlatformName } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { Translator } from '../../texts/translator.ts';

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
}

/** Words a departure: "2 messages partent maintenant. Un message partira samedi 28 novembre à 8 h …" */
export function departureText(t: Translator, { now, held, until, failed, away }: Departure): string {
  if (now + held + failed === 0) return t.text('common.leaves.none');
  const told = [
    now > 0 && t.text('common.leaves.now', { count: now }),
    now > 0 && away.length > 0 && awayText(t, away),
    until !== null && t.text('common.leaves.held', { count: held, until: t.moment(until) }),
    failed > 0 && t.text('common.leaves.failed', { count: failed }),
  ];
  return told.filter((one) => one !== false).join(' ');
}

/**
 * Words the platforms that take nothing: "Slack ne prend rien en ce moment : ce qui y va arrivera dès que ce sera
 * possible."
 */
export function awayText(t: Translator, away: readonly PlatformName[]): string {
  const platforms = t.list(away.map((platform) => traitsOf(platform).title));
  return t.text('common.leaves.away', { platforms, count: away.length });
}
