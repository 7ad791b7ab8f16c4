import type {
  FieldInput,
  Forged,
  LocalUser,
  SeenChannel,
  SeenControl,
  SeenForm,
  SeenMessage,
  SeenOption,
  SeenPlace,
  UploadedFile,
} from '../local-platform.ts';
import type { SlackCore } from './core.ts';
import { SocketDelivery } from './deliver/sockets.ts';
import { Levers } from './levers.ts';
import { readManifest, type SlackManifest } from './manifest.ts';
import { runCommand } from './people/commands.ts';
import { fieldSuggestions } from './people/field-suggestions.ts';
import { forge } from './people/forge.ts';
import { useInMessage, useInView } from './people/press.ts';
import { Screen } from './people/screen.ts';
import { openHome, runGlobalShortcut, runMessageShortcut } from './people/shortcuts.ts';
import { dismissForm, submitForm } from './people/submit.ts';
import { editOwn, removeOwn, say } from './people/typing.ts';
import { unfoldLink } from './posting.ts';
import { react, unreact } from './reactions.ts';
import { mentionsOf } from './read/mentions.ts';
import type { LocalSlack } from './types.ts';
import type { SlackFaults } from './wire/faults.ts';
import type { SlackRateLimits } from './wire/rate-limits.ts';
import type { SlackServer } from './wire/server.ts';

/** The people's side of a local Slack. */
export class RunningSlack extends Levers implements LocalSlack {
  readonly name = 'slack';
  readonly environment: Readonly<Record<string, string>>;
  private readonly server: SlackServer;
  private readonly screen: Screen;

  constructor(core: SlackCore, server: SlackServer, faults: SlackFaults, limits: SlackRateLimits) {
    super(core, faults, limits);
    this.server = server;
    this.screen = new Screen(core);
    const { botToken, appToken, signingSecret } = core.secrets;
    this.environment = {
      SLACK_API_URL: `${core.base}/api/`,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      ...(core.delivery instanceof SocketDelivery ? { SLACK_APP_TOKEN: appToken } : {}),
    };
  }

  get team() {
    return { id: this.core.workspace.team.id, name: this.core.workspace.team.name };
  }

  get bot(): LocalUser {
    return { id: this.core.workspace.bot.id, name: this.core.workspace.botName };
  }

  get requests() {
    return this.server.requests;
  }

  installManifest(manifest: SlackManifest): void {
    this.core.installation = readManifest(manifest);
    if (this.core.installation.botName) this.core.workspace.botName = this.core.installation.botName;
  }

  addUser(user: Parameters<LocalSlack['addUser']>[0]): LocalUser {
    const added = this.core.workspace.addUser({
      name: user.name,
      locale: user.locale === 'en' ? 'en-US' : 'fr-FR',
      administrator: user.administrator ?? false,
      bot: false,
    });
    if (user.acceptsDirectMessages === false) added.refusesDirect = 'user_not_visible';
    else this.core.workspace.openDirect(added.id);
    this.core.workspace.touch();
    return { id: added.id, name: added.name };
  }

  addChannel(channel: Parameters<LocalSlack['addChannel']>[0]): { readonly id: string; readonly name: string } {
    const { workspace } = this.core;
    const everyone = (channel.members ?? 'everyone') === 'everyone';
    const people = everyone ? [...workspace.users.values()].filter((user) => !user.bot).map((user) => user.id) : [];
    const named = typeof channel.members === 'object' ? channel.members : people;
    const members = channel.withBot === false ? named : [...named, workspace.bot.id];
    const name = channel.name.replace(/^#/, '');
    const added = workspace.addChannel(name, channel.private ? 'group' : 'channel', members, everyone);
    workspace.touch();
    return { id: added.id, name: added.name };
  }

  users(): readonly LocalUser[] {
    return [...this.core.workspace.users.values()]
      .filter((user) => !user.bot)
      .map((user) => ({ id: user.id, name: user.name }));
  }

  channelsOf(user: string): readonly SeenChannel[] {
    return this.screen.channels(this.find.person(user));
  }

  messages(user: string, place: SeenPlace): readonly SeenMessage[] {
    const person = this.find.person(user);
    return this.screen.messages(person, this.find.channel(person, place), place.thread);
  }

  form(user: string): SeenForm | null {
    return this.screen.form(this.find.person(user));
  }

  controlsInView(user: string): readonly SeenControl[] {
    return this.screen.controlsInView(this.find.viewInFront(user).definition);
  }

  home(user: string): Pick<SeenMessage, 'text' | 'blocks' | 'controls'> | null {
    const view = this.core.views.home(this.find.person(user).id);
    return view && this.screen.viewBlocks(view.definition);
  }

  commands(user: string) {
    this.find.person(user);
    return this.core.installation.commands.map((one) => ({
      path: one.command,
      description: [one.description, one.usageHint].filter((text) => text !== '').join(' · '),
      options: [],
    }));
  }

  async command(user: string, place: SeenPlace, text: string): Promise<void> {
    const person = this.find.person(user);
    return runCommand(this.core, person, this.find.channel(person, place), place.thread !== null, text);
  }

  async suggest(): Promise<readonly SeenOption[]> {
    return [];
  }

  async suggestInField(user: string, field: string, typed: string): Promise<readonly SeenOption[]> {
    return fieldSuggestions(this.core, this.find.person(user), this.find.viewInFront(user), field, typed);
  }

  async press(user: string, message: string, control: string): Promise<void> {
    const person = this.find.person(user);
    return useInMessage(this.core, person, this.find.visible(person, message), control, []);
  }

  async select(user: string, message: string, control: string, values: readonly string[]): Promise<void> {
    const person = this.find.person(user);
    return useInMessage(this.core, person, this.find.visible(person, message), control, values);
  }

  async forge(user: string, channel: string, given: Forged): Promise<void> {
    return forge(this.core, this.find.person(user), this.find.known(channel), given);
  }

  async useInView(user: string, control: string, values: readonly string[] = []): Promise<void> {
    return useInView(this.core, this.find.person(user), this.find.viewInFront(user), control, values);
  }

  async messageShortcut(user: string, message: string, callbackId: string): Promise<void> {
    const person = this.find.person(user);
    return runMessageShortcut(this.core, person, this.find.visible(person, message), callbackId);
  }

  async shortcut(user: string, callbackId: string): Promise<void> {
    return runGlobalShortcut(this.core, this.find.person(user), callbackId);
  }

  openHome(user: string, tab: 'home' | 'messages' = 'home'): void {
    openHome(this.core, this.find.person(user), tab);
  }

  async submit(user: string, values: Readonly<Record<string, FieldInput>>): Promise<void> {
    return submitForm(this.core, this.find.person(user), values);
  }

  async dismiss(user: string): Promise<void> {
    return dismissForm(this.core, this.find.person(user));
  }

  async say(user: string, place: SeenPlace, text: string, files: readonly UploadedFile[] = []): Promise<string> {
    const person = this.find.person(user);
    return say(this.core, person, this.find.channel(person, place), place.thread, text, files).ts;
  }

  async edit(user: string, message: string, text: string): Promise<void> {
    const person = this.find.person(user);
    editOwn(this.core, person, this.find.visible(person, message), text);
  }

  async remove(user: string, message: string): Promise<void> {
    const person = this.find.person(user);
    removeOwn(this.core, person, this.find.visible(person, message));
  }

  unfoldLink(message: string): void {
    unfoldLink(this.core, this.find.message(message));
  }

  async react(user: string, message: string, name: string, given = true): Promise<void> {
    const person = this.find.person(user);
    (given ? react : unreact)(this.core, this.find.visible(person, message), person.id, name);
  }

  onChange(listener: () => void): () => void {
    this.core.workspace.changed.add(listener);
    return () => this.core.workspace.changed.delete(listener);
  }

  async settled(): Promise<void> {
    return this.core.delivery.settled();
  }

  mentionsIn(messageId: string): readonly string[] {
    return mentionsOf(this.find.message(messageId));
  }

  async close(): Promise<void> {
    await this.core.delivery.close();
    await this.server.close();
  }
}
