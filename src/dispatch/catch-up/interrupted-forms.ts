import { directory } from '../../access/contacts/directory-store.ts';
import type { Context } from '../../access/operation/context.ts';
import { regionById } from '../../access/region/region-store.ts';
import { fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import { inTransaction } from '../../database/transaction.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { alarm } from '../../timers/alarm.ts';
import { realPace } from '../../timers/pace.ts';
import { interactionAbout } from '../forms/draft-form.ts';
import type { InboxOptions } from '../options.ts';
import { noteAnswered, takeUnanswered, type Unanswered, unansweredForms } from '../running/conversation-store.ts';
import { touched } from '../running/merging.ts';
import { interruptedForm } from '../running/words.ts';

/** The milliseconds after the start: a process that is told to stop ends what it had begun within ten seconds. */
const FIRST_MS = 12_000;
/** The milliseconds between two looks. */
const LOOK_MS = 15_000;
/** The milliseconds for which a form is seen unanswered before no other living process counts as fetching its files. */
const LONGEST_MS = 10 * 60_000;

/**
 * Tells people that a form they sent wasn't answered, because the process that had taken it in ended. Discord closes a form once
 * it is sent, so that nothing on the screen holds what was typed: the message opens it again.
 */
export interface InterruptedForms {
  /** Begins to look whether something that this process has answered couldn't be noted. */
  start(): void;
  /** Looks also for others' forms, once this process takes over what an earlier one, or another, has left. */
  begin(): void;
  /** Stops looking; resolves when what was begun is done. */
  stop(): Promise<void>;
}

export interface InterruptedFormsOptions {
  readonly inbox: InboxOptions;
  /** Whether this process still takes over what others leave. */
  readonly isMine: () => boolean;
  readonly signal: AbortSignal;
}

export function createInterruptedForms({ inbox, isMine, signal }: InterruptedFormsOptions): InterruptedForms {
  const { database, platform, registry, formsInHand, log, now, pace = realPace } = inbox;
  /** When this process took over, by the domain's clock and by the one that no one sets. */
  let begun = { at: now(), since: Number.POSITIVE_INFINITY };
  /** When each unanswered form was first seen, by its id and when it was sent; by the clock that no one sets. */
  let seen: ReadonlyMap<string, number> = new Map();
  let looking: Promise<void> = Promise.resolve();
  const toLook = alarm(pace, () => {
    looking = look().finally(() => {
      if (!signal.aborted) toLook.in(LOOK_MS);
    });
  });

  async function look(): Promise<void> {
    if (signal.aborted) return;
    try {
      for (const one of formsInHand.toNote()) {
        await noteAnswered(database, one);
        formsInHand.answered(one.form, null);
      }
      if (!isMine()) return;
      const all = (await unansweredForms(database, platform.name)).filter(({ id }) => !formsInHand.has(id));
      seen = new Map(all.map((one) => [named(one), seen.get(named(one)) ?? pace.now()]));
      const left = all.filter(isLeft);
      for (const one of left) await tell(one);
      if (left.length > 0) log.info('interrupted-forms.found', { platform: platform.name, forms: left.length });
    } catch (error) {
      // The next look tries again.
      if (!signal.aborted) log.error('interrupted-forms.not-told', error, { platform: platform.name });
    }
  }

  /** The process that took in what was sent before this one took over has ended; another one may be dealing with what was sent since. */
  function isLeft(one: Unanswered): boolean {
    const since = seen.get(named(one)) ?? pace.now();
    const isEarlier = one.at < begun.at && pace.now() - begun.since >= FIRST_MS;
    return isEarlier || pace.now() - since >= LONGEST_MS;
  }

  async function tell(one: Unanswered): Promise<void> {
    const { id, regionId, personId, about, at, expiresAt } = one;
    const region = await regionById(database, regionId);
    const interaction = interactionAbout(registry, about)?.interaction ?? null;
    await inTransaction(database, async (tx) => {
      // It may have been answered, or told by another process, since it was read.
      const outcome = await takeUnanswered(tx, one);
      if (outcome === null || !region) return;
      const scope = { tx, region, now: now() };
      const person = await directory(scope).person(personId);
      if (!person) return;
      const isKept = interaction !== null && expiresAt > scope.now;
      const mayMissFiles = interaction !== null && fieldsOf(interaction.input).some(({ kind }) => kind === 'file');
      await tellPerson(scope, person, {
        key: `form-interrupted:${id}:${at.getTime()}`,
        words: (t) =>
          interruptedForm(t, {
            ...{ form: id, title: interaction?.title ?? null, values: writtenIn(one, interaction), mayMissFiles },
            outcome: outcome === 'done' ? 'perhaps-done' : isKept ? 'kept' : 'expired',
          }),
        consent: { asked: 'own-request' },
        readAs: 'themselves',
      });
    });
  }

  return {
    start() {
      toLook.in(LOOK_MS);
    },
    begin() {
      begun = { at: now(), since: pace.now() };
      toLook.in(FIRST_MS);
    },
    async stop() {
      toLook.cancel();
      await looking;
    },
  };
}

/** Returns what somebody wrote, in the order of the form, without what was chosen or was filled in for them. */
function writtenIn({ values, filledWith }: Unanswered, interaction: Interaction<Context> | null): RawValues {
  const own = touched(values, filledWith);
  if (interaction === null) return own;
  const texts = fieldsOf(interaction.input).filter(({ kind }) => kind === 'text' || kind === 'longText');
  return Object.fromEntries(texts.map(({ name }) => [name, own[name] ?? []]));
}

function named({ id, at }: Unanswered): string {
  return `${id} ${at.getTime()}`;
}
