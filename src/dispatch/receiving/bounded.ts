import type { RawValues } from '../../chat/form.ts';
import { MOST_IN_A_FIELD, MOST_OF_AN_ID, MOST_TYPED } from '../../chat/length.ts';
import type { PlatformUser } from '../../chat/place.ts';
import type { Inbox, Responder } from '../../chat/platform.ts';
import { tooLong } from '../running/words.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';
import { giveBack } from './give-back.ts';
import type { RememberedLocales } from './remembered-locales.ts';

/**
 * Takes in what is no longer than what is read, before anything reads it. What is longer comes back, to be shortened; a
 * field of a form holds less than that and says so itself.
 */
export function boundedInbox(inbox: Inbox, spoken: RememberedLocales, givenBack: ConcurrencyLimit): Inbox {
  const refuse = (typed: readonly string[], length: number, responder: Responder, user: PlatformUser) => {
    const locale = spoken.of(user);
    return giveBack(givenBack, user.id, responder, { words: () => tooLong(typed, length, locale), locale });
  };
  return {
    ...inbox,
    async command(given, responder) {
      const length = Math.max(0, ...typedIn(given).map((typed) => typed.length));
      if (length <= MOST_TYPED) return inbox.command(given, responder);
      return refuse(typedIn(given), length, responder, given.user);
    },
    async action(given, responder) {
      const action = given.action.length > MOST_OF_AN_ID ? '' : given.action;
      return inbox.action({ ...given, action }, responder);
    },
    async form(given, responder) {
      const typed = Object.values(given.values).flat();
      const texts = typed.filter((one) => typeof one === 'string');
      const length = Math.max(0, ...texts.map((text) => text.length));
      // No client lets anybody type as much: it isn't even stored to be corrected.
      if (length > MOST_IN_A_FIELD) return refuse(texts, length, responder, given.user);
      return inbox.form({ ...given, form: given.form.length > MOST_OF_AN_ID ? '' : given.form }, responder);
    },
    suggest: async (request) => (request.typed.length > MOST_TYPED ? [] : inbox.suggest(request)),
  };
}

function typedIn({ values, text }: { readonly values: RawValues; readonly text: string }): readonly string[] {
  return [...Object.values(values).flat(), text].filter((typed) => typed !== '');
}
