import type { TermDays } from '../../access/region/terms.ts';
import type { PlatformName } from '../../chat/place.ts';

/** The facts about a region that its register of processing states. */
export interface RegisterFacts {
  readonly region: string;
  readonly chamber: string;
  /** The contact for questions, as the chamber wrote it; null until it has. */
  readonly contact: string | null;
  readonly days: TermDays;
  /** The platforms to which the region is tied. */
  readonly platforms: readonly PlatformName[];
  /** Days for which backups are kept; 0 where the bot makes none. */
  readonly backupDays: number;
  /** Days for which the technical log is kept; null where whoever runs the bot hasn't said. */
  readonly logDays: number | null;
  readonly at: Date;
}
