import type { RawValues } from '../../chat/form.ts';
import type { PlatformUser } from '../../chat/place.ts';
import type { Responder } from '../../chat/platform.ts';
import { translator } from '../../texts/translator.ts';
import type { InboxOptions } from '../options.ts';
import { formReady, tooMuchAtOnce } from '../running/words.ts';
import type { AdmissionRequest } from './admission.ts';
import { giveBack } from './give-back.ts';

interface Came<R extends Responder> {
  readonly user: PlatformUser;
  readonly responder: R;
  /** What they typed, not to be lost should they have to do it again. */
  readonly typed: RawValues;
  /** It may open a form: acknowledged as it comes, it couldn't any more. */
  readonly mayOpenForm: boolean;
}

/** Who did something, and what they are told where it can't be dealt with at once. */
export function comerOf<R extends Responder>(
  { locales, limits }: Pick<InboxOptions, 'locales' | 'limits'>,
  { user, responder, typed, mayOpenForm }: Came<R>,
): AdmissionRequest<R> {
  const locale = locales.of(user);
  return {
    who: user.id,
    responder,
    tooMuch: (theirs) =>
      giveBack(limits.givenBack, user.id, responder, { words: () => tooMuchAtOnce(typed, theirs, locale), locale }),
    late: mayOpenForm ? ({ id }) => responder.answer(formReady(translator(locale, 'Europe/Paris'), id), locale) : null,
  };
}
