import type { AnswerMode } from '../../chat/interaction.ts';
import type { FormResponder, Responder, SuggestionRequest } from '../../chat/platform.ts';
import type { MeasuredKind, MeasuredOutcome } from '../../metrics/measures.ts';
import { noMeasures } from '../../metrics/measures.ts';
import type { InboxOptions } from '../options.ts';
import type { Step } from '../pipeline.ts';
import { monotonicNow } from '../running/deadline.ts';
import { outcomeOf } from '../running/outcome.ts';
import type { Received } from './received.ts';
import type { Suggestions } from './suggestions.ts';

type Options = Pick<InboxOptions, 'platform' | 'measures'>;

/** Counts what people do by how it ends, and how long they and the platform waited. It changes nothing. */
export function measured(options: Options): Step<Received> {
  return async (received, next) => {
    const watch = createWatch(options, received.kind);
    try {
      await next(
        received.kind === 'form'
          ? { ...received, responder: watch.form(received.responder) }
          : { ...received, responder: watch.responder(received.responder) },
      );
    } catch (error) {
      watch.ended('failed');
      throw error;
    } finally {
      watch.count();
    }
  };
}

/** The same for what is suggested while one types. */
export function measuredRequest(options: Options): Step<SuggestionRequest, SuggestionRequest, Suggestions> {
  return async (request, next) => {
    const watch = createWatch(options, 'suggestion');
    try {
      const found = await next(request);
      // Where another process answers, there is none of this one's.
      watch.ended(found === null ? 'silent' : 'answered');
      return found;
    } catch (error) {
      watch.ended('failed');
      throw error;
    } finally {
      watch.count();
    }
  };
}

interface Watch {
  responder(own: Responder): Responder;
  form(own: FormResponder): FormResponder;
  /** Notes an end; the first one counts. */
  ended(outcome: MeasuredOutcome): void;
  count(): void;
}

function createWatch({ platform: { name }, measures = noMeasures }: Options, kind: MeasuredKind): Watch {
  const began = monotonicNow();
  const passed = () => (monotonicNow() - began) / 1_000;
  let outcome: MeasuredOutcome | null = null;
  let isAcknowledged = false;

  function acknowledged(): void {
    if (!isAcknowledged) measures.acknowledged(name, kind, passed());
    isAcknowledged = true;
  }
  function ended(how: MeasuredOutcome): void {
    if (outcome === null && (how === 'answered' || how === 'refused')) measures.answered(name, kind, passed());
    outcome ??= how;
  }

  let mode: AnswerMode | null = null;
  const responder = (own: Responder): Responder => ({
    acknowledgedAs: () => mode,
    standsIn: () => own.standsIn?.() ?? [],
    async acknowledge(as) {
      await own.acknowledge(as);
      mode ??= as;
      acknowledged();
    },
    async openForm(form) {
      await own.openForm(form);
      acknowledged();
      ended('form');
    },
    async answer(message, locale) {
      await own.answer(message, locale);
      ended(outcomeOf(message));
    },
    async aside(message, locale) {
      await own.aside(message, locale);
      ended(outcomeOf(message));
    },
    retire: (message, locale) => own.retire(message, locale),
    async drop() {
      await own.drop();
      ended('dropped');
    },
  });
  return {
    responder,
    form: (own) => ({
      ...responder(own),
      async refuse(errors) {
        await own.refuse(errors);
        acknowledged();
        ended('refused');
      },
    }),
    ended,
    count: () => measures.done(name, kind, outcome ?? 'silent'),
  };
}
