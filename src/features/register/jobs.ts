import { directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import { localDay } from '../../dates/index.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { markdownDocument } from '../../documents/markdown.ts';
import { outlineText } from '../../documents/text.ts';
import { storeFile } from '../../files/store.ts';
import { scheduleNow } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { fileSlug } from '../reports/documents/file-name.ts';
import { type PrintedText, printLeased, storePrinted } from '../reports/printing/print-leased.ts';
import type { RegisterFacts } from './facts.ts';
import { registerFacts } from './gather.ts';
import { registerMessage } from './messages.ts';
import { registerOutline } from './outline.ts';

/** The kind of due items by which a register is printed. Their subject is `<person>/<when it was asked for>`. */
const PRINT = 'register-print';

/** Has the register laid out for print, and sent to this person, at once. */
export async function planRegister(scope: RegionScope, personId: string): Promise<void> {
  const subject = `${personId}/${scope.now.getTime()}`;
  await scheduleNow(scope, PRINT, subject);
}

/** Lays the register out for those who asked for it, and sends it to them. */
export const registerJobs: DueHandlers = {
  async [PRINT](scope, subject) {
    const [personId = ''] = subject.split('/');
    await printLeased(scope, {
      kind: PRINT,
      subject,
      async read() {
        const coordinators = await directory(scope).coordinators();
        if (!coordinators.some((each) => each.personId === personId)) return null;
        const facts = await registerFacts(scope);
        return {
          outline: registerOutline(regionWords(scope.region), facts),
          madeAt: facts.at,
          finish: (later, printed) => send(later, facts, printed, { subject, personId }),
        };
      },
    });
  },
};

/** Sends the register: as Markdown in any case, laid out where that could be done. */
async function send(
  scope: RegionScope,
  facts: RegisterFacts,
  printed: PrintedText | null,
  { subject, personId }: { readonly subject: string; readonly personId: string },
): Promise<void> {
  const reader = await directory(scope).person(personId);
  if (!reader) return;
  const words = regionWords(scope.region);
  const name = `registre-${fileSlug(facts.region)}-${localDay(facts.at, scope.region.timeZone)}`;
  const laidOut = await storePrinted(scope, printed, (extension) => `${name}.${extension}`, personId);
  const outline = registerOutline(words, facts);
  const bytes = Buffer.from(markdownDocument(outline));
  const file = { name: `${name}.md`, type: 'text/markdown', bytes, told: outlineText(outline) };
  const files = [...laidOut, await storeFile(scope, file, personId)];
  await tellPerson(scope, reader, {
    key: `register:${subject}`,
    words: (t) => registerMessage(t, facts, files, printed !== null),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}
