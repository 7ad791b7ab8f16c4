import type { QueuedFormResponder } from './queued-responder.ts';

/**
 * Acknowledges a form on a platform that takes one acknowledgement: either that it was taken, or what is wrong with its
 * fields.
 */
export interface FirstAcknowledgement extends QueuedFormResponder {
  readonly isGiven: boolean;
}

/**
 * Wraps a responder so that a second acknowledgement waits for the first, which may have been given when time ran out.
 */
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
    acknowledgedAs: () => responder.acknowledgedAs?.() ?? null,
    standsIn: () => responder.standsIn?.() ?? [],
    openForm: (form) => responder.openForm(form),
    answer: (message, locale) => responder.answer(message, locale),
    aside: (message, locale) => responder.aside(message, locale),
    retire: (message, locale) => responder.retire(message, locale),
    drop: () => responder.drop(),
    turn: () => responder.turn(),
  };
}
