import { type AnyCommand, command } from '../src/access/context.ts';
import { runSetUp, setUpForm } from '../src/features/regions/form.ts';
import { INSTALL } from '../src/features/regions/messages.ts';

export const installerCommands: readonly AnyCommand[] = [
  command({
    path: INSTALL,
    description: 'regions.command.install',
    who: 'anyone',
    answer: 'private',
    form: 'when-incomplete',
    beforeSetup: true,
    ...setUpForm,
    run: runSetUp,
  }),
];
