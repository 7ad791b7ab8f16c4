import type { Message } from '../../chat/message.ts';

/** What an answer stands for: 'answered' unless it says that something was refused, or that it failed. */
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
