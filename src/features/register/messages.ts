import { runs } from '../../chat/interaction.ts';
import { actions, button, type FileRef, file, heading, type Message, message, note, text } from '../../chat/message.ts';
import type { Translator } from '../../texts/translator.ts';
import type { RegisterFacts } from './facts.ts';

/** The command by which coordinators say whom people ask about their data, as it is typed in French. */
const CONTACT_COMMAND = ['equipe', 'donnees'] as const;
const REGISTER_COMMAND = ['equipe', 'registre'] as const;

/** Confirms at once, to the coordinator who asked, that the register is coming, and says what it will lack. */
export function registerComing(t: Translator, facts: RegisterFacts): Message {
  return message(text(t.text('register.sent')), ...lacking(t, facts));
}

/** Carries the register itself. `isPrinted` is false where it couldn't be laid out. */
export function registerMessage(
  t: Translator,
  facts: RegisterFacts,
  files: readonly FileRef[],
  isPrinted: boolean,
): Message {
  return message(
    heading(t.text('register.ready.title')),
    text(t.text(isPrinted ? 'register.ready.files' : 'register.ready.filesUnprinted')),
    note(t.text('register.ready.complete')),
    ...lacking(t, facts),
    !isPrinted && actions(button(runs([...REGISTER_COMMAND]), t.text('register.again'))),
    ...files.map(file),
  );
}

function lacking(t: Translator, { contact }: RegisterFacts) {
  if (contact !== null) return [];
  return [
    text(t.text('register.noContact')),
    actions(button(runs([...CONTACT_COMMAND]), t.text('register.giveContact'), 'primary')),
  ];
}
