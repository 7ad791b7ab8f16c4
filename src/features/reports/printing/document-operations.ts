import { directory } from '../../../access/contacts/directory-store.ts';
import { operation } from '../../../access/operation/operation.ts';
import { UserError } from '../../../chat/user-error.ts';
import { tellPerson } from '../../../delivery/outbox/index.ts';
import { numberOfEvents } from '../../events/queries.ts';
import { FEW } from '../content/worked-out.ts';
import { readingProgress } from '../messages/documents.ts';
import { chosenEdition, whichEdition } from '../operations.ts';
import { type HandedOut, handedOutDeed, handOut } from './hand-out.ts';
import { planReading, readingKey } from './plan-printing.ts';

/** Makes the bilan's documents at once, and sends them privately to the coordinator who asks. */
export const makeDocuments = operation({
  name: 'reports.document',
  who: 'coordinator',
  input: whichEdition,
  async run(scope, which): Promise<HandedOut> {
    const edition = await chosenEdition(scope, which);
    const reader = await directory(scope).acting(scope.actor);
    if (!reader) throw new UserError('common.errors.notFound');
    return handOut(scope, edition, reader, { late: false });
  },
  journal: { deeds: (made) => handedOutDeed(made) },
});

/**
 * Has the documents of an edition of many events made, which takes seconds, and says privately to the coordinator who asks that this is
 * under way. Returns how many events they are of; null for an edition of few, where nothing is planned.
 */
export const planDocuments = operation({
  name: 'reports.planDocuments',
  who: 'coordinator',
  input: whichEdition,
  async run(scope, which): Promise<number | null> {
    const edition = await chosenEdition(scope, which);
    const events = await numberOfEvents(scope, edition.id);
    if (events <= FEW) return null;
    const reader = await directory(scope).acting(scope.actor);
    if (!reader) throw new UserError('common.errors.notFound');
    const subject = await planReading(scope, edition.id, reader);
    await tellPerson(scope, reader, {
      key: readingKey(subject),
      words: (t) => readingProgress(t, events),
      consent: { asked: 'own-request' },
      readAs: ['coordinator'],
    });
    return events;
  },
  journal: { silent: 'has not left yet' },
});
