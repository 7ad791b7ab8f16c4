import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { FileRef } from '../../chat/message.ts';
import { afterCommit, databaseOf, inTransaction } from '../../database/transaction.ts';
import type { Outline } from '../../documents/outline.ts';
import type { Printed } from '../../documents/print/main.ts';
import { print } from '../../documents/print/printer.ts';
import { boundForPrint } from '../../documents/print/shorten.ts';
import { outlineText } from '../../documents/text.ts';
import { storeFile } from '../../files/store.ts';
import { reschedule, settleLeased } from '../../schedule/due.ts';

/** Milliseconds after which a printing that has left no trace is begun again: its process was killed. */
const LEASE = 5 * 60_000;

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

interface Printing {
  /** The due item that is being handled. */
  readonly kind: string;
  readonly subject: string;
  readonly outline: Outline;
  /** Where the PDF is to fit one page: the document, each time shorter; the first that fits is laid out. */
  readonly onePage?: readonly Outline[];
  readonly madeAt: Date;
  /** Stores and sends what was printed; null when it couldn't be. It runs in the transaction that closes the item. */
  finish(scope: RegionScope, printed: PrintedText | null): Promise<void>;
}

/** What was printed, with what it says as plain text. */
export interface PrintedText extends Printed {
  readonly told: string;
}

/**
 * Lays an outline out, which takes seconds, between two transactions: the caller's takes a lease, the second finishes and gives
 * the lease up. A process that is killed in between leaves the lease, and another one prints when it has run out.
 */
export async function printLeased(scope: RegionScope, { kind, subject, finish, ...what }: Printing): Promise<void> {
  await reschedule(scope, { kind, subject, at: new Date(scope.now.getTime() + LEASE) });
  const database = databaseOf(scope.tx);
  const { region, now } = scope;
  afterCommit(scope.tx, async () => {
    const printed = await printedOf(scope, what).catch((error: unknown) => {
      database.log.error('document.not-printed', error);
      return null;
    });
    await inTransaction(database, async (tx) => {
      const later = { tx, region, now };
      // Another process may have been faster.
      if (await settleLeased(later, kind, subject))
        await finish(later, printed && { ...printed, told: outlineText(what.outline) });
    });
  });
}

function printedOf(
  { region }: RegionScope,
  { outline, onePage, madeAt }: Pick<Printing, 'outline' | 'onePage' | 'madeAt'>,
) {
  const t = regionWords(region);
  return print({
    outline: boundForPrint(outline, (count) => t.text('reports.document.rowsLeftOut', { count })),
    ...(onePage ? { onePage: [...onePage] } : {}),
    locale: t.locale,
    contents: t.text('reports.contents'),
    madeAt,
  });
}

/** Stores what was printed; `named` gives each file its name by its extension. It belongs to `ownerId`, or to nobody. */
export async function storePrinted(
  scope: RegionScope,
  printed: PrintedText | null,
  named: (extension: 'pdf' | 'docx') => string,
  ownerId: string | null,
): Promise<readonly FileRef[]> {
  if (printed === null) return [];
  const files: FileRef[] = [];
  for (const extension of ['pdf', 'docx'] as const) {
    const file = { name: named(extension), type: TYPES[extension], bytes: printed[extension], told: printed.told };
    files.push(await storeFile(scope, file, ownerId));
  }
  return files;
}
