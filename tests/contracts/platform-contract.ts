import type { PlatformName } from '../../src/chat/place.ts';
import { deliveryContract } from './delivery-contract.ts';
import { interactionContract } from './interaction-contract.ts';
import { traitsContract } from './traits-contract.ts';
import { trialOf } from './trial.ts';

/** Tests what every adapter promises the rest of the bot, promise by promise: see src/chat/platform.ts. */
export function platformContract(name: PlatformName): void {
  const trial = trialOf(name);
  deliveryContract(trial);
  interactionContract(trial);
  traitsContract(trial);
}
