import { hasRole } from '../../access/actor/actor.ts';
import type { Context } from '../../access/operation/context.ts';
import { LacksRole } from '../../access/operation/lacks-role.ts';
import { quotedBack } from '../../chat/cut.ts';
import { type FieldDefinition, fieldsOf, type RawValues } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import type { IncomingForm } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import type { InboxOptions } from '../options.ts';
import type { Outcome } from '../running/completion.ts';
import { keepValues } from '../running/conversation-store.ts';
import { beforeDeadline } from '../running/deadline.ts';
import type { ReadInput } from '../running/read-input.ts';
import type { Runner } from '../running/runner.ts';
import type { Identified } from '../running/session.ts';
import type { FieldErrors } from '../running/words.ts';
import { allPages, fieldErrorsOf, fieldRefusal, labelsOf, nextPage } from '../running/words.ts';
import { type FormPage, formPage, pageWith } from './build-form.ts';
import type { DraftForm } from './draft-form.ts';
import { type FirstAcknowledgement, firstAcknowledgement } from './first-acknowledgement.ts';
import type { OpenedForm } from './form-id.ts';
import type { QueuedFormResponder } from './queued-responder.ts';
import { readForm } from './read-form.ts';
import { isFiles, mergedValues, storedFiles, typedValues } from './submitted-values.ts';

/**
 * Deals with a submitted form. `find` returns its draft; null when it was sent before, and is then already answered.
 */
export type Submission = (
  find: (responder: FirstAcknowledgement) => Promise<DraftForm | null>,
  given: SentForm,
  of: Identified,
  responder: QueuedFormResponder,
) => Promise<void>;

/** A form as it was sent. */
interface SentForm extends IncomingForm, OpenedForm {}

/** One submitted page of somebody's form. */
interface Sent {
  readonly held: DraftForm;
  readonly page: FormPage;
  readonly again: boolean;
  readonly values: RawValues;
  /** The fields whose files are still to be fetched. */
  readonly files: readonly FieldDefinition[];
  readonly read: ReadInput;
}

/**
 * Creates the handling of submitted forms. Errors are told in the form, which stays open with all that was typed, where
 * the platform allows that and they are known in time; otherwise in a message that offers the form again.
 */
export function createSubmission(options: InboxOptions, runner: Runner): Submission {
  const { database, registry, platform, now } = options;
  const { fieldsPerForm, fieldErrors } = platform.traits;
  const tellBelow = tellingBelow(options, runner);

  async function readSent(held: DraftForm, page: FormPage, given: SentForm, ctx: Context): Promise<Sent> {
    const { conversation } = held;
    // Values are kept before files are fetched, which may fail.
    const values = mergedValues(conversation.values, page.fields, typedValues(given.values));
    await keepValues(database, conversation.id, values, page.page, { platform: platform.name, at: now() });
    const files = page.fields.filter(({ kind, name }) => kind === 'file' && isFiles(given.values[name] ?? ''));
    const sent = { held, page, again: given.again, values, files };
    return { ...sent, read: await readPage(sent, ctx) };
  }

  /** Reads what was given on a page; on the last page, everything given on the earlier ones too. */
  function readPage({ held, page, values, files }: Omit<Sent, 'read'>, ctx: Context): Promise<ReadInput> {
    const asked = isLast(page) ? fieldsOf(held.interaction.input) : page.fields;
    const only = asked.filter(({ name }) => files.every((file) => file.name !== name));
    return readForm(registry, ctx, held, values, { only, toCome: isLast(page) && files.length > 0 });
  }

  /** @throws UserError for a file that can't be taken */
  async function fetched(sent: Sent, given: IncomingForm, of: Identified, ctx: Context): Promise<Sent> {
    const { held, page, files } = sent;
    const { who } = held.interaction;
    // Their role may have gone while the form was open.
    if (!hasRole(of.actor, who)) throw new LacksRole(who);
    const stored = await storedFiles(database, { ...of, now: now() }, files, given.values);
    const values = { ...sent.values, ...stored };
    await keepValues(database, held.conversation.id, values, page.page);
    return { ...sent, values, files: [], read: await readPage({ ...sent, values, files: [] }, ctx) };
  }

  /** Tells the errors in the form. Returns whether that was possible. */
  async function refused(errors: FieldErrors, { page }: Sent, responder: FirstAcknowledgement): Promise<boolean> {
    const areShown = Object.keys(errors).every((wrong) => page.fields.some(({ name }) => name === wrong));
    if (!fieldErrors || !areShown || responder.isGiven) return false;
    await responder.refuse(errors);
    return true;
  }

  async function goOn(
    sent: Sent,
    given: IncomingForm,
    of: Identified,
    ctx: Context,
    responder: FirstAcknowledgement,
  ): Promise<void> {
    const { held, page, values, read } = sent;
    const { conversation, interaction, key } = held;
    if (!read.ok && (await refused(read.errors, sent, responder))) return;
    // Files are kept even when something else is wrong, so that they need not be sent again.
    if (sent.files.length > 0) {
      // Files may take longer to come than the platform waits.
      await responder.acknowledge(modeOf(sent));
      const whole = await fetched(sent, given, of, ctx).catch((error: unknown) => {
        if (error instanceof UserError) return error;
        throw error;
      });
      if (!(whole instanceof UserError)) return goOn(whole, given, of, ctx, responder);
      return runner.answer(responder, runner.refusal(ctx, whole, conversation.id), ctx.t.locale);
    }
    if (!read.ok) return tellBelow(read.errors, sent, ctx, responder);
    if (!isLast(page)) {
      await keepValues(database, conversation.id, values, page.page + 1);
      await responder.acknowledge(modeOf(sent, 'private'));
      return runner.answer(responder, nextPage(ctx.t, conversation.id, page.pages - page.page - 1), ctx.t.locale);
    }
    if (!fieldErrors) await responder.acknowledge(modeOf(sent));
    // If it opens again to be corrected, it begins with its first page.
    if (page.pages > 1) await keepValues(database, conversation.id, values, 0);
    const complete = { interaction, key, conversation: { ...conversation, values }, input: read.input };
    const work = runner.attempt(complete, of);
    const known = responder.isGiven ? null : await beforeDeadline(work, of.until);
    const error = known && 'error' in known ? known.error : null;
    const errors = error instanceof UserError ? fieldErrorsOf(ctx, error) : null;
    if (errors && known && (await refused(withKeptIn(ctx, errors, known), sent, responder))) return;
    await responder.acknowledge(modeOf(sent));
    const outcome = known ?? (await work);
    await runner.tell(outcome, complete, of, responder);
    // Nothing may be left that leads to a page which was sent.
    if (page.page > 0 && 'words' in outcome && outcome.words === null) {
      await runner.answer(responder, allPages(ctx.t), ctx.t.locale);
    }
  }

  return async (find, given, of, queued) => {
    const responder = firstAcknowledgement(queued);
    const ctx = runner.context(of);
    let typed = typedValues(given.values);
    let mode: AnswerMode = given.again ? 'update' : 'private';
    const reading = async (): Promise<Sent | 'answered'> => {
      const held = await find(responder);
      if (!held) return 'answered';
      const page = sentPage(held, given, fieldsPerForm);
      mode = modeOf({ held, page, again: given.again });
      const at = responder.standsIn?.() ?? [];
      // Messages elsewhere stay until something newer is shown.
      if (mode === 'update' && at.length > 0) {
        const { about, id } = held.conversation;
        runner.reviews.left(ctx, about, id, at);
      }
      // This includes the earlier pages.
      typed = { ...held.conversation.values, ...typed };
      // Errors are looked for before the acknowledgement, if the person's turn comes in time.
      if (fieldErrors && !(await responder.turn())) await responder.acknowledge(mode);
      return readSent(held, page, given, ctx);
    };
    try {
      const work = reading();
      const known = await beforeDeadline(work, of.until);
      if (!known) await responder.acknowledge(mode);
      const sent = known ?? (await work);
      if (sent !== 'answered') await goOn(sent, given, of, ctx, responder);
    } catch (error) {
      await runner.fail(ctx, responder, typed, error);
    }
  };
}

/** Returns how errors are told in a message that offers the form again, from the first page that has one. */
function tellingBelow({ database, platform }: InboxOptions, runner: Runner) {
  return async (errors: FieldErrors, sent: Sent, ctx: Context, to: FirstAcknowledgement): Promise<void> => {
    const { conversation, interaction } = sent.held;
    await to.acknowledge(modeOf(sent, 'private'));
    const first = pageWith(interaction, Object.keys(errors), platform.traits.fieldsPerForm, conversation.apart);
    await keepValues(database, conversation.id, sent.values, first);
    const labels = labelsOf(ctx, fieldsOf(interaction.input));
    await runner.answer(to, fieldRefusal(ctx, errors, labels, conversation.id), ctx.t.locale);
  };
}

/** Returns the page that was sent. Discord may bring one that was sent before: its answer got lost, or it stood on another device. */
function sentPage({ conversation, interaction }: DraftForm, { page }: SentForm, fieldsPerForm: number): FormPage {
  return formPage(interaction, page ?? conversation.page, fieldsPerForm, conversation.apart);
}

/**
 * Says with the first error what somebody else has changed meanwhile and stays: a form that is open goes on showing what stood there
 * before.
 */
function withKeptIn({ t }: Context, errors: FieldErrors, outcome: Outcome): FieldErrors {
  const kept = ('error' in outcome && outcome.merged?.kept) || null;
  const [first, ...others] = Object.entries(errors);
  if (kept === null || !first) return errors;
  const [name, error] = first;
  const words = t.text('common.meanwhile.inForm', { error, kept: quotedBack(kept.replaceAll('\n', ' ')) });
  return Object.fromEntries([[name, words], ...others]);
}

function isLast({ page, pages }: FormPage): boolean {
  return page + 1 === pages;
}

/**
 * Makes the answer replace what led to the form: the review that is being corrected, which can't be confirmed any more, the
 * refusal that gave it back, or the message between two pages.
 */
function modeOf(
  { held: { conversation, interaction }, page: { page }, again }: Pick<Sent, 'held' | 'page' | 'again'>,
  mode: AnswerMode = interaction.answer,
): AnswerMode {
  const replaces = conversation.shown !== null || page > 0 || (again && mode !== 'silent');
  return replaces ? 'update' : mode;
}
