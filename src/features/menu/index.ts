import { aideCommands } from '../../../commands/aide.ts';
import { moisCommands } from '../../../commands/mois.ts';
import type { Feature } from '../../feature.ts';
import { menuActions } from './actions.ts';
import { awaitingCalls } from './awaiting.ts';
import { menuListeners } from './listeners.ts';
import type { Commands } from './themes.ts';

export function menuFeature(commands: Commands): Feature {
  return {
    name: 'menu',
    commands: [...aideCommands(commands), ...moisCommands(commands)],
    actions: menuActions(commands),
    listeners: menuListeners(commands),
    awaiting: [awaitingCalls],
  };
}
