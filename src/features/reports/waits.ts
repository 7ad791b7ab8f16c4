import { hasRole } from '../../access/actor/actor.ts';
import { runs } from '../../chat/interaction.ts';
import { localDay } from '../../dates/index.ts';
import { findLatestEdition } from '../editions/queries.ts';
import type { WaitingTask, Waits } from '../menu/waits.ts';
import { commentStore } from './review/comment-store.ts';
import { awaitedReading } from './review/reading-operations.ts';
import type { AskedReading } from './review/review.ts';

export const reportsWait: Waits = {
  async coordinators(scope) {
    const edition = await findLatestEdition(scope);
    const count = edition ? await commentStore(scope).countLeft(edition.id) : 0;
    if (count === 0) return [];
    const way = { action: runs(['bilan', 'relecture']), label: 'reports.review.view' } as const;
    return [{ position: 35, words: (t) => t.text('reports.waits.comments', { count }), ways: [way] }];
  },

  async anyone(scope) {
    const edition = hasRole(scope.actor, 'organiser') ? await findLatestEdition(scope) : null;
    const reading = edition && (await awaitedReading(scope, edition));
    return reading ? [readingTask(reading, localDay(scope.now, scope.region.timeZone))] : [];
  },
};

function readingTask(
  { edition, review: { id, version, askedAt, answerBy } }: AskedReading,
  today: string,
): WaitingTask {
  const late = answerBy !== null && answerBy < today;
  return {
    position: 12,
    words: (t) =>
      t.text('reports.waits.reading', {
        ...{ edition: edition.name, version, when: t.date(askedAt) },
        hoped: answerBy === null ? 'no' : late ? 'late' : 'yes',
        day: answerBy === null ? '' : t.day(answerBy),
      }),
    ways: [
      { action: `bilan-reread:${id}`, label: 'reports.reading.receive' },
      { action: `bilan-comment:${id}`, label: 'reports.review.comment' },
    ],
  };
}
