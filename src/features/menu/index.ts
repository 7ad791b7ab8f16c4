import { aideCommands } from '../../../commands/aide.ts';
import { moisCommands } from '../../../commands/mois.ts';
import type { Feature } from '../../feature.ts';
import { menuActions } from './actions.ts';
import { awaitingCalls } from './awaiting.ts';
import { menuListeners } from './listeners.ts';
import type { Menu } from './menu.ts';

export function menuFeature(menu: () => Menu): Feature {
  return {
    name: 'menu',
    commands: [...aideCommands(menu), ...moisCommands(menu)],
    actions: menuActions(menu),
    listeners: menuListeners(menu),
    awaiting: [awaitingCalls],
  };
}
