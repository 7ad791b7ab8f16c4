import type { ProtocolClock } from '../clock.ts';
import type { LocalPlatform, SeenControl, SeenMessage, SeenOption, SeenPlace } from '../local-platform.ts';
import type { Secrets } from './core.ts';
import type { JsonObject } from './json.ts';
import type { SlackManifest } from './manifest.ts';
import type { SavedWorkspace } from './saved-workspace.ts';
import type { View } from './views.ts';
import type { SlackFaultRule } from './wire/faults.ts';

/** A local Slack as it can be stored: structured-cloneable. */
export interface SavedSlack {
  readonly workspace: SavedWorkspace;
  readonly secrets: Secrets;
  /** The home tabs by the person. */
  readonly homes: ReadonlyMap<string, View>;
}

export interface LocalSlackOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly teamName?: string;
  readonly botName?: string;
  /** Enforces Slack's rate limits; off by default. */
  readonly limits?: boolean;
  /** Sockets by default; or the base of the app's request URL: everything is POSTed to `${http}/slack/events`. */
  /** Milliseconds that Slack processes an upload before it shares it; none by default. */
  readonly fileProcessing?: number;
  readonly receive?: 'socket' | { readonly http: string };
  readonly clock?: ProtocolClock;
  /** A stored state, with which the local platform begins. */
  readonly saved?: SavedSlack | undefined;
}

/** A local Slack: what people do in it (LocalPlatform), and what only Slack has or only tests need. */
export interface LocalSlack extends LocalPlatform {
  readonly name: 'slack';

  /** Returns all of it that can be stored; its parts go on changing. */
  saved(): SavedSlack;
  /** Makes every answer to the app wait until `kept` has resolved. */
  keepBeforeAnswering(kept: () => Promise<void>): void;

  /** Installs the app's manifest: its commands, scopes, events and shortcuts. Before that, every scope and no command. */
  installManifest(manifest: SlackManifest): void;

  /** Returns whom this message notifies: user ids, group ids, 'channel', 'here', 'everyone'. */
  mentionsIn(messageId: string): readonly string[];

  /** Returns buttons and lists in the open form, or in the home tab when none is open; used with `useInView`. */
  controlsInView(user: string): readonly SeenControl[];
  useInView(user: string, control: string, values?: readonly string[]): Promise<void>;
  /** Returns what an external select of the open form suggests for the typed text. */
  suggestInField(user: string, field: string, typed: string): Promise<readonly SeenOption[]>;
  messageShortcut(user: string, message: string, callbackId: string): Promise<void>;
  shortcut(user: string, callbackId: string): Promise<void>;
  openHome(user: string, tab?: 'home' | 'messages'): void;
  home(user: string): Pick<SeenMessage, 'text' | 'blocks' | 'controls'> | null;
  /** Says what the composer's buttons make: elements of a `rich_text` block, with Slack's own `text` beside them. */
  sayRich(user: string, place: SeenPlace, elements: readonly JsonObject[]): Promise<string>;
  /** Begins a call in a channel. Returns the id of the line that tells of it. */
  startHuddle(user: string, place: SeenPlace): Promise<string>;
  /** Replies in a message's thread and also sends the reply to the channel. Returns its id. */
  broadcast(user: string, message: string, text: string): Promise<string>;

  /** Makes the next matching requests go wrong. */
  fault(rule: SlackFaultRule): void;
  clearFaults(): void;
  /** Switches rate limits on or off. */
  keepLimits(on?: boolean): void;
  /** Makes writing to this person alone fail with this error; null accepts again. */
  refuseDirectMessages(user: string, error?: string | null): void;
  deactivate(user: string, deactivated?: boolean): void;
  /** Gives somebody another name, as they do in their profile. */
  renameUser(user: string, name: string): void;
  /** Adds the bot by default. */
  addToChannel(channel: string, user?: string): void;
  removeFromChannel(channel: string, user?: string): void;
  /** Archives the channel, which removes the bot from it. */
  archive(channel: string): void;
  unarchive(channel: string): void;
  renameChannel(channel: string, name: string): void;
  /** Makes a public channel private: it keeps its id, and the bot stays in it. */
  makePrivate(channel: string): void;
  /** Restricts posting there to some people, without the bot; or lifts that. */
  restrictPosting(channel: string, restricted?: boolean): void;
  /** Forbids editing messages this many milliseconds old; null, the default, never does. */
  limitEditing(milliseconds: number | null): void;
  /**
   * Hides messages more than this many milliseconds old from people and apps, as Slack does after 90 days where a workspace pays
   * nothing: nothing is told of it, and all shows again with null, the default. It is by `is_limited` alone that the history says
   * so.
   */
  hideOld(milliseconds: number | null): void;
  /**
   * Shares the next uploads, one after the other, that many milliseconds after their answer, or never
   * (paradigmxyz/centaur#311 saw both).
   */
  shareNext(...after: readonly (number | 'never')[]): void;
  /** Closes the thread of this message to replies and reactions. */
  lockThread(message: string): void;

  /** Cuts every socket off without notice. */
  dropSockets(): void;
  /** Gives up what no socket was there to take, as Slack does after its last attempt. */
  giveUpEvents(): void;
  /**
   * Asks every client to reconnect, as Slack does when it recycles a connection; whoever stays is cut off after 10 s.
   */
  recycleSockets(reason?: 'warning' | 'refresh_requested'): void;
  /** Switches Socket Mode off, and on again at once. */
  disableSocketMode(): void;
  readonly connections: number;
  /** Makes the url_verification request that Slack makes when a request URL is entered. */
  verifyRequestUrl(): Promise<boolean>;
}
