import type { Context } from '../../access/operation/context.ts';
import { type Form, fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import type { Message } from '../../chat/message.ts';
import type { IncomingForm, Responder } from '../../chat/platform.ts';
import { createKeyedQueue } from '../../concurrency/keyed-queue.ts';
import { typedForm } from '../../reading/index.ts';
import type { InboxOptions } from '../options.ts';
import { keepApart, keepValues } from '../running/conversation-store.ts';
import { beforeDeadline } from '../running/deadline.ts';
import { settled, WHOSE } from '../running/merging.ts';
import { readInput } from '../running/read-input.ts';
import type { Runner } from '../running/runner.ts';
import type { Identified } from '../running/session.ts';
import { withPreface } from '../running/typed-again.ts';
import { fieldRefusal, formReady, labelsOf } from '../running/words.ts';
import { buildForm, formPage } from './build-form.ts';
import type { DraftForm, FindDraft, SentBefore } from './draft-form.ts';
import { formIdOf, formIdOpened } from './form-id.ts';
import { askedBefore, askFirst, pickFields } from './long-picks.ts';
import type { QueuedFormResponder } from './queued-responder.ts';
import { createSubmission } from './submission.ts';
import { typedValues } from './submitted-values.ts';

/** Shows forms, takes them in, and shows them again. */
export interface Forms {
  /**
   * Opens a form once its draft is known. When that takes longer than the platform waits, or the interaction was
   * already acknowledged, a button that opens it is shown instead.
   */
  open(draft: Promise<DraftForm>, of: Identified, ctx: Context, responder: Responder, how?: Opening): Promise<void>;
  /** [Corriger], [Continuer]: opens the form again with what was typed. */
  reopen(id: string, of: Identified, responder: Responder): Promise<void>;
  submit(given: IncomingForm, of: Identified, responder: QueuedFormResponder): Promise<void>;
  /** [Confirmer] below a review: does it now. `print` is the fingerprint of what was shown. */
  confirm(id: string, print: string | null, of: Identified, responder: Responder): Promise<void>;
  /** Takes the chosen one of several readings of what was typed, which replaces it. */
  choose(id: string, values: RawValues, of: Identified, responder: Responder): Promise<void>;
}

export interface Opening {
  /** Text shown above the form. */
  readonly words?: string;
  readonly acknowledged?: boolean;
  /** Set when everything in its long lists was picked beforehand. */
  readonly picked?: boolean;
  /** Set when it opens from a message that gives it back. */
  readonly again?: boolean;
}

type Opened = { readonly form: Form; readonly first: null } | { readonly form: null; readonly first: Message };

export function createForms(options: InboxOptions, runner: Runner, findDraft: FindDraft): Forms {
  const { database, registry, platform } = options;
  const submission = createSubmission(options, runner);
  // A form is confirmed, and whose words stay is chosen, one press after the other: the second says in place what the first has
  // brought, instead of beside it that it comes too late.
  const confirming = createKeyedQueue();

  /** Builds the form; or, when one of its lists is too long for it, the message that asks for that first. */
  async function opened(draft: DraftForm, ctx: Context, { picked, again }: Opening): Promise<Opened> {
    const { interaction, key, conversation } = draft;
    const { id, values, page } = conversation;
    // A list that was asked before the first page isn't asked again on another.
    const made = page === 0 ? await pickFields(registry, ctx, draft) : [];
    const long = askedBefore(made, interaction, platform.traits);
    const apart = page === 0 ? long.map(({ name }) => name) : conversation.apart;
    if (apart.join() !== conversation.apart.join()) await keepApart(database, id, apart);
    if (long.length > 0 && !picked) return { form: null, first: await askFirst(ctx, draft, long) };
    const shown = formPage(interaction, page, platform.traits.fieldsPerForm, apart);
    const form = await buildForm(registry, ctx, interaction, { id, values, key, page: shown, made });
    const opens = formIdOf({ form: id, page: shown.pages > 1 ? shown.page : null, again: again === true });
    return { form: { ...form, id: opens }, first: null };
  }

  /** Goes on with a sent form once something about it is settled. */
  async function goOn(
    id: string,
    values: RawValues,
    of: Identified,
    responder: Responder,
    next: Runner['proceed'],
    how: SentBefore,
  ): Promise<void> {
    const ctx = runner.context(of);
    await runner.respond(ctx, responder, {}, async () => {
      const found = await findDraft(of, id, ctx, responder, how);
      if (!found) return null;
      runner.reviews.left(ctx, found.conversation.about, id, responder.standsIn?.());
      const { [WHOSE]: whose, ...given } = values;
      const conversation =
        typeof whose === 'string' ? await settled({ database, registry }, ctx, found, whose) : found.conversation;
      const chosen = asWritten(ctx, found.interaction, given);
      const all = { ...conversation.values, ...chosen };
      const written = { ...found.conversation.values, ...chosen };
      await keepValues(database, id, all, 0);
      const read = await readInput(registry, ctx, found.interaction.input, all);
      if (!read.ok) {
        return fieldRefusal(ctx, read.errors, labelsOf(ctx, fieldsOf(found.interaction.input)), id);
      }
      const complete = { ...found, conversation: { ...conversation, values: all }, input: read.input, written };
      await next(complete, of, responder);
      return null;
    });
  }

  const self: Forms = {
    async open(draft, { until }, ctx, responder, how = {}) {
      const { words = '', acknowledged = false } = how;
      const heard = words ? withPreface(responder, words) : responder;
      const building = draft.then((one) => opened(one, ctx, how));
      // A failure after the time was up is reported where the work is awaited again.
      building.catch(() => {});
      const found = acknowledged ? null : await beforeDeadline(building, until);
      if (found?.form) return heard.openForm(found.form);
      if (!acknowledged) await responder.acknowledge('private');
      // If building it fails now, there is nothing to open.
      const { form, first } = found ?? (await building);
      await runner.say(ctx, heard, form ? formReady(ctx.t, formIdOpened(form.id).form) : first);
    },

    async reopen(id, of, responder) {
      const ctx = runner.context(of);
      try {
        const found = await findDraft(of, id, ctx, responder, { mode: 'update', ignored: true });
        if (found) await self.open(Promise.resolve(found), of, ctx, responder, { again: true });
      } catch (error) {
        await runner.fail(ctx, responder, {}, error);
      }
    },

    async submit(given, of, responder) {
      const { form, page, again } = formIdOpened(given.form);
      const mode = again ? 'update' : 'private';
      const find = (answering: Responder) =>
        findDraft(of, form, runner.context(of), answering, { mode, values: typedValues(given.values) });
      await runner.whileInHand(of, form, () => submission(find, { ...given, form, page, again }, of, responder));
    },

    confirm: (id, print, of, responder) =>
      confirming.run(id, () =>
        goOn(id, {}, of, responder, (complete, by, to) => runner.confirmed(complete, print, by, to), { print }),
      ),

    choose: (id, values, of, responder) =>
      confirming.run(id, () => goOn(id, values, of, responder, runner.proceed, { ignored: true })),
  };
  return self;
}

/** Writes a chosen date as somebody would type it, so that it can be corrected in the form. */
function asWritten({ t }: Context, { input }: Interaction<Context>, values: RawValues): RawValues {
  const moments = new Set(fieldsOf(input).flatMap(({ name, kind }) => (kind === 'moment' ? [name] : [])));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      moments.has(name) && typeof value === 'string' ? typedForm(value, t) : value,
    ]),
  );
}
