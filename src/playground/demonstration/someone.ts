import type { CommandDefinition } from '../../chat/interaction.ts';
import type { FieldInput, LocalPlatform, LocalUser, SeenButton, SeenMessage, SeenPlace } from '../local-platform.ts';

export interface Surroundings {
  readonly commands: readonly CommandDefinition[];
  /** The language Slack's commands are registered in. */
  readonly locale: 'fr' | 'en';
  /** Resolves when everything one did has been dealt with. */
  readonly settle: () => Promise<void>;
}

/** Someone who types and presses like a person, and looks up when the bot has answered. */
export class Someone {
  readonly platform: LocalPlatform;
  readonly user: LocalUser;
  private readonly around: Surroundings;

  constructor(platform: LocalPlatform, user: LocalUser, around: Surroundings) {
    this.platform = platform;
    this.user = user;
    this.around = around;
  }

  /** Types a command in a channel; path and options by their French names. */
  async command(
    channel: string,
    path: string,
    options: Readonly<Record<string, FieldInput | undefined>> = {},
  ): Promise<void> {
    const given = Object.entries(options).filter((entry): entry is [string, FieldInput] => entry[1] !== undefined);
    const typed = `/${this.pathOf(path).join(' ')}`;
    const { platform, user } = this;
    if (platform.name === 'discord') {
      await platform.command(user.id, this.place(channel), typed, Object.fromEntries(given));
    } else {
      const words = given.map(([name, value]) => `${name}:${String(value)}`);
      await platform.command(user.id, this.place(channel), [typed, ...words].join(' '));
    }
    await this.around.settle();
  }

  /** Presses the newest button with this label. Throws when there is none. */
  async press(label: string): Promise<void> {
    for (const message of this.screen().toReversed()) {
      const button = message.controls.find((one): one is SeenButton => one.kind === 'button' && one.label === label);
      if (!button) continue;
      await this.platform.press(this.user.id, message.id, button.id);
      await this.around.settle();
      return;
    }
    throw new Error(`${this.user.name} sees no button "${label}"; the newest message: ${this.screen().at(-1)?.text}`);
  }

  async say(channel: string, text: string): Promise<void> {
    await this.platform.say(this.user.id, this.place(channel), text);
    await this.around.settle();
  }

  /** All that is in front of them, oldest first, but for what stands in Slack's threads. */
  screen(): readonly SeenMessage[] {
    const { platform, user } = this;
    return platform
      .channelsOf(user.id)
      .flatMap(({ id }) => platform.messages(user.id, { channel: id, thread: null }))
      .sort((a, b) => a.at - b.at);
  }

  /** A channel as one names it in a command's option. */
  channel(name: string): string {
    return this.platform.name === 'slack' ? `#${name}` : this.place(name).channel;
  }

  private place(name: string): SeenPlace {
    const found = this.platform.channelsOf(this.user.id).find((channel) => channel.name === name);
    if (!found) throw new Error(`${this.user.name} sees no channel ${name}`);
    return { channel: found.id, thread: null };
  }

  private pathOf(french: string): readonly string[] {
    const definition = this.around.commands.find((one) => one.path.fr.join(' ') === french);
    if (!definition) throw new Error(`there is no command ${french}`);
    return definition.path[this.around.locale];
  }
}
