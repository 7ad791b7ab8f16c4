import type { NamedAccount } from '../../access/actor/national.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { inTurns } from '../../concurrency/turns.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import type { PrintRequest } from '../../documents/print/main.ts';
import { scheduleNow } from '../../schedule/due.ts';
import type { InWhoseNames } from '../../schedule/in-whose-name.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { CALL_REWORDED } from '../privacy/erasure.ts';
import { type Printable, type PrintedText, printLeased, storePrinted } from '../reports/printing/print-leased.ts';
import { showCallAnew } from './call-operations.ts';
import { nationFileName, type WhichVersion } from './file-name.ts';
import { layingOut } from './from-files/make-nation.ts';
import { nationDraftGone, nationPrintedMessage, nationPrintFailed } from './messages/documents.ts';
import { documentsOf, nationWords, workingNation } from './queries.ts';
import { nationStore } from './store.ts';

/**
 * The kind of due items by which the nation's bilan is laid out. Their subject is
 * `<year>/<version>/<beginning of a draft's fingerprint>/<person>/<when it was asked for>`; the fingerprint is empty for what is published.
 */
const PRINT = 'nation-print';
/** The number of a fingerprint's hexadecimal digits in a subject. */
const PRINT_LENGTH = 16;

/** A bilan that is to be laid out. */
interface Asked {
  readonly year: number;
  /** The version that it is, or would have been once published when it was asked for. */
  readonly version: number;
  /** The fingerprint of the documents that were sent as a draft; null for a version that is published. */
  readonly draft: string | null;
  readonly personId: string;
}

/** Has what somebody was sent laid out as well, and sent to them, at once. */
export async function planNationPrinting(scope: RegionScope, asked: Asked): Promise<void> {
  const { year, version, draft, personId } = asked;
  const subject = [year, version, (draft ?? '').slice(0, PRINT_LENGTH), personId, scope.now.getTime()].join('/');
  await scheduleNow(scope, PRINT, subject);
}

function partsOf(subject: string): Asked {
  const [year = '', version = '', draft = '', personId = ''] = subject.split('/');
  return { year: Number(year), version: Number(version), draft: draft === '' ? null : draft, personId };
}

/** Has messages to coordinators follow what is stored of them since somebody was erased. */
export const callJobs: DueHandlers = { [CALL_REWORDED]: showCallAnew };

/** Whoever has left is sent nothing any more. */
export const nationNames: InWhoseNames = {
  [PRINT]: async (_, subject) => partsOf(subject).personId,
};

/** Lays the nation's bilan out for those who asked for it, and sends it to them: as long as they are named for it. */
export const nationJobs = (named: readonly NamedAccount[]): DueHandlers => ({
  async [PRINT](scope, subject) {
    await printLeased(scope, {
      ...{ kind: PRINT, subject, ofAllRegions: true },
      read: () => toPrint(scope, subject, named),
    });
  },
});

/** Reads what is to be laid out; null for whoever isn't named any more, and for a draft that what stands has left behind, which they are told. */
async function toPrint(scope: RegionScope, subject: string, named: readonly NamedAccount[]): Promise<Printable | null> {
  const { year, version, draft, personId } = partsOf(subject);
  if (!(await isNamed(scope, personId, named))) return null;
  const reader = { year, version, isPublished: draft === null, subject, personId };
  const print =
    draft === null
      ? (await nationStore(scope).publication(year, version))?.print
      : await draftToPrint(scope, year, draft);
  if (print === undefined) return null;
  if (print === null) {
    await sayGone(scope, reader);
    return null;
  }
  const { outline, madeAt } = print;
  return { outline, madeAt, finish: (later, printed) => send(later, printed, reader) };
}

/** Returns what stands, to be laid out; null where it is no longer what was sent as a draft. */
async function draftToPrint(scope: RegionScope, year: number, draft: string): Promise<PrintRequest | null> {
  const working = await workingNation(scope, year);
  const { fingerprint } = await documentsOf(scope, working);
  return fingerprint.startsWith(draft) ? inTurns(layingOut(working.made, nationWords(scope))) : null;
}

async function isNamed(scope: RegionScope, personId: string, named: readonly NamedAccount[]): Promise<boolean> {
  for (const platform of new Set(named.map((account) => account.platform))) {
    const id = await directory(scope).idOn(platform, personId);
    if (named.some((account) => account.platform === platform && account.id === id)) return true;
  }
  return false;
}

type Reader = WhichVersion & { readonly subject: string; readonly personId: string };

async function sayGone(scope: RegionScope, { version, subject, personId }: Reader): Promise<void> {
  const reader = await directory(scope).person(personId);
  if (!reader) return;
  await tellPerson(scope, reader, {
    key: `nation-printed:${subject}`,
    words: (t) => nationDraftGone(t, { version }),
    consent: { asked: 'own-request' },
    readAs: 'themselves',
  });
}

/** Sends what was printed, or says that it couldn't be. */
async function send(scope: RegionScope, printed: PrintedText | null, asked: Reader): Promise<void> {
  const { subject, personId, ...which } = asked;
  const reader = await directory(scope).person(personId);
  if (!reader) return;
  const named = (extension: 'pdf' | 'docx') => nationFileName(`bilan-national.${extension}`, which);
  const files = await storePrinted(scope, printed, named, personId);
  await tellPerson(scope, reader, {
    key: `nation-printed:${subject}`,
    words: (t) => (printed === null ? nationPrintFailed(t) : nationPrintedMessage(t, which, files)),
    consent: { asked: 'own-request' },
    readAs: 'themselves',
  });
}
