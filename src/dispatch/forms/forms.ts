import type { Context } from '../../access/operation/context.ts';
import { type Form, fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import type { Message } from '../../chat/message.ts';
import type { IncomingAction, IncomingForm, Responder } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import { asTyped } from '../../reading/index.ts';
import type { InboxOptions } from '../options.ts';
import type { QueuedFormResponder } from '../receiving/admission.ts';
import type { Entrance, Identified } from '../receiving/identification.ts';
import { findConversation, keepApart, keepValues } from '../running/conversation-store.ts';
import { beforeDeadline } from '../running/deadline.ts';
import { saying } from '../running/echo.ts';
import { splitFingerprint } from '../running/fingerprint.ts';
import type { RegionClue } from '../running/meant-region-store.ts';
import type { Runner } from '../running/runner.ts';
import type { Session } from '../running/session.ts';
import { fieldRefusal, formReady, labelsOf } from '../running/words.ts';
import { buildForm, formPage } from './build-form.ts';
import type { DraftForm } from './draft-form.ts';
import { askFirst, pickFields, tooLongToList } from './long-picks.ts';
import { readInput } from './read-input.ts';
import { createSubmission } from './submission.ts';
import { splitAtColon, typedValues } from './submitted-values.ts';

/** Forms on their way: shown, sent, shown again. */
export interface Forms {
  /**
   * Opens the form of what is held once that is known; when that takes longer than the platform waits, or it has been
   * acknowledged already, a button that opens it.
   */
  open(find: Promise<DraftForm>, of: Identified, ctx: Context, responder: Responder, how?: Opening): Promise<void>;
  /** This person's form, to be filled in; null when it was sent before, and then that has been answered. Throws UserError. */
  held(of: Session, id: string, ctx: Context, responder: Responder): Promise<DraftForm | null>;
  /** [Corriger], [Continuer]: the form again, holding what was typed. */
  reopen(id: string, given: IncomingAction, responder: Responder): Promise<void>;
  submit(given: IncomingForm, responder: QueuedFormResponder): Promise<void>;
  /** [Confirmer] below what was shown back: now it is done. `button`: the form's id and the print of what was shown. */
  confirm(button: string, given: IncomingAction, responder: Responder): Promise<void>;
  /** One of several readings of what was typed was chosen: it takes its place. */
  choose(id: string, field: string, given: IncomingAction, responder: Responder): Promise<void>;
}

export interface Opening {
  /** To stand above the form. */
  readonly words?: string;
  readonly acknowledged?: boolean;
  /** What its lists are too long for was picked. */
  readonly picked?: boolean;
}

type Opened = { readonly form: Form; readonly first: null } | { readonly form: null; readonly first: Message };

const nothing = ({ interaction = null, at = null }: IncomingAction) => ({
  ...{ typed: {}, again: '' },
  ...{ arrival: interaction, at },
});

function clueOf({ place }: IncomingAction | IncomingForm, form: string): RegionClue {
  return { place, form };
}

export function createForms(options: InboxOptions, runner: Runner, entrance: Entrance): Forms {
  const { database, registry, platform, now } = options;
  const submission = createSubmission(options, runner);

  /** The interaction a conversation is about. */
  function interactionOf(about: string): { interaction: Interaction<Context>; key: string } | null {
    const [kind, rest = ''] = splitAtColon(about);
    if (kind === 'command') {
      const found = registry.command(rest.split(' '));
      return found ? { interaction: found, key: '' } : null;
    }
    const [name, key = ''] = splitAtColon(rest);
    const found = registry.action(name);
    return found ? { interaction: found, key } : null;
  }

  /** This person's form, to be filled in; null when it was sent before, and then that has been answered. */
  async function held(of: Session, id: string, ctx: Context, responder: Responder): Promise<DraftForm | null> {
    const conversation = await findConversation(database, id);
    if (!conversation || conversation.regionId !== of.region.id || conversation.expiresAt < now()) {
      throw new UserError('common.form.expired');
    }
    if (conversation.personId !== of.actor.personId) throw new UserError('common.form.notYours');
    if (conversation.done) {
      await responder.acknowledge('private').catch(() => {});
      if (conversation.result) await runner.say(ctx, responder, conversation.result);
      // The first submission is being dealt with: its answer is still to come.
      else await runner.aside(responder, runner.refusal(ctx, new UserError('common.done.already'), null), ctx.t.locale);
      return null;
    }
    const about = interactionOf(conversation.about);
    if (!about) throw new UserError('common.form.expired');
    return { conversation, ...about };
  }

  const self: Forms = {
    held,

    async open(held, { until }, ctx, responder, { words = '', acknowledged = false, picked = false } = {}) {
      const heard = words ? saying(responder, words) : responder;
      const building = held.then((one) => opened(one, ctx, picked));
      // Failed after the time was up, it is told where it is awaited again.
      building.catch(() => {});
      const found = acknowledged ? null : await beforeDeadline(building, until);
      if (found?.form) return heard.openForm(found.form);
      if (!acknowledged) await responder.acknowledge('private');
      // Should building it fail now, there is nothing to open.
      const { form, first } = found ?? (await building);
      await runner.say(ctx, heard, form ? formReady(ctx.t, form.id) : first);
    },

    async reopen(id, given, responder) {
      const of = await entrance.begin(given.user, clueOf(given, id), responder, null, nothing(given), true);
      if (!of) return;
      const ctx = runner.context(of);
      try {
        const found = await held(of, id, ctx, responder);
        if (found) await self.open(Promise.resolve(found), of, ctx, responder);
      } catch (error) {
        await runner.fail(ctx, responder, {}, error);
      }
    },

    async submit(given, responder) {
      const typed = typedValues(given.values);
      const of = await entrance.begin(
        given.user,
        clueOf(given, given.form),
        responder,
        null,
        { typed, again: '', arrival: given.interaction ?? null, at: given.at ?? null },
        true,
      );
      if (!of) return;
      const find = (sign: Responder) => held(of, given.form, runner.context(of), sign);
      await submission(find, given, of, responder);
    },

    confirm(button, given, responder) {
      const { action: id, print } = splitFingerprint(button);
      return settled(id, given, responder, {}, (complete, of, to) => runner.confirmed(complete, print, of, to));
    },

    choose: (id, field, given, responder) =>
      settled(id, given, responder, { [field]: given.choice[0] ?? '' }, runner.proceed),
  };

  /** The form of what is held; or, of one with a list that is too long for it, the message that asks for that first. */
  async function opened(one: DraftForm, ctx: Context, picked: boolean): Promise<Opened> {
    const { interaction, key, conversation } = one;
    const { id, values, page } = conversation;
    // What was asked before the first page isn't asked again on another.
    const made = page === 0 ? await pickFields(registry, ctx, one) : [];
    const long = tooLongToList(made, platform.capabilities);
    const apart = page === 0 ? long.map(({ name }) => name) : conversation.apart;
    if (apart.join() !== conversation.apart.join()) await keepApart(database, id, apart);
    if (long.length > 0 && !picked) return { form: null, first: await askFirst(ctx, one, long) };
    const shown = formPage(interaction, page, platform.capabilities.fieldsPerForm, apart);
    return { form: await buildForm(registry, ctx, interaction, { id, values, key, page: shown, made }), first: null };
  }

  /** Goes on with a form that was sent, with something settled about it. */
  async function settled(
    id: string,
    given: IncomingAction,
    responder: Responder,
    values: RawValues,
    next: Runner['proceed'],
  ): Promise<void> {
    const of = await entrance.begin(given.user, clueOf(given, id), responder, 'update', nothing(given), true);
    if (!of) return;
    const ctx = runner.context(of);
    await runner.respond(ctx, responder, {}, async () => {
      const found = await held(of, id, ctx, responder);
      if (!found) return null;
      const all = { ...found.conversation.values, ...asWritten(ctx, found.interaction, values) };
      await keepValues(database, id, all, 0);
      const read = await readInput(registry, ctx, found.interaction.input, all);
      if (!read.ok) {
        return fieldRefusal(ctx, read.errors, labelsOf(ctx, fieldsOf(found.interaction.input)), id);
      }
      await next({ ...found, conversation: { ...found.conversation, values: all }, input: read.input }, of, responder);
      return null;
    });
  }

  return self;
}

/** A date that was chosen stands in the form as somebody would type it, should it be put right. */
function asWritten({ t }: Context, { input }: Interaction<Context>, values: RawValues): RawValues {
  const moments = new Set(fieldsOf(input).flatMap(({ name, kind }) => (kind === 'moment' ? [name] : [])));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      moments.has(name) && typeof value === 'string' ? asTyped(value, t) : value,
    ]),
  );
}
