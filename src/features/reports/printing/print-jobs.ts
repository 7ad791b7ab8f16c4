import { directory } from '../../../access/contacts/directory-store.ts';
import { type RegionScope, wordsFor } from '../../../access/region/region-scope.ts';
import { edit, tellPerson, withdrawUnder } from '../../../delivery/outbox/index.ts';
import type { DueHandlers } from '../../../schedule/run-due.ts';
import { editionById } from '../../editions/queries.ts';
import type { ReportContent } from '../content/content.ts';
import { writtenOutline } from '../content/worked-out.ts';
import { chatChart } from '../documents/chat-chart.ts';
import { fileName } from '../documents/file-name.ts';
import { printedMessage, printFailedMessage, printProgress } from '../messages/documents.ts';
import { freeze } from '../publication/freeze.ts';
import { reportContent } from '../queries.ts';
import { figuresMark, PRINT_BILAN, progressKey } from './plan-printing.ts';
import { type PrintedText, printLeased, storePicture, storePrinted } from './print-leased.ts';
import { whereAsked } from './where-asked.ts';

/** Lays the bilan out for those who asked for it, and sends it to them. */
export const printJobs: DueHandlers = {
  async [PRINT_BILAN](scope, subject) {
    const [editionId = '', personId = '', , mark, platform] = subject.split('/');
    await printLeased(scope, {
      kind: PRINT_BILAN,
      subject,
      async read() {
        const edition = await editionById(scope, editionId);
        const coordinators = await directory(scope).coordinators();
        const reader = coordinators.find((each) => each.personId === personId);
        if (!edition || !reader) {
          await withdrawUnder(scope, progressKey(subject));
          return null;
        }
        const content = await reportContent(scope, edition);
        await freeze(scope, edition.id, content, personId);
        const outline = await writtenOutline(scope, content);
        const progress = printProgress(wordsFor(reader, scope.region), 'laying', outline.chapters.length);
        await edit(scope, progressKey(subject), progress);
        return {
          outline,
          picture: chatChart(outline),
          madeAt: content.madeAt,
          finish: (later, printed) =>
            send(later, content, printed, {
              subject,
              personId,
              platform,
              hasMoved: mark !== undefined && mark !== figuresMark(content),
            }),
        };
      },
    });
  },
};

interface Asked {
  readonly subject: string;
  readonly personId: string;
  /** The name of the platform where it was asked for; absent where it wasn't kept. */
  readonly platform: string | undefined;
  readonly hasMoved: boolean;
}

/** Sends the printed documents, or says that there are none. */
async function send(
  scope: RegionScope,
  content: ReportContent,
  printed: PrintedText | null,
  asked: Asked,
): Promise<void> {
  const { subject, personId, platform, hasMoved } = asked;
  await withdrawUnder(scope, progressKey(subject));
  const reader = await directory(scope).person(personId);
  if (!reader) return;
  const files = await storePrinted(scope, printed, (extension) => fileName(content, `bilan.${extension}`), personId);
  const picture = await storePicture(scope, printed, fileName(content, 'bilan.png'), personId);
  await tellPerson(scope, await whereAsked(scope, reader, platform), {
    key: `report-printed:${subject}`,
    words: (t) => (printed === null ? printFailedMessage(t) : printedMessage(t, content, files, { hasMoved, picture })),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}
