import { KEEP, resumes, runs } from '../../../chat/interaction.ts';
import { actions, button, heading, type Message, message, text } from '../../../chat/message.ts';
import { typedForm } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';

/** A proposal that isn't sent, by its form. */
interface Draft {
  readonly form: string;
  readonly title: string;
  /** As it was typed. */
  readonly when: string | null;
}

/** Names a draft by its title and, since several may have the same, its dates. */
function draftName(t: Translator, { title, when }: Draft): string {
  const named = t.text('events.waits.date', { title });
  return when === null ? named : `${named} (${typedForm(when, t)})`;
}

/** Shows the proposals that somebody wrote and hasn't sent, each with what leads on with it. */
export function draftList(t: Translator, drafts: readonly Draft[]): Message {
  return message(
    heading(t.text('events.unsent.title', { count: drafts.length })),
    ...drafts.flatMap((draft) => [
      text(draftName(t, draft)),
      actions(
        button(resumes(draft.form), t.text('events.unsent.resume')),
        button(`draft-drop:${draft.form}`, t.text('events.unsent.drop')),
      ),
    ]),
  );
}

/** Asks before a draft is dropped. */
export function confirmDropping(t: Translator, draft: Draft): Message {
  return message(
    text(t.text('events.unsent.confirm', { draft: draftName(t, draft) })),
    actions(
      button(`draft-drop-now:${draft.form}`, t.text('events.unsent.drop'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function draftDropped(t: Translator, draft: Draft): Message {
  return message(
    text(t.text('events.unsent.dropped', { draft: draftName(t, draft) })),
    actions(button(runs(['evenement', 'proposer']), t.text('events.button.proposeOther'))),
  );
}
