import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { ReceivedCounts } from '../../questionnaires/waiting.ts';

/** An edition whose survey isn't launched, with its first event and that event's day, "2026-11-14". */
interface ToLaunch {
  readonly editionName: string;
  readonly title: string;
  readonly day: string;
}

/** An edition of which there is nothing to propose any more; `closesOn` is null when its survey wasn't launched. */
interface NothingToLaunch {
  readonly editionName: string;
  readonly closesOn: string | null;
}

/** Proposes to the coordinators to launch the survey, with a button that shows first what it would do. */
export function launchProposal(t: Translator, edition: ToLaunch | NothingToLaunch): Message {
  const { editionName: name } = edition;
  if ('closesOn' in edition) {
    const { closesOn } = edition;
    if (closesOn === null) return message(text(t.text('surveys.propose.noEvent', { name })));
    return message(text(t.text('surveys.propose.launched', { name, day: t.day(closesOn) })));
  }
  const { title, day } = edition;
  return message(
    text(t.text('surveys.propose.launch', { name, title, day: t.day(day) })),
    note(t.text('surveys.propose.launchHow')),
    actions(button('run:questionnaire-lancer', t.text('surveys.launch.confirm'), 'primary')),
  );
}

/** The last event's day, the last day to answer, and what has come so far. */
interface ToClose {
  readonly day: string;
  readonly closesOn: string;
  readonly counts: ReceivedCounts;
}

/** Proposes to the coordinators to close the survey; with null it says that this is done. */
export function closingProposal(t: Translator, proposal: ToClose | null): Message {
  if (!proposal) return message(text(t.text('surveys.propose.closed')));
  const { day, closesOn, counts } = proposal;
  return message(
    text(t.text('surveys.propose.close', { day: t.day(day), received: counts.received, asked: counts.asked })),
    note(t.text('surveys.propose.closeHow', { day: t.day(closesOn) })),
    actions(button('run:questionnaire-fermer', t.text('surveys.close.now'))),
  );
}
