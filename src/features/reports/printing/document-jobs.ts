import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import { writeJournal } from '../../../access/journal/journal-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { tellPerson, withdrawUnder } from '../../../delivery/outbox/index.ts';
import { settleLeased, unschedule } from '../../../schedule/due.ts';
import type { DueHandlers } from '../../../schedule/run-due.ts';
import { editionById } from '../../editions/queries.ts';
import { readingFailedMessage } from '../messages/documents.ts';
import { handedOutDeed, handOut } from './hand-out.ts';
import { READ_BILAN, READING_FAILED, readingKey } from './plan-printing.ts';
import { whereAsked } from './where-asked.ts';

/**
 * Makes the documents of a large edition for those who asked for them. All of it is read and worked out between two transactions, and the
 * last one sends the files and closes the item: whoever is killed before has sent nothing, and it is done again. Where it fails again and
 * again, they hear so in the end, and nothing comes any more.
 */
export const documentJobs: DueHandlers = {
  async [READ_BILAN](scope, subject) {
    const [editionId = ''] = subject.split('/');
    const edition = await editionById(scope, editionId);
    const reader = await readerOf(scope, subject);
    if (edition && reader) {
      const content = await handOut(scope, edition, reader, { late: true });
      await writeJournal({ ...scope, actor: { personId: reader.personId } }, handedOutDeed(content));
    }
    await unschedule(scope, READING_FAILED, subject);
    await withdrawUnder(scope, readingKey(subject));
  },
  async [READING_FAILED](scope, subject) {
    if (!(await settleLeased(scope, READ_BILAN, subject))) return;
    await withdrawUnder(scope, readingKey(subject));
    const reader = await readerOf(scope, subject);
    if (!reader) return;
    await tellPerson(scope, reader, {
      key: `report-unread:${subject}`,
      words: readingFailedMessage,
      consent: { asked: 'own-request' },
      readAs: ['coordinator'],
    });
  },
};

/** Returns the coordinator who asked, as reached where they did; null for whoever coordinates no longer. */
async function readerOf(scope: RegionScope, subject: string): Promise<Contact | null> {
  const [, personId, , platform] = subject.split('/');
  const reader = (await directory(scope).coordinators()).find((each) => each.personId === personId);
  return reader ? whereAsked(scope, reader, platform) : null;
}
