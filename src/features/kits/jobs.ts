import { onlyByDay } from '../../schedule/by-day.ts';
import type { DueHandlers } from '../../schedule/handlers.ts';
import { KIT_DELIVERY } from './deliver.ts';
import { deliverWaiting, KIT_STEP, nextKitStep } from './steps.ts';

export { kitStillMeant, passKitOn } from './deliver.ts';

export const kitJobs: DueHandlers = {
  // The steps also run at night: their messages wait for the morning as those of the first step do.
  [KIT_STEP]: nextKitStep,
  ...onlyByDay({ [KIT_DELIVERY]: deliverWaiting }),
};
