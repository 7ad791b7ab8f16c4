import { isNotice, saysNotice } from '../../access/actor/notice.ts';
import type { Message } from '../../chat/message.ts';

/** The meaning of an answer: 'answered' unless it says that something was refused, or that it failed. */
export type AnswerOutcome = 'answered' | 'refused' | 'failed';

const outcomes = new WeakMap<Message, AnswerOutcome>();

/** Notes what a message stands for, beside its words, for whoever counts how things end. Returns the message. */
export function standsFor(outcome: AnswerOutcome, message: Message): Message {
  outcomes.set(message, outcome);
  return message;
}

export function outcomeOf(message: Message): AnswerOutcome {
  return outcomes.get(message) ?? 'answered';
}

/** Notes that a message stands for what another one does, and says what it says. Returns the message. */
export function standsAs(other: Message, message: Message): Message {
  const noted = standsFor(outcomeOf(other), message);
  return isNotice(other) ? saysNotice(noted) : noted;
}
