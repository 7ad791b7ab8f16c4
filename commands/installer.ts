import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { INSTALL } from '../src/chat/entry-commands.ts';
import { runSetUp, setUpForm } from '../src/features/regions/forms.ts';
import type { SetUpOffers } from '../src/features/regions/set-up.ts';

export const installerCommands = (offers: SetUpOffers): readonly AnyCommand[] => [
  command({
    path: INSTALL,
    description: 'regions.command.install',
    // Whoever sets up a region coordinates it from the first step on.
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    beforeSetup: true,
    ...setUpForm,
    run: runSetUp(offers),
  }),
];
