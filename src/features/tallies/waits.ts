import { runs } from '../../chat/interaction.ts';
import { calendarDaysBetween } from '../../dates/index.ts';
import { lastShownAt } from '../../delivery/outbox/index.ts';
import type { Waits } from '../menu/waits.ts';
import { tallyStore } from './store.ts';

/** Days without a change after which a tally, which says every evening how fresh it is, is called old. */
const OLD_DAYS = 2;

export const talliesWait: Waits = {
  async coordinators(scope) {
    const live = (await tallyStore(scope).live()).filter(({ shown }) => shown?.now.closedOn == null);
    const shownAt = await lastShownAt(
      scope,
      live.map(({ deliveryKey }) => deliveryKey),
    );
    const days = [...shownAt.values()].map((at) => calendarDaysBetween(at, scope.now, scope.region.timeZone));
    const most = Math.max(0, ...days);
    if (most < OLD_DAYS) return [];
    const way = { action: runs(['chiffres', 'afficher']), label: 'tallies.menu.show' } as const;
    return [{ position: 40, words: (t) => t.text('tallies.waits.old', { days: most }), ways: [way] }];
  },
};
