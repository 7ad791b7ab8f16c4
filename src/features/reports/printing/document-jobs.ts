import { directory } from '../../../access/contacts/directory-store.ts';
import { writeJournal } from '../../../access/journal/journal-store.ts';
import { withdrawUnder } from '../../../delivery/outbox/index.ts';
import type { DueHandlers } from '../../../schedule/run-due.ts';
import { editionById } from '../../editions/queries.ts';
import { handedOutDeed, handOut } from './hand-out.ts';
import { READ_BILAN, readingKey } from './plan-printing.ts';

/**
 * Makes the documents of a large edition for those who asked for them. All of it is read and worked out between two transactions, and the
 * last one sends the files and closes the item: whoever is killed before has sent nothing, and it is done again.
 */
export const documentJobs: DueHandlers = {
  async [READ_BILAN](scope, subject) {
    const [editionId = '', personId = ''] = subject.split('/');
    const edition = await editionById(scope, editionId);
    const coordinators = await directory(scope).coordinators();
    const reader = coordinators.find((each) => each.personId === personId);
    if (edition && reader) {
      const content = await handOut(scope, edition, reader, { late: true });
      await writeJournal({ ...scope, actor: { personId } }, handedOutDeed(content));
    }
    await withdrawUnder(scope, readingKey(subject));
  },
};
