import { askProgram } from '../../concurrency/program.ts';
import { createSemaphore } from '../../concurrency/semaphore.ts';
import type { Outline } from '../outline.ts';
import type { PartOfPrinting, Printed, PrintForm, PrintRequest } from './main.ts';

/** Milliseconds. Ten thousand events take some ten seconds on a slow machine. */
const LONGEST = 120_000;
/** Megabytes. */
const HEAP = 512;
/** Megabytes of the young among them: of what is written once and thrown away more would be held for nothing. */
const YOUNG = 2;
/** Rows and entries from which on the PDF and the Word file take longer than a second program takes to start. */
const LONG = 400;

/** One at a time: each takes hundreds of megabytes. */
const turns = createSemaphore(1);

/**
 * Prints a document as PDF and for Word, in processes of their own that get nothing but the document: a short one in one, a long one in
 * two at once. Rejects when one of them can't, dies or falls silent.
 */
export async function print(request: PrintRequest): Promise<Printed> {
  const done = await turns.take(1, 'print');
  try {
    const { picture, ...document } = request;
    const parts: readonly PartOfPrinting[] = isLong(request.outline)
      ? [
          { ...document, forms: ['docx'] },
          { ...request, forms: ['pdf'] },
        ]
      : [{ ...request, forms: ['pdf', 'docx'] }];
    // The turn lasts until both have answered, also where one fails.
    const answers = await Promise.allSettled(parts.map(ask));
    const made: Partial<Printed> = Object.assign({}, ...answers.map(answered));
    return { pdf: bytesOf(made, 'pdf'), docx: bytesOf(made, 'docx'), picture: made.picture ?? null };
  } finally {
    done();
  }
}

function ask(part: PartOfPrinting): Promise<Partial<Printed>> {
  const { file, flags } = programBeside(import.meta.url);
  const program = { file, flags: [...flags, `--max-semi-space-size=${YOUNG}`], longest: LONGEST, heap: HEAP };
  return askProgram(program, part) as Promise<Partial<Printed>>;
}

function answered(answer: PromiseSettledResult<Partial<Printed>>): Partial<Printed> {
  if (answer.status === 'rejected') throw answer.reason;
  return answer.value;
}

function bytesOf(made: Partial<Printed>, form: PrintForm): Uint8Array {
  const bytes = made[form];
  if (bytes === undefined) throw new Error(`no ${form} was made`);
  return bytes;
}

function isLong({ chapters }: Outline): boolean {
  let lines = 0;
  for (const part of chapters.flatMap(({ parts }) => parts)) {
    if (part.kind === 'table') lines += part.rows.length;
    if (part.kind === 'list') lines += part.items.length;
  }
  return lines > LONG;
}

/** As sources it needs the loader that the sources need; built, it stands beside the other programs. */
function programBeside(here: string): { readonly file: URL; readonly flags: readonly string[] } {
  return here.endsWith('.ts')
    ? { file: new URL('./main.ts', here), flags: ['--import', 'tsx'] }
    : { file: new URL('./print-documents.js', here), flags: [] };
}
