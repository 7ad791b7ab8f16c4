import type { AnyCommand } from '../access/operation/context.ts';
import { MENU } from '../chat/entry-commands.ts';
import { fieldsOf } from '../chat/form.ts';
import { RUN, runs } from '../chat/interaction.ts';
import { MOST_TYPED } from '../chat/length.ts';
import type { Inbox, IncomingAction, IncomingCommand, Responder } from '../chat/platform.ts';
import { UserError } from '../chat/user-error.ts';
import { suggestMoments } from '../reading/index.ts';
import { createForms } from './forms/forms.ts';
import { GO_ON, PICK } from './forms/long-picks.ts';
import { createPicks } from './forms/picks.ts';
import { createStart } from './forms/start.ts';
import { splitAtColon, typedValues } from './forms/submitted-values.ts';
import { type Placed, placeTyped } from './forms/typed-text.ts';
import type { TypedMessages } from './messages/typed-messages.ts';
import type { InboxOptions } from './options.ts';
import { createAdmission } from './receiving/admission.ts';
import { comerOf } from './receiving/admitted.ts';
import { boundedInbox } from './receiving/bounded.ts';
import { createDeduplication } from './receiving/deduplication.ts';
import { createEntrance } from './receiving/identification.ts';
import { legibleInbox } from './receiving/legible.ts';
import { chooseRegion, IN_REGION } from './receiving/which-region.ts';
import { saying } from './running/echo.ts';
import { splitFingerprint } from './running/fingerprint.ts';
import { wholeChoice } from './running/kept-lists.ts';
import { AMONG } from './running/long-lists.ts';
import { createRunner } from './running/runner.ts';
import { CHOOSE, CONFIRM, REOPEN } from './running/words.ts';

/** Who may not do it is offered nothing; the command itself says why. */
function nothingOffered(error: unknown): readonly [] {
  if (error instanceof UserError) return [];
  throw error;
}

/** A command, typed or behind a button of a message. */
type Ran = Omit<IncomingCommand, 'path'> & Partial<Pick<IncomingAction, 'message'>>;

/** Turns what people do on a platform into work, and what comes of it into an answer. */
export function createInbox(options: InboxOptions, typed: TypedMessages): Inbox {
  const { database, registry, now } = options;
  const runner = createRunner(options);
  const arrivals = createDeduplication(options);
  const entrance = createEntrance(options, runner, arrivals);
  const forms = createForms(options, runner, entrance);
  const picks = createPicks(options, runner, entrance, forms);
  const start = createStart(options, runner, forms);
  const inTurn = createAdmission(options.limits.interactions);

  /** Runs this command, or the menu of its theme where there is no such command. */
  async function run(found: AnyCommand | null, given: Ran, responder: Responder, theme: string | null = null) {
    const help = found ?? registry.command(MENU.fr);
    if (!help) throw new Error('no menu is registered');
    const mode = help.form === 'never' ? help.answer : null;
    const { user, place, text, message = null, interaction = null, at = null } = given;
    const of = await entrance.begin(
      user,
      { place, message },
      responder,
      mode,
      { typed: { ...given.values, text }, again: runs(help.path.fr), arrival: interaction, at },
      help.beforeSetup,
    );
    if (!of) return;
    const ctx = runner.context(of);
    let placed: Placed;
    try {
      placed = found
        ? await placeTyped(registry, ctx, help, given.values, text)
        : { values: theme === null ? {} : { theme }, unsure: false, left: text.trim() };
    } catch (error) {
      if (!mode) await responder.acknowledge('private');
      await runner.respond(ctx, responder, given.values, () => Promise.reject(error));
      return;
    }
    const about = `command:${help.path.fr.join(' ')}`;
    const { values, left } = placed;
    const unsure = placed.unsure || given.unsure === true;
    const words = found ? 'common.typed.unused' : 'common.typed.unknown';
    const heard = left === '' ? responder : saying(responder, ctx.t.text(words, { typed: left }));
    await start({ interaction: help, about, key: '', given: values, unsure, acknowledged: mode !== null }, of, heard);
  }

  /** `owner`: who alone may press it, where it was shown to one person. */
  async function press(
    given: IncomingAction,
    name: string,
    whole: string,
    responder: Responder,
    owner: string | null = null,
  ) {
    const found = registry.action(name);
    const { action: key, print } = found?.confirms ? splitFingerprint(whole) : { action: whole, print: null };
    const mode = found?.form === 'never' ? found.answer : null;
    const of = await entrance.begin(
      given.user,
      given,
      responder,
      mode,
      {
        typed: {},
        again: given.choice.length > 0 ? '' : given.action,
        arrival: given.interaction ?? null,
        at: given.at ?? null,
      },
      found?.beforeSetup,
    );
    if (!of) return;
    if (!found || (owner !== null && owner !== of.actor.personId)) {
      const ctx = runner.context(of);
      const error = new UserError(found || name === AMONG ? 'common.list.expired' : 'common.errors.unknownAction');
      const words = runner.refusal(ctx, error, null);
      if (mode) return runner.aside(responder, words, ctx.t.locale);
      await responder.acknowledge('private');
      await runner.answer(responder, words, ctx.t.locale);
      return;
    }
    const about = `action:${name}:${key}`;
    const values = { choice: given.choice };
    await start(
      { interaction: found, about, key, print, given: values, unsure: false, acknowledged: mode !== null },
      of,
      responder,
    );
  }

  async function act(given: IncomingAction, responder: Responder): Promise<void> {
    const [name, key = ''] = splitAtColon(given.action);
    const { user, place } = given;
    if (name === REOPEN) await forms.reopen(key, given, responder);
    else if (name === CONFIRM) await forms.confirm(key, given, responder);
    else if (name === CHOOSE) {
      const [id = '', field = ''] = key.split('/');
      await forms.choose(id, field, given, responder);
    } else if (name === PICK) {
      const [id = '', field = ''] = key.split('/');
      await picks.pick(id, field, given, responder);
    } else if (name === GO_ON) await picks.goOn(key, given, responder);
    else if (name === AMONG) {
      const list = await wholeChoice(database, key, given.choice).catch(() => null);
      const [action, of = ''] = splitAtColon(list?.action ?? name);
      const { choice, personId } = list ?? { ...given, personId: null };
      await press({ ...given, action: list?.action ?? given.action, choice }, action, of, responder, personId);
    } else if (name === IN_REGION) {
      const goesOn = await chooseRegion(options, key, given, responder);
      if (goesOn) await act({ ...given, action: key, choice: [], message: null }, responder);
    } else if (name === RUN) {
      const { message, interaction = null, at = null } = given;
      const ran = { user, place, values: {}, text: '', message, interaction, at };
      await run(registry.commandOfButton(key), ran, responder);
    } else await press(given, name, key, responder);
  }

  const inbox: Inbox = {
    command: (given, responder) =>
      arrivals.take(given.interaction ?? null, responder, () => {
        const { user, values, text } = given;
        const found = registry.command(given.path);
        const mayOpenForm = found !== null && found.form !== 'never';
        return inTurn.admit(comerOf(options, { user, responder, typed: { ...values, text }, mayOpenForm }), (waiting) =>
          run(found, given, waiting, registry.theme(given.path[0] ?? '')),
        );
      }),

    action: (given, responder) =>
      arrivals.take(given.interaction ?? null, responder, () => {
        const mayOpenForm = registry.action(splitAtColon(given.action)[0])?.form !== 'never';
        return inTurn.admit(comerOf(options, { user: given.user, responder, typed: {}, mayOpenForm }), (waiting) =>
          act(given, waiting),
        );
      }),

    form: (given, responder) =>
      arrivals.take(given.interaction ?? null, responder, () =>
        inTurn.admitForm(
          comerOf(options, {
            ...{ user: given.user, responder, typed: typedValues(given.values) },
            // It closes when it is sent.
            mayOpenForm: false,
          }),
          (waiting) => forms.submit(given, waiting),
        ),
      ),

    async message(said) {
      const kept = await typed.keep(said);
      if (kept) await typed.handle(await typed.withNames(kept));
    },

    membership: (told) => options.presence.told(options.platform.name, told),

    withheld: (what) => options.noteWithheld(options.platform.name, what),

    async suggest(request) {
      const found = registry.command(request.path);
      const field = found && fieldsOf(found.input).find((one) => one.name === request.option);
      if (!field || request.typed.length > (field.max ?? MOST_TYPED)) return [];
      const of = await entrance.session(request.user, { place: request.place }).catch(() => null);
      if (!of) return [];
      const ctx = runner.context(of);
      const source = field.source === undefined ? undefined : registry.sources[field.source];
      if (source) return source(ctx, request.typed).catch(nothingOffered);
      if (field.kind !== 'moment') return [];
      return suggestMoments(request.typed, { now: now(), timeZone: of.region.timeZone, locale: ctx.t.locale });
    },
  };
  // What is too long isn't even made legible.
  return boundedInbox(legibleInbox(inbox), options.locales, options.limits.givenBack);
}
