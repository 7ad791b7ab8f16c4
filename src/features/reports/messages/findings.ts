import { actions, button, type Control, type Message, message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import { findingKey, findingText } from '../finding-words.ts';
import type { Finding } from '../findings.ts';

/** Returns the buttons of a finding: one to say why it is right and, where there is a place for it, one to correct it. */
export function findingButtons(
  t: Translator,
  of: {
    readonly editionId: string;
    readonly finding: Finding;
    readonly corrections: ReadonlyMap<string, string>;
    readonly number: number;
  },
): readonly (Control | false)[] {
  const { editionId, finding, corrections, number } = of;
  const correct = corrections.get(finding.id);
  return [
    correct !== undefined && button(correct, t.text('reports.preview.correct', { number })),
    button(`finding-note:${editionId}/${findingKey(finding)}`, t.text('reports.preview.note', { number })),
  ];
}

/** Says what has become of a finding once the figure that it is about was entered anew. */
export function findingCorrected(
  t: Translator,
  { editionId, still }: { readonly editionId: string; readonly still: Finding | null },
): Message {
  return message(
    text(
      still === null
        ? t.text('reports.corrected.gone')
        : t.text('reports.corrected.still', { finding: findingText(t, still) }),
    ),
    actions(
      ...(still === null
        ? []
        : [
            button(`finding-figure:${editionId}/${findingKey(still)}`, t.text('reports.corrected.again'), 'primary'),
            button(`finding-note:${editionId}/${findingKey(still)}`, t.text('reports.corrected.explain')),
          ]),
      button('run:bilan-apercu', t.text('reports.desk.preview')),
    ),
  );
}
