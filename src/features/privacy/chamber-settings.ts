import type { DataSettings } from '../../access/region/data-settings-store.ts';

/** The settings of how data is kept, with the name under which the chamber answers for it. */
export interface ChamberSettings extends DataSettings {
  readonly chamber: string;
}
