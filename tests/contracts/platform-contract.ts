import { deliveryContract } from './delivery-contract.ts';
import { interactionContract } from './interaction-contract.ts';
import { traitsContract } from './traits-contract.ts';
import { type Tried, trialOf } from './trial.ts';

/** Tests what every adapter promises the rest of the bot, promise by promise: see src/chat/platform.ts. */
export function platformContract(tried: Tried): void {
  const trial = trialOf(tried);
  deliveryContract(trial);
  interactionContract(trial);
  traitsContract(trial);
}
