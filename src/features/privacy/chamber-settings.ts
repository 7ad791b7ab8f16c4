import type { DataSettings } from '../../access/region/data-settings-store.ts';

/** The settings of how long data is kept, and the name under which the chamber answers for it. */
export interface ChamberSettings extends DataSettings {
  readonly chamber: string;
}
