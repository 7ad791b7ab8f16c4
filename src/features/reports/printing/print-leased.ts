import {
  erasuresAnywhere,
  erasuresSoFar,
  noneErasedAnywhere,
  noneErasedSince,
} from '../../../access/personal/erasures-store.ts';
import { type RegionScope, regionWords } from '../../../access/region/region-scope.ts';
import type { FileRef } from '../../../chat/message.ts';
import { inTurns } from '../../../concurrency/turns.ts';
import { afterCommit, databaseOf, inTransaction } from '../../../database/transaction.ts';
import { type Chart, drawnWords } from '../../../documents/chart.ts';
import type { Outline } from '../../../documents/outline.ts';
import type { Printed } from '../../../documents/print/main.ts';
import { print } from '../../../documents/print/printer.ts';
import { boundForPrint } from '../../../documents/print/shorten.ts';
import { outlineTextInSteps } from '../../../documents/text.ts';
import { storeFile } from '../../../files/store.ts';
import { reschedule, schedule, settleLeased } from '../../../schedule/due.ts';
import type { ChatPicture } from '../chat-picture.ts';

/** Milliseconds after which a printing that has left no trace is begun again: its process was killed. */
const LEASE = 5 * 60_000;

/** The number of times that a document which nobody waits for is laid out, where it fails, and the milliseconds between two of them. */
const [TRIES, TRIED_AGAIN] = [3, 2 * 60_000];
/** Stands between the subject of a due item and which try it is. */
const TRY = '~';

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

interface Printing {
  /** The due item that is being handled. */
  readonly kind: string;
  readonly subject: string;
  /** Whether a printing that fails is tried again later before it counts as failed. */
  readonly triedAgain?: boolean;
  /** Whether it holds data that any region of this bot has handed in, so that erasures in all of them count. */
  readonly ofAllRegions?: boolean;
  /**
   * Reads the document to lay out; null for none, which closes the item. It is read anew when somebody is erased
   * meanwhile.
   */
  read(): Promise<Printable | null>;
}

/** A document to be laid out. */
export interface Printable {
  readonly outline: Outline;
  /**
   * For a PDF that has to fit on one page: the document in ever shorter versions, of which the first that fits is laid
   * out.
   */
  readonly onePage?: readonly Outline[];
  readonly madeAt: Date;
  /** The drawing that stands in the message with the files; absent where there is none. */
  readonly picture?: Chart | null;
  /**
   * Stores and sends the printed document; null when printing failed. It runs in the transaction that closes the item.
   */
  finish(scope: RegionScope, printed: PrintedText | null): Promise<void>;
}

/** Printed files, with their words as plain text. */
export interface PrintedText extends Printed {
  readonly told: string;
  /** The picture's description in words; null where there is none. */
  readonly pictureWords: string | null;
}

/**
 * Lays a document out, which takes seconds, between two transactions: the caller's reads it and takes a lease, the second finishes
 * and gives the lease up. A process that is killed in between leaves the lease, and another one prints when it has run out.
 *
 * Nothing is read while somebody's erasure is still looking for them, and what was printed is thrown away, and the document read
 * anew, when somebody was erased since: so that it never tells of them.
 */
export async function printLeased(
  scope: RegionScope,
  { kind, subject, triedAgain = false, ofAllRegions = false, read }: Printing,
): Promise<void> {
  const [soFar, noneSince] = ofAllRegions ? [erasuresAnywhere, noneErasedAnywhere] : [erasuresSoFar, noneErasedSince];
  const erasures = await soFar(scope);
  if (erasures === null) return reschedule(scope, { kind, subject, at: scope.now });
  const document = await read();
  if (document === null) return;
  await reschedule(scope, { kind, subject, at: new Date(scope.now.getTime() + LEASE) });
  const database = databaseOf(scope.tx);
  const { region, now } = scope;
  afterCommit(scope.tx, async () => {
    const printed = await printedOf(scope, document).catch((error: unknown) => {
      database.log.error('document.not-printed', error);
      return null;
    });
    const pictureWords = document.picture ? drawnWords(document.picture) : null;
    const told = printed === null ? '' : await inTurns(outlineTextInSteps(document.outline));
    await inTransaction(database, async (tx) => {
      const later = { tx, region, now };
      if (!(await noneSince(later, erasures))) return reschedule(later, { kind, subject, at: now });
      // Another process may have been faster.
      if (!(await settleLeased(later, kind, subject))) return;
      const [plain, before] = triesIn(subject);
      if (printed === null && triedAgain && before < TRIES) {
        const at = new Date(now.getTime() + TRIED_AGAIN);
        return schedule(later, { kind, subject: `${plain}${TRY}${before + 1}`, at, expires: null });
      }
      await document.finish(later, printed && { ...printed, told, pictureWords });
    });
  });
}

/** Returns the subject of a due item as it was first planned, and which try it is. */
export function triesIn(subject: string): readonly [string, number] {
  const [plain = '', tries = '1'] = subject.split(TRY);
  return [plain, Number(tries)];
}

function printedOf({ region }: RegionScope, { outline, onePage, madeAt, picture }: Printable) {
  const t = regionWords(region);
  return print({
    outline: boundForPrint(outline, (count) => t.text('reports.document.rowsLeftOut', { count })),
    ...(onePage ? { onePage: [...onePage] } : {}),
    ...(picture ? { picture } : {}),
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

/** Stores the picture that was drawn with the document; null where none was. It belongs to `ownerId`, or to nobody. */
export async function storePicture(
  scope: RegionScope,
  printed: PrintedText | null,
  name: string,
  ownerId: string | null,
): Promise<ChatPicture | null> {
  if (!printed?.picture || printed.pictureWords === null) return null;
  const { picture: bytes, pictureWords: words } = printed;
  return { file: await storeFile(scope, { name, type: 'image/png', bytes, told: words }, ownerId), words };
}
