import type { Context } from '../../access/operation/context.ts';
import { errorText } from '../../access/operation/error-text.ts';
import { LacksRole } from '../../access/operation/lacks-role.ts';
import { quotedBack } from '../../chat/cut.ts';
import type { FieldDefinition, RawValues } from '../../chat/form.ts';
import { KEEP } from '../../chat/interaction.ts';
import { MAX_TYPED_LENGTH } from '../../chat/length.ts';
import {
  actions,
  type Block,
  button,
  field,
  fields,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../chat/message.ts';
import { ChoiceNeeded, type Offer, SeveralErrors, type UserError } from '../../chat/user-error.ts';
import { helloTo } from '../../reading/index.ts';
import { type Locale, type TextKey, textIn } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { withFingerprint } from './fingerprint.ts';
import { standsFor } from './outcome.ts';
import { typedAgain } from './typed-again.ts';

/** The problem of each field, in the person's language. */
export type FieldErrors = Readonly<Record<string, string>>;

/** `form:<conversation>`: the built-in action that opens a form again. */
export const REOPEN = 'form';
/** `confirm:<conversation>@<print>`: confirms what a review showed. */
export const CONFIRM = 'confirm';
/** `choose:<conversation>/<field>`: chooses one reading of what was typed. */
export const CHOOSE = 'choose';

/** Words a refusal, with the ways out of it; with a form, offers it again. */
export function refusal(
  context: Context,
  error: UserError,
  conversation: string | null,
  offers: readonly Offer[],
): Message {
  const { t } = context;
  if (error instanceof SeveralErrors) {
    return message(heading(t.text('common.errors.title')), list(error.errors.map((one) => errorText(t, one, context))));
  }
  if (context.actor.isNew && error instanceof LacksRole && error.role === 'organiser')
    return firstRefusal(context, offers);
  return message(
    text(errorText(t, error, context)),
    ...wayOut(t, offers),
    conversation === null
      ? null
      : actions(button(`${REOPEN}:${conversation}`, t.text('common.form.correct'), 'primary')),
  );
}

/** Greets somebody whose first command is for members of organisations, with the one thing to do first. */
function firstRefusal({ t, actor }: Context, offers: readonly Offer[]): Message {
  return message(
    text(t.text('common.newcomer.organiser', { hello: helloTo(t, actor.name) })),
    ...wayOut(
      t,
      offers.filter(({ primary }) => primary),
    ),
  );
}

/** Words the offers: what can be done at once, or is under way. */
function wayOut(t: Translator, offers: readonly Offer[]): readonly (Block | null)[] {
  return [
    ...offers.map(({ words }) => (words ? text(t.text(words.key as TextKey, words.values)) : null)),
    actions(
      ...offers.map(({ action, label, primary }) => button(action, t.text(label as TextKey), primary && 'primary')),
    ),
  ];
}

/** Asks which of several readings is meant. */
export function choice(context: Context, error: ChoiceNeeded, conversation: string): Message {
  const { t } = context;
  return message(
    text(errorText(t, error, context)),
    actions(select(`${CHOOSE}:${conversation}/${error.field}`, t.text('common.form.choose'), error.options)),
    actions(button(`${REOPEN}:${conversation}`, t.text('common.form.correct'))),
  );
}

/** The foot of a review: the text keys of its buttons, and the fingerprint of what it shows. */
interface Confirmation {
  readonly conversation: string;
  readonly confirm: string;
  readonly correct: string;
  /** True when [Ne rien changer] stands beside the two. */
  readonly mayKeep: boolean;
  readonly print: string;
}

/** Shows what was understood, to be confirmed, corrected or, where that is offered, left. */
export function toConfirm(
  { t }: Context,
  review: Message,
  { conversation, confirm, correct, mayKeep, print }: Confirmation,
): Message {
  return message(
    ...review.blocks,
    actions(
      button(withFingerprint(`${CONFIRM}:${conversation}`, print), t.text(confirm as TextKey), 'primary'),
      button(`${REOPEN}:${conversation}`, t.text(correct as TextKey)),
      mayKeep && button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Shows a review as it was, without its buttons, and says why. */
export function retiredReview({ t }: Pick<Context, 't'>, { blocks }: Message): Message {
  return message(...blocks.filter(({ kind }) => kind !== 'actions'), note(t.text('common.shown.retired')));
}

/** Returns the labels of a form's fields, by their names. */
export function labelsOf({ t }: Context, fields: readonly FieldDefinition[]): ReadonlyMap<string, string> {
  return new Map(fields.map(({ name, label }) => [name, t.text(label as TextKey)]));
}

/**
 * Returns what is wrong with which field; null when the error isn't about fields, or one of several readings has to be
 * chosen.
 */
export function fieldErrorsOf(context: Context, error: UserError): FieldErrors | null {
  if (error instanceof ChoiceNeeded) return null;
  const all = error instanceof SeveralErrors ? error.errors : [error];
  if (all.some(({ field }) => field === null)) return null;
  return Object.fromEntries(all.map((one) => [one.field, errorText(context.t, one, context)]));
}

/** Says what is wrong with each field, for platforms that can't say it in the form. */
export function fieldRefusal(
  context: Context,
  errors: FieldErrors,
  labels: ReadonlyMap<string, string>,
  conversation: string,
): Message {
  const { t } = context;
  const words = message(
    heading(t.text('common.errors.title')),
    fields(...Object.entries(errors).map(([name, words]) => field(labels.get(name) ?? name, words))),
    actions(button(`${REOPEN}:${conversation}`, t.text('common.form.correct'), 'primary')),
  );
  return standsFor('refused', words);
}

/** Offers a form that took longer than the platform waits for it. */
export function formReady(t: Translator, conversation: string): Message {
  return message(
    text(t.text('common.form.ready')),
    actions(button(`${REOPEN}:${conversation}`, t.text('common.form.open'), 'primary')),
  );
}

/** A form whose answer was interrupted. */
interface Interrupted {
  readonly form: string;
  /** The text key of its title; null where there is none. */
  readonly title: string | null;
  readonly values: RawValues;
  /** Whether files may have been sent with it, which aren't kept. */
  readonly mayMissFiles: boolean;
  /** Whether what was sent may have been done; otherwise nothing was, and the form opens again, or has expired. */
  readonly outcome: 'perhaps-done' | 'kept' | 'expired';
}

/** Tells whoever sent a form that the bot ended before it answered, and how to go on. */
export function interruptedForm(t: Translator, { form, title, values, mayMissFiles, outcome }: Interrupted): Message {
  const named = { title: t.text((title ?? 'common.form.title') as TextKey) };
  // Whoever had several under way knows by it which one is meant.
  const [first] = Object.values(values)
    .flat()
    .filter((value) => value.trim() !== '');
  const which = first === undefined ? null : note(t.text('common.form.interruptedTyped', { typed: quotedBack(first) }));
  if (outcome === 'perhaps-done') return message(text(t.text('common.form.interruptedDone', named)), which);
  if (outcome === 'expired')
    return message(text(t.text('common.form.interruptedExpired', named)), ...typedAgain(t, values));
  return message(
    text(t.text('common.form.interrupted', named)),
    which,
    mayMissFiles && note(t.text('common.form.interruptedFiles')),
    actions(button(`${REOPEN}:${form}`, t.text('common.form.open'), 'primary')),
  );
}

/** Leads to the next page of a form. `left` is how many pages are still to come. */
export function nextPage(t: Translator, conversation: string, left: number): Message {
  return message(
    text(t.text('common.form.page', { left })),
    actions(button(`${REOPEN}:${conversation}`, t.text('common.form.continue'), 'primary')),
  );
}

/** Stands in the place of what led to the last page, where the form is answered by nothing else. */
export function allPages(t: Translator): Message {
  return message(text(t.text('common.form.allPages')));
}

/** Gives back whole what was typed and is longer than what is read, to be shortened. */
export function tooLong(typed: readonly string[], length: number, locale: Locale): Message {
  const words = message(
    text(textIn(locale, 'common.errors.tooLongToRead', { length, max: MAX_TYPED_LENGTH })),
    heading(textIn(locale, 'common.form.typed')),
    ...typed.map((one) => text(one)),
  );
  return standsFor('refused', words);
}

/** Says that a message is longer than what is read; it still stands where it was written. */
export function messageTooLong(length: number, locale: Locale): Message {
  return message(text(textIn(locale, 'common.errors.messageTooLong', { length, max: MAX_TYPED_LENGTH })));
}

/** Says that something of ours failed, and shows what was typed, so that it can be copied. */
export function failure(
  locale: Locale,
  key: 'unexpected' | 'unavailable' | 'later' | 'givenUp' | 'afterwards',
  typed: RawValues,
): Message {
  return standsFor('failed', withTyped(textIn(locale, `common.errors.${key}`), typed, locale));
}

/** Says that this isn't dealt with, because more of theirs is pending than is kept. */
export function tooMuchAtOnce(typed: RawValues, theirs: number, locale: Locale): Message {
  return standsFor('refused', withTyped(textIn(locale, 'common.errors.tooMuchAtOnce', { theirs }), typed, locale));
}

function withTyped(words: string, typed: RawValues, locale: Locale): Message {
  const written = Object.values(typed)
    .flat()
    .filter((value) => value.trim() !== '');
  return message(
    text(words),
    written.length > 0 && heading(textIn(locale, 'common.form.typed')),
    ...written.map((value) => text(value)),
  );
}
