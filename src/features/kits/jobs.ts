import { onlyByDay } from '../../schedule/by-day.ts';
import type { DueHandlers } from '../../schedule/handlers.ts';
import { KIT_DELIVERY } from './deliver.ts';
import { deliverWaiting, KIT_STEP, nextKitStep } from './steps.ts';

export { kitStillMeant, passKitOn } from './deliver.ts';

export const kitJobs: DueHandlers = {
  // What is sent in the night waits for the morning with the first of it.
  [KIT_STEP]: nextKitStep,
  ...onlyByDay({ [KIT_DELIVERY]: deliverWaiting }),
};
