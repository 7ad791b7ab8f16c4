import { actions, button, type Control, type Message, message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Questionnaire } from '../../surveys/survey.ts';
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

/** Leads to each of the answers that declare media items which may be counted twice, and to saying that they aren't. */
export function sharedMentionMessage(
  t: Translator,
  {
    editionId,
    finding,
    answers,
  }: {
    readonly editionId: string;
    readonly finding: Finding;
    readonly answers: readonly Pick<Questionnaire, 'id' | 'organisation'>[];
  },
): Message {
  return message(
    text(findingText(t, finding)),
    text(t.text(finding.kind === 'coverage-counted-twice' ? 'reports.corrected.launch' : 'reports.corrected.shared')),
    actions(
      button(`finding-note:${editionId}/${findingKey(finding)}`, t.text('reports.corrected.explain')),
      ...answers.map(({ id, organisation }) =>
        button(
          `finding-answer:${id}/coverageItems`,
          t.text('reports.corrected.answerOf', { organisation: organisation.name }),
        ),
      ),
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
