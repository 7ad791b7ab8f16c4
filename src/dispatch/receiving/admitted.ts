import { RESUME } from '../../chat/interaction.ts';
import { translator } from '../../texts/translator.ts';
import { formIdOpened } from '../forms/form-id.ts';
import type { QueuedFormResponder } from '../forms/queued-responder.ts';
import { splitAtColon } from '../forms/submitted-values.ts';
import type { InboxOptions } from '../options.ts';
import type { Step } from '../pipeline.ts';
import { CHOOSE, CONFIRM, formReady, tooMuchAtOnce } from '../running/words.ts';
import { type Admission, createAdmission } from './admission.ts';
import { giveBack } from './give-back.ts';
import { type Received, typedWith } from './received.ts';

/** The dispatcher's own buttons that nothing but an answer can follow. */
const ONLY_ANSWERED: readonly string[] = [CONFIRM, CHOOSE, RESUME];

type Admitted = Received<QueuedFormResponder>;

/** Admits what people do as far as there is room, and gives the rest back. */
export function admitted({ registry, locales, limits }: InboxOptions): Step<Received, Admitted> {
  const admission: Admission = createAdmission(limits.interactions);

  /** Returns whether it may open a form, which is impossible once it is acknowledged. */
  function mayOpenForm(received: Received): boolean {
    if (received.kind === 'command') return (registry.command(received.given.path)?.form ?? 'never') !== 'never';
    // A form closes when it is sent.
    if (received.kind !== 'action') return false;
    const [name] = splitAtColon(received.given.action);
    return registry.action(name)?.form !== 'never' && !ONLY_ANSWERED.includes(name);
  }

  return (received, next) => {
    const { user } = received.given;
    const locale = locales.of(user);
    const words = (theirs: number) => () => tooMuchAtOnce(typedWith(received), theirs, locale);
    const request = {
      who: user.id,
      tooMuch: (theirs: number) =>
        giveBack(limits.givenBack, user.id, received.responder, { words: words(theirs), locale }),
      late: mayOpenForm(received)
        ? ({ id }: { readonly id: string }) =>
            received.responder.answer(formReady(translator(locale, 'Europe/Paris'), formIdOpened(id).form), locale)
        : null,
    };
    return received.kind === 'form'
      ? admission.admitForm({ ...request, responder: received.responder }, (responder) =>
          next({ ...received, responder }),
        )
      : admission.admit({ ...request, responder: received.responder }, (responder) => next({ ...received, responder }));
  };
}
