import type { NamedAccount } from '../../access/actor/national.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { schedule } from '../../schedule/due.ts';
import type { InWhoseNames } from '../../schedule/in-whose-name.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { type Printable, type PrintedText, printLeased, storePrinted } from '../reports/print-leased.ts';
import { nationFileName, type WhichVersion } from './file-name.ts';
import { nationToPrint } from './from-files/make-nation.ts';
import { nationPrintedMessage, nationPrintFailed } from './messages/documents.ts';
import { nationWords, workingNation } from './queries.ts';
import { nationStore } from './store.ts';

/**
 * The kind of due items by which the nation's bilan is laid out. Their subject is `<year>/<version>/<person>/<when it was asked for>`;
 * the version is empty for what isn't published.
 */
const PRINT = 'nation-print';

/** Has a version laid out, or what stands where it is null, and sent to this person, at the next tick. */
export async function planNationPrinting(
  scope: RegionScope,
  asked: { readonly year: number; readonly version: number | null; readonly personId: string },
): Promise<void> {
  const subject = `${asked.year}/${asked.version ?? ''}/${asked.personId}/${scope.now.getTime()}`;
  await schedule(scope, { kind: PRINT, subject, at: scope.now, expires: null });
}

function partsOf(subject: string) {
  const [year = '', version = '', personId = ''] = subject.split('/');
  return { year: Number(year), version: version === '' ? null : Number(version), personId };
}

/** Whoever has left is sent nothing any more. */
export const nationNames: InWhoseNames = {
  [PRINT]: async (_, subject) => partsOf(subject).personId,
};

/** Lays the nation's bilan out for those who asked for it, and sends it to them: as long as they are named for it. */
export const nationJobs = (named: readonly NamedAccount[]): DueHandlers => ({
  async [PRINT](scope, subject) {
    await printLeased(scope, { kind: PRINT, subject, read: () => toPrint(scope, subject, named) });
  },
});

async function toPrint(scope: RegionScope, subject: string, named: readonly NamedAccount[]): Promise<Printable | null> {
  const { year, version, personId } = partsOf(subject);
  if (!(await isNamed(scope, personId, named))) return null;
  const working = await workingNation(scope, year);
  const isPublished = version !== null;
  const which = { year, version: version ?? (working.published?.version ?? 0) + 1, isPublished };
  const print = isPublished
    ? (await nationStore(scope).publication(year, version))?.print
    : nationToPrint(working.made, nationWords(scope));
  if (print === undefined || (!isPublished && working.made.nation.regions.length === 0)) return null;
  const { outline, madeAt } = print;
  return { outline, madeAt, finish: (later, printed) => send(later, printed, { ...which, subject, personId }) };
}

async function isNamed(scope: RegionScope, personId: string, named: readonly NamedAccount[]): Promise<boolean> {
  for (const platform of new Set(named.map((account) => account.platform))) {
    const id = await directory(scope).idOn(platform, personId);
    if (named.some((account) => account.platform === platform && account.id === id)) return true;
  }
  return false;
}

/** Sends what was printed, or says that it couldn't be. */
async function send(
  scope: RegionScope,
  printed: PrintedText | null,
  asked: WhichVersion & { readonly subject: string; readonly personId: string },
): Promise<void> {
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
