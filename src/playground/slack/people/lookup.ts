import type { SeenPlace } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import type { SlackChannel, SlackMessage, SlackUser } from '../state.ts';
import type { View } from '../views.ts';
import { refusalFor } from './refusals.ts';

/** Finds by id what people name. An unknown id is the caller's mistake; what the person can't see is refused. */
export class Lookup {
  readonly #core: SlackCore;

  constructor(core: SlackCore) {
    this.#core = core;
  }

  person(id: string): SlackUser {
    const user = this.#core.workspace.users.get(id);
    if (!user) throw new Error(`no person ${id} in this workspace`);
    return user;
  }

  known(id: string): SlackChannel {
    const channel = this.#core.workspace.channels.get(id);
    if (!channel) throw new Error(`no channel ${id} in this workspace`);
    return channel;
  }

  channel(person: SlackUser, place: SeenPlace): SlackChannel {
    const direct = place.channel === 'direct' ? this.#core.workspace.openDirect(person.id).id : place.channel;
    const channel = this.known(direct);
    if (channel.kind !== 'channel' && !channel.members.has(person.id))
      throw refusalFor(person, 'Vous ne pouvez pas voir ce canal.', 'You cannot see this channel.');
    return channel;
  }

  message(id: string): SlackMessage {
    const message = this.#core.workspace.messages.get(id);
    if (!message) throw new Error(`no message ${id} in this workspace`);
    return message;
  }

  visible(person: SlackUser, id: string): SlackMessage {
    const message = this.#core.workspace.messages.get(id);
    if (!message) throw refusalFor(person, "Ce message n'existe plus.", 'This message no longer exists.');
    this.channel(person, { channel: message.channel, thread: null });
    if (message.ephemeralTo !== null && message.ephemeralTo !== person.id)
      throw refusalFor(person, 'Vous ne pouvez pas voir ce message.', 'You cannot see this message.');
    return message;
  }

  /** Returns the open form, otherwise the home tab. */
  viewInFront(user: string): View {
    const person = this.person(user);
    const view = this.#core.views.top(person.id) ?? this.#core.views.home(person.id);
    if (!view) throw refusalFor(person, "Aucun formulaire n'est ouvert.", 'No form is open.');
    return view;
  }
}
