import { noticeOnce } from '../../access/actor/notice.ts';
import { memberOf } from '../../access/actor/rights.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords, wordsFor } from '../../access/region/region-scope.ts';
import { message } from '../../chat/message.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { FIRST_CONTACT } from './due-kinds.ts';
import { sentInPrivate, uninformedReaders } from './first-contact-store.ts';
import { storeSendings } from './sending-store.ts';

/**
 * Tells people to whom the bot wrote first who keeps which of their data, in a message of its own in the same
 * conversation, because the first message may be a card, which is edited later. Anybody who was told meanwhile, by an
 * answer, isn't told again.
 */
export const firstContactJobs: DueHandlers = {
  [FIRST_CONTACT]: async (scope, deliveryId) => {
    const sent = await sentInPrivate(scope, deliveryId);
    if (sent === null) return;
    const { target } = sent;
    const people = await uninformedReaders(scope.tx, scope.region.id, sent);
    const t = await wordsForAll(scope, people);
    const notice = await noticeOnce(scope, people, t);
    if (notice.length === 0) return;
    await storeSendings(scope, [
      {
        key: `notice:${deliveryId}`,
        target: target.kind === 'organisation' ? { ...target, calls: [] } : target,
        message: message(...notice),
        consent: { asked: 'account' },
        readAs: target.kind === 'organisation' ? [memberOf(target.organisation)] : 'themselves',
      },
    ]);
  },
};

/** Returns the words for these people: a single person's language is used; several may read different ones. */
async function wordsForAll(scope: RegionScope, people: readonly string[]) {
  const [one, ...others] = await directory(scope).people(people);
  return one === undefined || others.length > 0 ? regionWords(scope.region) : wordsFor(one, scope.region);
}
