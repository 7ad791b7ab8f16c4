import { directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { FileRef } from '../../chat/message.ts';
import { afterCommit, databaseOf, inTransaction } from '../../database/transaction.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import type { Printed } from '../../documents/print/main.ts';
import { print } from '../../documents/print/printer.ts';
import { shortenTables } from '../../documents/print/shorten.ts';
import { storeFile } from '../../files/store.ts';
import { reschedule, schedule, settleLeased } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { editionById } from '../editions/queries.ts';
import type { ReportContent } from './content.ts';
import { fileName } from './documents/file-name.ts';
import { writeOutline } from './documents/write-outline.ts';
import { freeze } from './freeze.ts';
import { printedMessage, printFailedMessage } from './messages/documents.ts';
import { reportContent } from './queries.ts';

/** The kind of due items by which a bilan is printed. Their subject is `<edition>/<person>/<when it was asked for>`. */
const PRINT = 'bilan-print';

/** Milliseconds after which a printing that has left no trace is begun again: its process was killed. */
const LEASE = 5 * 60_000;

const TYPES = {
  'bilan.pdf': 'application/pdf',
  'bilan.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** Has the bilan laid out for print, and sent to this person, at the next tick. */
export async function planPrinting(scope: RegionScope, editionId: string, personId: string): Promise<void> {
  const subject = `${editionId}/${personId}/${scope.now.getTime()}`;
  await schedule(scope, { kind: PRINT, subject, at: scope.now, expires: null });
}

/**
 * Lays the bilan out, which takes seconds, between two transactions: the first writes it down and takes a lease, the
 * second stores what was printed and gives the lease up. A process that is killed in between leaves the lease, and
 * another one prints when it has run out.
 */
export const printJobs: DueHandlers = {
  async [PRINT](scope, subject) {
    const [editionId = '', personId = ''] = subject.split('/');
    const edition = await editionById(scope, editionId);
    const coordinators = await directory(scope).coordinators();
    if (!edition || !coordinators.some((each) => each.personId === personId)) return;
    const content = await reportContent(scope, edition);
    await freeze(scope, edition.id, content, personId);
    await reschedule(scope, { kind: PRINT, subject, at: new Date(scope.now.getTime() + LEASE) });
    const database = databaseOf(scope.tx);
    const { region, now } = scope;
    afterCommit(scope.tx, async () => {
      const printed = await printedOf(scope, content).catch((error: unknown) => {
        database.log.error('bilan.not-printed', error);
        return null;
      });
      await inTransaction(database, (tx) => send({ tx, region, now }, content, printed, { subject, personId }));
    });
  },
};

function printedOf({ region }: RegionScope, content: ReportContent): Promise<Printed> {
  const t = regionWords(region);
  return print({
    outline: shortenTables(writeOutline(content, t), (count) => t.text('reports.document.rowsLeftOut', { count })),
    locale: t.locale,
    contents: t.text('reports.contents'),
    madeAt: content.madeAt,
  });
}

/** Sends what was printed, or says that it couldn't be, unless another process was faster. */
async function send(
  scope: RegionScope,
  content: ReportContent,
  printed: Printed | null,
  { subject, personId }: { readonly subject: string; readonly personId: string },
): Promise<void> {
  if (!(await settleLeased(scope, PRINT, subject))) return;
  const reader = await directory(scope).person(personId);
  if (!reader) return;
  const files: FileRef[] = [];
  if (printed !== null) {
    for (const [name, bytes] of [
      ['bilan.pdf', printed.pdf],
      ['bilan.docx', printed.docx],
    ] as const) {
      files.push(await storeFile(scope, { name: fileName(content, name), type: TYPES[name], bytes }, personId));
    }
  }
  await tellPerson(scope, reader, {
    key: `report-printed:${subject}`,
    words: (t) => (printed === null ? printFailedMessage(t) : printedMessage(t, content, files)),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}
