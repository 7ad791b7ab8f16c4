import type { ProtocolClock } from '../clock.ts';
import type { LocalPlatform, SeenControl, SeenMessage, SeenOption } from '../local-platform.ts';
import type { SlackManifest } from './manifest.ts';
import type { SlackFaultRule } from './wire/faults.ts';

export interface LocalSlackOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly teamName?: string;
  readonly botName?: string;
  /** Keeps Slack's rate limits; off by default. */
  readonly limits?: boolean;
  /** Sockets by default; or the base of the app's request URL: everything is POSTed to `${http}/slack/events`. */
  /** How long Slack looks through an upload before it shares it, in milliseconds; by default it takes no time. */
  readonly fileProcessing?: number;
  readonly receive?: 'socket' | { readonly http: string };
  readonly clock?: ProtocolClock;
}

/** A local Slack: what people do in it (LocalPlatform), and what only Slack has or only tests need. */
export interface LocalSlack extends LocalPlatform {
  readonly name: 'slack';

  /** Installs the app's manifest: its commands, scopes, events and shortcuts. Before that, every scope and no command. */
  installManifest(manifest: SlackManifest): void;

  /** Who this message really calls: user ids, group ids, 'channel', 'here', 'everyone'. */
  mentionsIn(messageId: string): readonly string[];

  /** Buttons and lists in the open form, or in the home tab when none is open; used with `useInView`. */
  controlsInView(user: string): readonly SeenControl[];
  useInView(user: string, control: string, values?: readonly string[]): Promise<void>;
  /** What an external select of the open form suggests for what is typed. */
  suggestInField(user: string, field: string, typed: string): Promise<readonly SeenOption[]>;
  messageShortcut(user: string, message: string, callbackId: string): Promise<void>;
  shortcut(user: string, callbackId: string): Promise<void>;
  openHome(user: string, tab?: 'home' | 'messages'): void;
  home(user: string): Pick<SeenMessage, 'text' | 'blocks' | 'controls'> | null;
  /** Adds the person's reaction, or with `given: false` takes it back. */
  react(user: string, message: string, name: string, given?: boolean): Promise<void>;

  /** Something goes wrong with the next matching requests. */
  fault(rule: SlackFaultRule): void;
  clearFaults(): void;
  /** From now on rate limits are kept, or no longer. */
  keepLimits(on?: boolean): void;
  /** Writing to this person alone answers this error; null accepts again. */
  refuseDirectMessages(user: string, error?: string | null): void;
  deactivate(user: string, deactivated?: boolean): void;
  /** The bot unless said otherwise. */
  addToChannel(channel: string, user?: string): void;
  removeFromChannel(channel: string, user?: string): void;
  /** The bot is out of it from then on. */
  archive(channel: string): void;
  unarchive(channel: string): void;
  /** Only some may post there from now on, and the bot isn't among them; or all again. */
  restrictPosting(channel: string, restricted?: boolean): void;
  /** Messages this many milliseconds old can't be edited any more; null: for ever, the default. */
  limitEditing(milliseconds: number | null): void;
  /**
   * The next uploads, one after the other, are shared so many milliseconds later than they were answered for, or never
   * (paradigmxyz/centaur#311 saw both).
   */
  shareNext(...after: readonly (number | 'never')[]): void;
  /** Nobody can reply any more in the thread of this message, or react in it. */
  lockThread(message: string): void;

  /** Cuts every socket off without a word. */
  dropSockets(): void;
  /** Gives up what no socket was there to take, as Slack does after its last attempt. */
  giveUpEvents(): void;
  /** Asks every client to reconnect, as Slack does when it recycles a connection; who stays is cut off after 10 s. */
  recycleSockets(reason?: 'warning' | 'refresh_requested'): void;
  /** Somebody switches Socket Mode off, and on again at once. */
  disableSocketMode(): void;
  readonly connections: number;
  /** The url_verification Slack makes when a request URL is entered. */
  verifyRequestUrl(): Promise<boolean>;
}
