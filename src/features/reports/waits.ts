import { runs } from '../../chat/interaction.ts';
import { findLatestEdition } from '../editions/queries.ts';
import type { Waits } from '../menu/waits.ts';
import { commentStore } from './comment-store.ts';

export const reportsWait: Waits = {
  async coordinators(scope) {
    const edition = await findLatestEdition(scope);
    const count = edition ? await commentStore(scope).countLeft(edition.id) : 0;
    if (count === 0) return [];
    const way = { action: runs(['bilan', 'relecture']), label: 'reports.review.view' } as const;
    return [{ position: 35, words: (t) => t.text('reports.waits.comments', { count }), ways: [way] }];
  },
};
