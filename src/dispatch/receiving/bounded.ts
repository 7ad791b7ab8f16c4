import { MAX_FIELD_LENGTH, MAX_ID_LENGTH, MAX_TYPED_LENGTH } from '../../chat/length.ts';
import type { IncomingCommand, SuggestionRequest } from '../../chat/platform.ts';
import type { InboxOptions } from '../options.ts';
import type { Step } from '../pipeline.ts';
import { tooLong } from '../running/words.ts';
import { giveBack } from './give-back.ts';
import type { Received } from './received.ts';
import type { Suggestions } from './suggestions.ts';

/**
 * Hands on what is no longer than what is read. Longer text is given back to be shortened. A field of a form holds less
 * than that and says so itself.
 */
export function bounded({ locales, limits }: Pick<InboxOptions, 'locales' | 'limits'>): Step<Received> {
  const refuse = (typed: readonly string[], { given: { user }, responder }: Received) => {
    const locale = locales.of(user);
    const words = () => tooLong(typed, longest(typed), locale);
    return giveBack(limits.givenBack, user.id, responder, { words, locale });
  };
  return async (received, next) => {
    if (received.kind === 'command') {
      const typed = typedIn(received.given);
      return longest(typed) > MAX_TYPED_LENGTH ? refuse(typed, received) : next(received);
    }
    if (received.kind === 'action') {
      const { given } = received;
      return next({ ...received, given: { ...given, action: boundedId(given.action) } });
    }
    const { given } = received;
    const typed = Object.values(given.values).flat();
    const texts = typed.filter((one) => typeof one === 'string');
    // No client lets anybody type this much, so it isn't even stored to be corrected.
    if (longest(texts) > MAX_FIELD_LENGTH) return refuse(texts, received);
    return next({ ...received, given: { ...given, form: boundedId(given.form) } });
  };
}

export const boundedRequest: Step<SuggestionRequest, SuggestionRequest, Suggestions> = async (request, next) =>
  request.typed.length > MAX_TYPED_LENGTH ? [] : next(request);

function longest(typed: readonly string[]): number {
  return Math.max(0, ...typed.map(({ length }) => length));
}

/** Shortens an id that is longer than any of ours, which then matches nothing. */
function boundedId(id: string): string {
  return id.length > MAX_ID_LENGTH ? '' : id;
}

function typedIn({ values, text }: IncomingCommand): readonly string[] {
  return [...Object.values(values).flat(), text].filter((typed) => typed !== '');
}
