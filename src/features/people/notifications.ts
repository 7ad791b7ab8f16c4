import type { QuietHours } from '../../dates/index.ts';
import type { SwitchableKind } from '../../delivery/outbox/index.ts';

/** The rules for writing to somebody unasked. */
export interface Notifications {
  /** Equal ends mean that there are none. */
  readonly quiet: QuietHours;
  readonly unwanted: readonly SwitchableKind[];
  /** True when they changed nothing. */
  readonly usual: boolean;
}
