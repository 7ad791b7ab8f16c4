import { type EditionFile, editionFileSchema, type FileProblem } from './edition-file.ts';
import { referenceProblems } from './edition-file-checks.ts';
import { questionnaireProblems } from './play-questionnaires.ts';

export type EditionFileReading =
  | { readonly ok: true; readonly file: EditionFile }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Checks the parsed JSON of an edition file: its shape, its references, and that every typed reply can be read. */
export function readEditionFile(json: unknown): EditionFileReading {
  const parsed = editionFileSchema.safeParse(json);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), message })) };
  }
  const references = referenceProblems(parsed.data);
  const problems = references.length > 0 ? references : questionnaireProblems(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, file: parsed.data };
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
