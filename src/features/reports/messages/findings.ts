import { actions, button, type Control, type Message, message, select, text } from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { MOST_BUTTONS } from '../../surveys/questionnaires/controls.ts';
import type { SharedMention } from '../findings/corrections.ts';
import type { Finding } from '../findings/findings.ts';
import { findingKey, findingText } from '../findings/words.ts';

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

/**
 * Leads to the answers that declare media items which may be counted twice, by a button for each of a few or one list of many, and to
 * saying why it is right.
 */
export function sharedMentionMessage(t: Translator, { editionId, finding, answers }: SharedMention): Message {
  const of = (name: string) => t.text('reports.corrected.answerOf', { organisation: name });
  const sorted = alphabetical(t.locale, answers, ({ organisation }) => organisation.name);
  return message(
    text(findingText(t, finding)),
    text(t.text(finding.kind === 'coverage-counted-twice' ? 'reports.corrected.launch' : 'reports.corrected.shared')),
    actions(
      ...(answers.length > MOST_BUTTONS
        ? [
            select(
              'finding-answer-one:',
              t.text('reports.corrected.which'),
              sorted.map(({ id, organisation }) => ({ value: id, label: organisation.name })),
            ),
          ]
        : sorted.map(({ id, organisation }) => button(`finding-answer:${id}/coverageItems`, of(organisation.name)))),
      button(`finding-note:${editionId}/${findingKey(finding)}`, t.text('reports.corrected.explain')),
    ),
  );
}

/** Tells the outcome of a finding once its figure or answer was corrected. */
export function findingCorrected(
  t: Translator,
  {
    editionId,
    still,
    again,
  }: {
    readonly editionId: string;
    /** The finding as it is now; null when it is gone. */
    readonly still: Finding | null;
    /** The action of the button that leads there again. */
    readonly again: string | null;
  },
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
            again !== null && button(again, t.text('reports.corrected.again'), 'primary'),
            button(`finding-note:${editionId}/${findingKey(still)}`, t.text('reports.corrected.explain')),
          ]),
      button('run:bilan-apercu', t.text('reports.desk.preview')),
    ),
  );
}
