import { runs } from '../../chat/interaction.ts';
import type { Waits } from '../menu/waits.ts';
import { currentEditionOrNone } from './queries.ts';

export const editionsWait: Waits = {
  async coordinators(scope) {
    if (await currentEditionOrNone(scope)) return [];
    const way = { action: runs(['edition', 'ouvrir']), label: 'editions.menu.open' } as const;
    return [{ position: 5, words: (t) => t.text('editions.waits.open'), ways: [way] }];
  },
};
