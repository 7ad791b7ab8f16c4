import { aideCommands } from '../../../commands/aide.ts';
import { moisCommands } from '../../../commands/mois.ts';
import type { Feature } from '../../feature.ts';
import { menuActions } from './actions.ts';
import { awaitingCalls } from './awaiting.ts';
import { BOARD, BOARD_EVERY_MS, boardJobs, planBoards } from './board.ts';
import { menuListeners } from './listeners.ts';
import type { Menu } from './menu.ts';
import { menuNeeds } from './needs.ts';
import { showMenuOf } from './show.ts';

export function menuFeature(menu: () => Menu): Feature {
  const show = showMenuOf(menu);
  return {
    name: 'menu',
    commands: [...aideCommands(show), ...moisCommands(show)],
    actions: menuActions(show),
    listeners: menuListeners(show),
    awaiting: [awaitingCalls],
    needs: menuNeeds,
    jobs: boardJobs(menu),
    routines: { [BOARD]: planBoards },
    pauses: { [BOARD]: BOARD_EVERY_MS },
  };
}
