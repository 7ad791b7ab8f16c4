import type { Translator } from '../../../texts/translator.ts';
import type { TableProblem } from './csv-reader.ts';

/** Why what was given isn't counted. */
export type Reason =
  | 'tooBig'
  | 'notJson'
  | 'altered'
  | 'unsigned'
  | 'unknownSchema'
  | 'malformed'
  | 'brokenText'
  | 'draft'
  | 'otherYear'
  | 'whichYear'
  | 'otherBytes'
  | 'older'
  | 'otherKey'
  | 'keyOfAnother'
  | 'notExpected'
  | 'twice'
  | 'alike'
  | 'alikeSigned'
  | TableProblem['reason']
  | 'heavyTable'
  | 'notUtf8'
  | 'nul'
  | 'columns'
  | 'noYear'
  | 'lostFingerprint'
  | 'row'
  | 'notWhole'
  | 'noShare';

/** Something that isn't counted, with all that its sentence needs. */
export interface Refusal {
  /** The name of the file, and of the line in it where only that is meant. */
  readonly file: string;
  readonly reason: Reason;
  /** The region, where it is known. */
  readonly region: string | null;
  readonly values: Readonly<Record<string, string | number>>;
}

export function refusalOf(
  file: string,
  reason: Reason,
  region: string | null = null,
  values: Refusal['values'] = {},
): Refusal {
  return { file, reason, region, values };
}

/** Says what is wrong with it, and what to do. */
export function refusalText(t: Translator, { file, reason, region, values }: Refusal): string {
  return t.text('nation.refused', {
    what: region === null ? file : `${region} (${file})`,
    why: t.text(`nation.refusal.${reason}`, values),
  });
}
