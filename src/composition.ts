import { editionCommands } from '../commands/edition.ts';
import { installerCommands } from '../commands/installer.ts';
import { kitCommands } from '../commands/kit.ts';
import { meetingCommands } from '../commands/reunion.ts';
import type { AnyAction, AnyCommand } from './access/context.ts';
import { createRegistry, type Listener, type Registry, type Source } from './dispatch/registry.ts';
import { editionActions } from './features/editions/actions.ts';
import { kitActions } from './features/kits/actions.ts';
import { meetingActions } from './features/meetings/actions.ts';
import { meetingJobs } from './features/meetings/jobs.ts';
import { meetingSources } from './features/meetings/sources.ts';
import { regionActions } from './features/regions/actions.ts';
import type { DueHandlers } from './schedule/run-due.ts';

/** Every command, action, source, listener and due thing of the bot: an explicit list, one line per feature. */
const commands: readonly AnyCommand[] = [...editionCommands, ...installerCommands, ...kitCommands, ...meetingCommands];

const actions: readonly AnyAction[] = [...editionActions, ...kitActions, ...meetingActions, ...regionActions];

const sources: Readonly<Record<string, Source>> = { ...meetingSources };

const listeners: readonly Listener[] = [];

export const dueHandlers: DueHandlers = { ...meetingJobs };

export function composeRegistry(): Registry {
  return createRegistry({ commands, actions, sources, listeners });
}
