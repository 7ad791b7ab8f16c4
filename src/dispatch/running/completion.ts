import type { Context } from '../../access/operation/context.ts';
import { fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import { type Message, message, note } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { ChangedMeanwhile, ChoiceNeeded, Settled, SeveralErrors, UserError } from '../../chat/user-error.ts';
import type { InboxOptions } from '../options.ts';
import type { Answering } from './answering.ts';
import { AlreadyDone } from './context.ts';
import {
  type Conversation,
  canBeSent,
  findConversation,
  keepResult,
  keepSettled,
  keepShown,
  keepValues,
  reopenConversation,
} from './conversation-store.ts';
import { fingerprinted, fingerprintOf, shownBelowNotice } from './fingerprint.ts';
import { type Merged, mergedNow, touched } from './merging.ts';
import { outcomeOf, standsAs, standsFor } from './outcome.ts';
import type { Reviews } from './reviews.ts';
import type { Session } from './session.ts';
import { notTaken, otherThan, typedAgain } from './typed-again.ts';
import { choice, failure, fieldErrorsOf, fieldRefusal, labelsOf, toConfirm } from './words.ts';

/** Does what a complete form asks for: shows it back where it has a review, then does it once. */
export interface Completion {
  /** Shows it back where it has a review, otherwise does it; and answers. */
  proceed(complete: Complete, of: Session, responder: Responder): Promise<void>;
  /** Does the same without answering. A refusal or a failure is an outcome too. */
  attempt(complete: Complete, of: Session): Promise<Outcome>;
  /** Answers with the outcome. */
  tell(outcome: Outcome, complete: Complete, of: Session, responder: Responder): Promise<void>;
  /** Does what a review showed if it would still do the same (`print`); otherwise shows it anew. */
  confirmed(complete: Complete, print: string | null, of: Session, responder: Responder): Promise<void>;
}

/** The outcome of a complete form: to be shown back, done, refused or failed. `merged` is set where somebody else has changed some of it. */
export type Outcome =
  | { readonly review: Review }
  | { readonly words: Message | null }
  | { readonly error: unknown; readonly merged?: Merged };

/** A form of which every field was given and reads. */
export interface Complete {
  readonly interaction: Interaction<Context>;
  readonly key: string;
  readonly conversation: Conversation;
  readonly input: Record<string, unknown>;
  /** The values as the person wrote them, where the conversation may hold somebody else's by now. */
  readonly written?: RawValues;
}

/** The understood contents of a form, and their fingerprint. */
interface Review {
  readonly shown: Message;
  readonly print: string;
  readonly settled: Merged['settled'];
}

/** The look at what the work is about, just before it. */
interface Look {
  /** Null where the work doesn't say how that stands. */
  readonly standing: string | null;
  /**
   * The review of what was understood, the changes since it was asked, or an error; null when nothing is shown back.
   */
  readonly outcome: Outcome | null;
}

async function lookAt(
  registry: InboxOptions['registry'],
  ctx: Context,
  { interaction, key }: Complete,
  { values, input, kept, settled }: Merged,
): Promise<Look> {
  let standing: string | null = null;
  try {
    standing = (await interaction.standing?.(ctx, input, key)) ?? null;
    const now = (await interaction.replacementIfStale?.(ctx, key)) ?? null;
    const shown = now
      ? message(...fingerprinted(registry, now).blocks, ...typedAgain(ctx.t, values))
      : ((await interaction.review?.(ctx, input, key)) ?? null);
    const review = shown && { shown: withKept(shown, kept), print: fingerprintOf(shown, values), settled };
    return { standing, outcome: review && { review } };
  } catch (error) {
    return { standing, outcome: { error } };
  }
}

async function toBeConfirmed(
  database: InboxOptions['database'],
  ctx: Context,
  { interaction, conversation }: Complete,
  { shown, print, settled }: Review,
): Promise<Message> {
  await keepShown(database, conversation.id, print);
  // Whoever corrects it corrects what they were shown.
  if (settled !== null) await keepSettled(database, conversation.id, settled);
  await interaction.unconfirmed?.(ctx, conversation.id);
  const confirm = interaction.confirm ?? 'common.confirm';
  const mayKeep = interaction.mayKeep === true;
  const { correct = 'common.form.correct' } = interaction;
  return toConfirm(ctx, shown, { conversation: conversation.id, confirm, correct, mayKeep, print });
}

/** Says above an answer what somebody else has changed meanwhile and stays. */
function withKept(words: Message, kept: string | null): Message {
  return kept === null ? words : standsFor(outcomeOf(words), message(note(kept), ...words.blocks));
}

/** Returns what was written in a form, without what was chosen. */
function writtenIn({
  interaction,
  conversation: { values, filledWith },
  written = values,
}: Pick<Complete, 'interaction' | 'conversation' | 'written'>): RawValues {
  const texts = fieldsOf(interaction.input).filter(({ kind }) => kind === 'text' || kind === 'longText');
  const own = touched(written, filledWith);
  return Object.fromEntries(texts.map(({ name }) => [name, own[name] ?? []]));
}

/** Returns what somebody wrote in a form that was sent otherwise meanwhile, and isn't what was acted on. */
async function writtenOtherwise(database: InboxOptions['database'], complete: Complete): Promise<RawValues> {
  const sent = await findConversation(database, complete.conversation.id);
  return sent ? otherThan(sent.values, writtenIn(complete)) : {};
}

/** Says why a form was refused, and gives it back with all that was typed. */
async function offerAgain(
  database: InboxOptions['database'],
  answering: Answering,
  of: Context,
  error: UserError,
  { interaction, conversation }: Complete,
): Promise<Message> {
  if (error instanceof ChoiceNeeded) return choice(of, error, conversation.id);
  if (error instanceof Settled) {
    const { blocks } = answering.refusal(of, error, null);
    return message(...blocks, ...typedAgain(of.t, writtenIn({ interaction, conversation })));
  }
  // Everything typed is kept, to be corrected. A file that won't do isn't, since only another one helps.
  if (fieldsOf(interaction.input).some(({ kind, name }) => kind === 'file' && name === error.field)) {
    const values = Object.entries(conversation.values).filter(([name]) => name !== error.field);
    await keepValues(database, conversation.id, Object.fromEntries(values), 0);
  }
  const errors = error instanceof SeveralErrors ? fieldErrorsOf(of, error) : null;
  if (errors) return fieldRefusal(of, errors, labelsOf(of, fieldsOf(interaction.input)), conversation.id);
  return answering.refusal(of, error, interaction.form === 'never' ? null : conversation.id);
}

/** Lets a form be sent again that was refused once it counted as sent. */
function refusedAgain(database: InboxOptions['database'], form: string, error: unknown): Promise<Outcome> {
  return reopenConversation(database, form).then(
    () => ({ error }),
    (lost: unknown) => ({ error: lost }),
  );
}

/** Says that something of ours failed once at least part of the work was stored. */
function storedInPart(log: InboxOptions['log'], { actor }: Session, error: unknown): Outcome {
  log.error('interaction.failed', error);
  return { words: failure(actor.locale, 'afterwards', {}) };
}

export function createCompletion(
  { database, registry, log }: InboxOptions,
  answering: Answering,
  reviews: Reviews,
): Completion {
  /**
   * Does what was shown, or needed no showing, if it would still do the same; otherwise returns what would be done now. What
   * changes between that look and the work is looked at once more.
   */
  async function doneAsShown(
    complete: Complete,
    print: string | null,
    of: Session,
  ): Promise<{ readonly changed: boolean; readonly outcome: Outcome }> {
    for (let isLast = false; ; isLast = true) {
      const ctx = answering.context(of);
      const merged = await mergedNow({ database, registry }, ctx, complete).catch((error: unknown) => ({ error }));
      if ('error' in merged) return { changed: true, outcome: merged };
      const { standing, outcome: now } = await lookAt(registry, ctx, complete, merged);
      const isAsShown = now === null || ('review' in now && now.review.print === print);
      const withMerged = (outcome: Outcome) =>
        'error' in outcome && merged.kept !== null ? { ...outcome, merged } : outcome;
      if (!isAsShown) return { changed: true, outcome: withMerged(now) };
      const outcome = await done(complete, merged, standing, of);
      const isOutdated = 'error' in outcome && outcome.error instanceof ChangedMeanwhile;
      if (isLast || !isOutdated) return { changed: false, outcome: withMerged(outcome) };
    }
  }

  /** Does the work of a complete form, once. It may be sent again when it is refused. */
  async function done(
    { interaction, key, conversation }: Complete,
    { input, kept, settled, unchanged: compare }: Merged,
    standing: string | null,
    of: Session,
  ): Promise<Outcome> {
    const { id, about } = conversation;
    const { values } = settled ?? conversation;
    let isConsumed = false;
    const consumed = () => {
      isConsumed = true;
    };
    try {
      const unchanged = compare && { about, compare };
      const ctx = answering.context(of, { conversation: id, values, consumed, unchanged });
      const words = await interaction.run(ctx, input, key, standing);
      if (kept === null) return { words };
      const said = words ?? message();
      // What it asks is compared without the sentence above it.
      return { words: withKept(standsAs(said, fingerprinted(registry, said)), kept) };
    } catch (error) {
      // What another submission has done meanwhile stays done.
      if (!isConsumed || error instanceof AlreadyDone) return { error };
      if (!(error instanceof UserError)) return storedInPart(log, of, error);
      return refusedAgain(database, id, error);
    }
  }

  /** Shows back what was understood, with or without a word above it. */
  async function showBack(
    complete: Complete,
    review: Review,
    of: Session,
    responder: Responder,
    above?: (shown: Message) => Message,
  ): Promise<void> {
    const ctx = answering.context(of);
    const { id, about, values } = complete.conversation;
    const shown = await toBeConfirmed(database, ctx, complete, review);
    await answering.say(ctx, responder, above ? above(shown) : shown);
    await reviews.shown(ctx, { about, form: { id, values }, message: review.shown }, responder);
  }

  const self: Completion = {
    async proceed(complete, of, responder) {
      await self.tell(await self.attempt(complete, of), complete, of, responder);
    },

    attempt: async (complete, of) => (await doneAsShown(complete, null, of)).outcome,

    async tell(outcome, complete, of, responder) {
      const ctx = answering.context(of);
      if ('error' in outcome && outcome.error instanceof AlreadyDone) {
        const others = await writtenOtherwise(database, complete);
        if (Object.keys(others).length > 0) return answering.aside(responder, notTaken(ctx.t, others), ctx.t.locale);
      }
      if ('review' in outcome) return showBack(complete, outcome.review, of, responder);
      const { id, values } = complete.conversation;
      const work = async () => {
        if ('error' in outcome) throw outcome.error;
        return outcome.words;
      };
      const words = await answering.respond(ctx, responder, values, work, {
        async words(error) {
          const { kept, settled } = ('error' in outcome && outcome.merged) || { kept: null, settled: null };
          const offered = await offerAgain(database, answering, ctx, error, complete);
          if (settled !== null) await keepSettled(database, id, settled);
          return withKept(offered, kept);
        },
      });
      // What was answered stays so, whether or not it can be shown once more.
      if (words)
        await keepResult(database, id, words).catch((error: unknown) => log.error('form.result-not-kept', error));
    },

    async confirmed(complete, print, of, responder) {
      const { changed, outcome: now } = await doneAsShown(complete, print, of);
      if (!changed) return self.tell(now, complete, of, responder);
      // Another press may have done it since, and that is all that changed: its answer isn't written over.
      if (!(await canBeSent(database, complete.conversation.id))) throw new AlreadyDone();
      if ('review' in now) {
        const newest = complete.conversation.shown === print ? 'common.shown.changed' : 'common.shown.older';
        await showBack(complete, now.review, of, responder, (shown) =>
          shownBelowNotice(answering.context(of), shown, newest),
        );
      } else await self.tell(now, complete, of, responder);
    },
  };
  return self;
}
