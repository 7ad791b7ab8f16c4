import type { QueuedFormResponder } from './queued-responder.ts';

/** Answers a form of which the platform takes one acknowledgement: that it was taken, or what is wrong with its fields. */
export interface FirstAcknowledgement extends QueuedFormResponder {
  readonly isGiven: boolean;
}

/** Makes a second acknowledgement wait for the first one: whoever ran out of time may have given it. */
export function firstAcknowledgement(responder: QueuedFormResponder): FirstAcknowledgement {
  let given: Promise<void> | null = null;
  return {
    get isGiven() {
      return given !== null;
    },
    async acknowledge(mode) {
      given ??= responder.acknowledge(mode);
      await given;
    },
    async refuse(errors) {
      given ??= responder.refuse(errors);
      await given;
    },
    openForm: (form) => responder.openForm(form),
    answer: (message, locale) => responder.answer(message, locale),
    aside: (message, locale) => responder.aside(message, locale),
    retire: (message, locale) => responder.retire(message, locale),
    drop: () => responder.drop(),
    turn: () => responder.turn(),
  };
}
