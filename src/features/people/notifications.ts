import type { QuietHours } from '../../dates/index.ts';
import type { SwitchableKind } from '../../delivery/outbox/index.ts';

/** What holds for somebody who is written to unasked. */
export interface Notifications {
  /** Equal ends: none. */
  readonly quiet: QuietHours;
  readonly unwanted: readonly SwitchableKind[];
  /** They changed nothing. */
  readonly usual: boolean;
}
