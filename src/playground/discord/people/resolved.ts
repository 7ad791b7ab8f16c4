import type { UploadedFile } from '../../local-platform.ts';
import { attachFile } from '../actions/messages.ts';
import type { DiscordCore } from '../core.ts';
import type { WireObject } from '../json.ts';
import { permissionsIn } from '../model/access.ts';
import { channelJson, memberJson, roleJson, userJson } from '../model/serialize.ts';
import { attachmentJson } from '../model/serialize-message.ts';
import type { Channel } from '../model/types.ts';

/** The objects behind the ids of an interaction, which Discord sends along. */
export class Resolved {
  readonly #data: Record<string, WireObject> = {};
  readonly #core: DiscordCore;
  readonly #place: Channel;
  readonly #userId: string;

  constructor(core: DiscordCore, userId: string, place: Channel) {
    this.#core = core;
    this.#place = place;
    this.#userId = userId;
  }

  /** Adds whatever the id belongs to: a person, a role or a channel. */
  add(id: string): void {
    const { world } = this.#core;
    const guild = world.guilds.get(this.#place.guildId ?? '');
    const user = world.users.get(id);
    const role = guild?.roles.get(id);
    const channel = world.channels.get(id);
    if (user) {
      this.#put('users', id, userJson(user));
      const member = guild?.members.get(id);
      if (member)
        this.#put('members', id, {
          ...memberJson(world, member, false),
          permissions: permissionsIn(world, id, this.#place).toString(),
        });
    } else if (role) {
      this.#put('roles', id, roleJson(role));
    } else if (channel) {
      this.#put('channels', id, {
        ...channelJson(world, channel),
        permissions: permissionsIn(world, this.#userId, channel).toString(),
      });
    }
  }

  upload(file: UploadedFile): string {
    const attachment = attachFile(this.#core, this.#place.id, { ...file, description: null }, true);
    this.#put('attachments', attachment.id, attachmentJson(this.#core.world, attachment, this.#core.origin()));
    return attachment.id;
  }

  json(): WireObject {
    return Object.keys(this.#data).length === 0 ? {} : { resolved: this.#data };
  }

  #put(kind: string, id: string, value: WireObject): void {
    this.#data[kind] = { ...this.#data[kind], [id]: value };
  }
}
