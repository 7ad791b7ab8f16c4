import type { ChamberSettings } from './chamber-settings.ts';
import type { GivenConsent } from './consents.ts';
import type { Inventory } from './erasure.ts';

/** Everything that somebody is shown of their own data. */
export interface MyData extends Inventory {
  readonly settings: ChamberSettings;
  /** The answers and photos that they allow to be quoted or shown in the bilan. */
  readonly consents: readonly GivenConsent[];
}
