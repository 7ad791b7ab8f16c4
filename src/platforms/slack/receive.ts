import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App, ReceiverEvent } from '@slack/bolt';
import { MENU } from '../../chat/entry-commands.ts';
import type { CommandDefinition } from '../../chat/interaction.ts';
import { MAX_FIELD_LENGTH, MAX_TYPED_LENGTH } from '../../chat/length.ts';
import type { PlatformUser } from '../../chat/place.ts';
import type { Inbox, IncomingMessage, MembershipTold } from '../../chat/platform.ts';
import { actionOf } from './action-ids.ts';
import { readableText, readValues } from './command-values.ts';
import { readPath } from './command-words.ts';
import { unpackOrigin } from './form-ids.ts';
import { chosenIn, formValues, inputBlocks } from './form-values.ts';
import { type HomeOpened, homeOpened } from './home.ts';
import { namedOrLeftOut } from './named.ts';
import type { OnceEach } from './once-each.ts';
import type { AnswerOptions, Origin } from './private-answer.ts';
import { incomingMessage, type MessageReader, type MessageTold, messageEvent } from './receive-message.ts';
import { shortcutId } from './register.ts';
import type { RelayReceiver } from './relaying/receive.ts';
import { type Ack, createFormResponder, createResponder } from './responder.ts';
import { typedText } from './typed-text.ts';
import { at, isWire, listAt, textAt, type Wire } from './wire.ts';

export interface ReceiveOptions extends AnswerOptions {
  readonly commands: readonly CommandDefinition[];
  readonly locale: 'fr' | 'en';
  readonly reader: MessageReader;
  /** The messages that people typed, each dealt with once. */
  readonly typed: OnceEach;
  readonly inbox: Inbox;
  /** Takes in what happens in relayed channels; null without relays. */
  readonly relay: RelayReceiver | null;
}

/** Keeps an event before it is acknowledged; Bolt would acknowledge it before any code of the bot has seen it. */
export async function receiveEvent(event: ReceiverEvent, options: ReceiveOptions): Promise<void> {
  const { inbox, reader, relay } = options;
  const opened = homeOpened(event.body);
  if (opened) return onHome(opened, () => event.ack(), options);
  const found = messageEvent(event.body);
  const message = found && incomingMessage(found.message, found.channel, reader);
  // Where it is relayed people wait for it.
  const relayed = relay?.receive(event.body);
  const taken = message && takeIn(message, found, options);
  if (found) noteHeard(event.body, options);
  const changed = userChange(event.body);
  await Promise.all([taken, relayed, changed && inbox.membership?.(changed)]);
  await event.ack();
}

/** Shows what waits for somebody who has opened the home tab, as if they had asked for the menu there. */
async function onHome({ user: id, team, event }: HomeOpened, ack: Ack, options: ReceiveOptions): Promise<void> {
  const user = await userOf({ id }, team, options);
  const origin: Origin = { ...(await homeOf(user, null, options)), opened: true };
  await options.inbox.command(
    { user, place: placeOf(origin), path: MENU.fr, values: {}, text: '', interaction: event },
    createResponder(origin, null, ack, options),
  );
}

/** Returns where somebody is in the home tab. What can't be shown there goes into their direct conversation. */
async function homeOf(user: PlatformUser, at: string | null, options: ReceiveOptions): Promise<Origin> {
  const channel = await directOr(user.id, options);
  return {
    user: user.id,
    channel,
    thread: null,
    url: null,
    locale: user.locale,
    replaces: false,
    at,
    message: null,
    home: true,
  };
}

async function takeIn(message: IncomingMessage, { channel, edited }: MessageTold, options: ReceiveOptions) {
  const { typed, inbox, relay } = options;
  // The relay asks the database first: people wait for a copy, and nobody for whether a message was meant for the bot.
  if (relay) await nextTurn();
  // A mention comes as two events.
  if (edited === null) await typed.run(`${channel} ${message.id}`, () => inbox.message(message));
  else await typed.run(`${channel} ${message.id} ${edited}`, () => inbox.message({ ...message, edited }));
}

/** Seconds for which Slack repeats what it couldn't deliver, in another order. */
const BROUGHT_AGAIN_S = 10 * 60;

/** Notes what was heard, the bot's own messages too: hearing one of them proves that the others were heard. */
function noteHeard(body: Wire, { inbox, reader }: ReceiveOptions): void {
  const [seconds, fraction] = (textAt(at(body, 'event'), 'event_ts') ?? '').split('.');
  if (!/^\d+$/.test(seconds ?? '') || fraction === undefined) return;
  inbox.heard?.(reader.team, `${Number(seconds) - BROUGHT_AGAIN_S}.${fraction}`);
}

/** Returns a change of somebody in the workspace: of their name, or of whether their account is open. */
function userChange(body: Wire): MembershipTold | null {
  const event = at(body, 'event');
  const user = at(event, 'user');
  const id = textAt(user, 'id');
  const team = textAt(body, 'team_id');
  if (event.type !== 'user_change' || id === null || team === null) return null;
  return { team, user: id, is: user.deleted === true ? 'gone' : 'member' };
}

/** Hands what Bolt recognises to the inbox. */
export function listen(app: App, options: ReceiveOptions): void {
  app.command(/.*/, ({ body, ack }) => onCommand(wireOf(body), () => ack(), options));
  app.action(/.*/, ({ body, ack }) => onAction(wireOf(body), () => ack(), options));
  app.view({ type: 'view_submission' }, ({ body, ack }) => onForm(wireOf(body), (answer) => ack(answer), options));
  app.view({ type: 'view_closed' }, ({ ack }) => ack());
  app.shortcut(/.*/, ({ body, ack }) => onShortcut(wireOf(body), () => ack(), options));
  app.options(/.*/, ({ ack }) => ack({ options: [] }));
}

async function onCommand(body: Wire, ack: Ack, options: ReceiveOptions): Promise<void> {
  const { inbox } = options;
  const { path, values, text, unsure } = readCommand(
    textAt(body, 'command') ?? '',
    textAt(body, 'text') ?? '',
    options,
  );
  const user = await userOf({ id: body.user_id, name: body.user_name }, textAt(body, 'team_id'), options);
  const origin = originOf(user, textAt(body, 'channel_id') ?? user.id, null, body);
  await inbox.command(
    { user, place: placeOf(origin), path, values, text, unsure, interaction: triggerOf(body) },
    createResponder(origin, triggerOf(body), ack, options),
  );
}

/** The most characters of a command that are read: as many as Slack sends for a long text of "&" alone, each as "&amp;". */
const MOST_SENT = MAX_FIELD_LENGTH * '&amp;'.length;

/**
 * Reads a command. One with a text that is too long, as it was typed, is handed on whole: the person gets it back, to shorten
 * it.
 */
function readCommand(command: string, words: string, { commands, locale, directory }: ReceiveOptions) {
  const whole = (typed: string) => ({ path: [], values: {}, text: `${command} ${typed}`, unsure: false });
  if (words.length > MOST_SENT) return whole(words);
  directory.noteTyped(words);
  const { path, definition, rest } = readPath(command, words, commands, locale);
  const read = readValues(rest, definition?.options ?? []);
  const isTooLong = [...Object.values(read.values), read.text].some(({ length }) => length > MAX_TYPED_LENGTH);
  return isTooLong ? whole(readableText(words)) : { path, ...read };
}

async function onAction(body: Wire, ack: Ack, options: ReceiveOptions): Promise<void> {
  const pressed = listAt(body, 'actions')[0];
  const action = actionOf(textAt(pressed, 'action_id') ?? '');
  const container = at(body, 'container');
  const isHome = at(body, 'view').type === 'home';
  // Slack reports pressed links, and choices in the fields of a form: there is nothing to do yet.
  if (!pressed || action === null || (container.type === 'view' && !isHome)) return ack();
  const user = await userOf(at(body, 'user'), textAt(at(body, 'team'), 'id'), options);
  if (isHome) return onHomeAction(pressed, action, user, ack, { ...options, trigger: triggerOf(body) });
  const channel = textAt(at(body, 'channel'), 'id') ?? textAt(container, 'channel_id') ?? user.id;
  const message = textAt(container, 'message_ts') ?? textAt(at(body, 'message'), 'ts');
  const thread = textAt(container, 'thread_ts') ?? textAt(at(body, 'message'), 'thread_ts');
  const hidden = container.is_ephemeral === true;
  const origin: Origin = {
    ...originOf(user, channel, thread === message ? null : thread, body),
    replaces: hidden,
    at: textAt(pressed, 'action_ts'),
    message,
  };
  const place = placeOf(origin);
  await options.inbox.action(
    {
      user,
      place,
      action,
      choice: chosenIn(pressed),
      interaction: triggerOf(body),
      at: origin.at,
      message: hidden || message === null ? null : { place, id: message },
      shownIn: message,
    },
    createResponder(origin, triggerOf(body), ack, options),
  );
}

async function onHomeAction(
  pressed: Wire,
  action: string,
  user: PlatformUser,
  ack: Ack,
  options: ReceiveOptions & { readonly trigger: string | null },
): Promise<void> {
  const origin = await homeOf(user, textAt(pressed, 'action_ts'), options);
  await options.inbox.action(
    {
      ...{ user, place: placeOf(origin), action, choice: chosenIn(pressed), message: null, shownIn: null },
      ...{ interaction: options.trigger, at: origin.at },
    },
    createResponder(origin, options.trigger, ack, options),
  );
}

async function onForm(body: Wire, ack: Ack, options: ReceiveOptions): Promise<void> {
  const view = at(body, 'view');
  const kept = unpackOrigin(textAt(view, 'private_metadata') ?? '');
  // The form isn't one of the bot's, or is of an earlier version: it closes.
  if (!kept) return ack();
  const user = await userOf(at(body, 'user'), textAt(at(body, 'team'), 'id'), options);
  const origin: Origin = { ...kept, user: user.id, locale: user.locale };
  await options.inbox.form(
    {
      user,
      place: placeOf(origin),
      form: kept.form,
      values: formValues(view, options.reader.access),
      interaction: triggerOf(body),
      at: kept.at,
    },
    createFormResponder(origin, inputBlocks(view), ack, options),
  );
}

/** Opens the menu, or the command whose entry was chosen in the menu of a message. */
async function onShortcut(body: Wire, ack: Ack, options: ReceiveOptions): Promise<void> {
  const user = await userOf(at(body, 'user'), textAt(at(body, 'team'), 'id'), options);
  // The global shortcut belongs to no channel, so it is answered in the direct conversation.
  const channel = textAt(at(body, 'channel'), 'id') ?? (await directOr(user.id, options));
  const message = at(body, 'message');
  const thread = textAt(message, 'thread_ts');
  const origin = originOf(user, channel, thread === textAt(message, 'ts') ? null : thread, body);
  const id = textAt(body, 'callback_id');
  const chosen = options.commands.find((one) => one.onMessage && shortcutId(one.path.fr) === id);
  const typed = chosen ? typedText(message, options.reader.bot) : null;
  const said = typed ? { said: await namedOrLeftOut(typed, options.directory) } : {};
  await options.inbox.command(
    {
      user,
      place: placeOf(origin),
      path: chosen?.path.fr ?? MENU.fr,
      values: {},
      text: '',
      ...said,
      interaction: triggerOf(body),
    },
    createResponder(origin, triggerOf(body), ack, options),
  );
}

/** Returns an id of what a person did, the same when Slack sends it again. */
function triggerOf(body: Wire): string | null {
  return textAt(body, 'trigger_id');
}

/** Returns the direct conversation, or the person's id, which Slack accepts wherever something is posted. */
async function directOr(user: string, { directory }: ReceiveOptions): Promise<string> {
  return directory.directChannel(user).catch(() => user);
}

function originOf(user: PlatformUser, channel: string, thread: string | null, body: Wire): Origin {
  const url = textAt(body, 'response_url');
  return { user: user.id, channel, thread, url, locale: user.locale, replaces: false, at: null, message: null };
}

function placeOf({ channel, thread }: Origin): { platform: 'slack'; channel: string; thread: string | null } {
  return { platform: 'slack', channel, thread };
}

/** Returns who did something. Payloads have their handle; everywhere else they are known by the name they chose. */
async function userOf(user: Wire, team: string | null, { directory }: ReceiveOptions): Promise<PlatformUser> {
  const id = textAt(user, 'id') ?? '';
  const handle = textAt(user, 'name') ?? textAt(user, 'username') ?? id;
  const { name, locale } = await directory.shown(id, handle);
  // The team is the workspace it happens in: somebody of another one may take part in a shared channel.
  return { platform: 'slack', id, team: team ?? textAt(user, 'team_id'), name, locale, administrator: null };
}

function wireOf(body: unknown): Wire {
  return isWire(body) ? body : {};
}
