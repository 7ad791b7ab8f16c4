import { editionCommands } from '../commands/edition.ts';
import type { AnyAction, AnyCommand } from './access/context.ts';
import { createRegistry, type Listener, type Registry, type Source } from './dispatch/registry.ts';
import { editionActions } from './features/editions/actions.ts';
import type { DueHandlers } from './schedule/run-due.ts';

/** Every command, action, source, listener and due thing of the bot: an explicit list, one line per feature. */
const commands: readonly AnyCommand[] = [...editionCommands];

const actions: readonly AnyAction[] = [...editionActions];

const sources: Readonly<Record<string, Source>> = {};

const listeners: readonly Listener[] = [];

export const dueHandlers: DueHandlers = {};

export function composeRegistry(): Registry {
  return createRegistry({ commands, actions, sources, listeners });
}
