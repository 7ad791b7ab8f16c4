import type {
  SeenBlock,
  SeenChannel,
  SeenControl,
  SeenForm,
  SeenMessage,
  SeenPlace,
  SeenReaction,
  SeenSpan,
} from '../../local-platform.ts';
import { type SeenContent, ShownBefore } from '../../shown-before.ts';
import type { SlackCore } from '../core.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { controlsOf, seenControl } from '../read/controls.ts';
import { mrkdwnSpans, type Names, textOfSpans } from '../read/plain-text.ts';
import { type SeenBlocks, seenAttachments, seenBlocks, textOfBlocks, written } from '../read/seen-blocks.ts';
import { isShown, type SlackChannel, type SlackMessage, type SlackUser, type Workspace } from '../state.ts';
import { inTheBox } from '../typed-text.ts';
import { shownEmoji } from './emoji.ts';
import { peopleOptions, seenForm } from './fields.ts';
import { imageUrl, seenFiles, seenPictures } from './seen-files.ts';

/** A person's screen. */
export class Screen {
  readonly #core: SlackCore;
  readonly #names: Names;
  readonly #reading: SeenBlocks;
  readonly #shownBefore = new ShownBefore<SlackMessage>();

  constructor(core: SlackCore) {
    this.#core = core;
    const { workspace } = core;
    const elsewhere = <T>(found: T): T => {
      this.#shownBefore.elsewhere();
      return found;
    };
    this.#names = {
      user: (id) => elsewhere(workspace.nameOf(id)),
      channel: (id) => elsewhere(workspace.channels.get(id)?.name ?? id),
      group: (id) => id,
    };
    this.#reading = {
      names: this.#names,
      control: (control) => seenControl(control, this.#names, () => elsewhere(peopleOptions(core))),
      image: (element) => elsewhere(imageUrl(core, element)),
    };
  }

  channels(user: SlackUser): SeenChannel[] {
    return seenChannels(this.#core.workspace, user);
  }

  messages(user: SlackUser, channel: SlackChannel, thread: string | null): SeenMessage[] {
    return this.#core.workspace
      .inChannel(channel.id)
      .filter((message) => message.subtype === null && isShown(this.#core.workspace, message))
      .filter((message) => message.ephemeralTo === null || (message.ephemeralTo === user.id && this.#shows(message)))
      .filter((message) =>
        thread === null
          ? message.threadTs === null || message.broadcast
          : message.ts === thread || message.threadTs === thread,
      )
      .map((message) => this.#message(user, message));
  }

  /**
   * Returns whether a message shows: in a thread, one that only one person sees shows only once somebody has replied
   * there.
   */
  #shows({ channel, threadTs }: SlackMessage): boolean {
    const parent = threadTs === null ? undefined : this.#core.workspace.message(channel, threadTs);
    return parent === undefined || this.#core.workspace.replies(parent).length > 0;
  }

  form(user: SlackUser): SeenForm | null {
    const view = this.#core.views.top(user.id);
    return view ? seenForm(this.#core, view, this.#reading) : null;
  }

  /** Returns the buttons and lists beside the fields of an open form. */
  controlsInView(definition: JsonObject): SeenControl[] {
    const blocks = objectsOf(definition.blocks).filter((block) => block.type !== 'input');
    return this.#read(blocks).controls;
  }

  viewBlocks(definition: JsonObject): { text: string; blocks: SeenBlock[]; controls: SeenControl[] } {
    return this.#read(objectsOf(definition.blocks));
  }

  #read(blocks: readonly JsonObject[]): { text: string; blocks: SeenBlock[]; controls: SeenControl[] } {
    const seen = seenBlocks(blocks, controlsOf(blocks), this.#reading);
    return {
      text: textOfBlocks(seen),
      blocks: seen,
      controls: seen.flatMap((block) => (block.kind === 'controls' ? block.controls : [])),
    };
  }

  #message(user: SlackUser, message: SlackMessage): SeenMessage {
    const { workspace } = this.#core;
    const { text, blocks, attachments, tombstone } = message;
    const parts = [text, blocks, attachments, tombstone];
    const content = this.#shownBefore.of(message, parts, () => this.#content(message));
    const place: SeenPlace = { channel: message.channel, thread: message.threadTs };
    const replies = message.threadTs === null ? workspace.replies(message) : [];
    return {
      id: message.ts,
      place,
      author: seenAuthor(workspace, message),
      at: Math.floor(Number(message.ts) * 1000),
      ...content,
      blocks: [...content.blocks, ...seenPictures(this.#core, message.files, content.blocks)],
      typed: inTheBox(workspace, text),
      files: message.files.flatMap((id) => seenFiles(this.#core, id)),
      onlyForYou: message.ephemeralTo !== null,
      edited: message.edited !== null,
      replies: replies.length,
      newestReply: replies.at(-1)?.ts ?? null,
      quotes: null,
      pinned: message.pinned !== null,
      reactions: seenReactions(message, user),
    };
  }

  /** Returns a message's content. With blocks the plain text isn't shown: it is only for notifications. */
  #content(message: SlackMessage): SeenContent {
    if (message.tombstone) return { ...plain([{ text: 'This message was deleted.' }]), controls: [] };
    const attached = seenAttachments(message.attachments, this.#reading);
    const main =
      message.blocks.length > 0
        ? this.#read(message.blocks)
        : { ...plain(mrkdwnSpans(message.text, this.#names)), controls: [] };
    const blocks = [...main.blocks, ...attached];
    return { text: textOfBlocks(blocks), blocks, controls: main.controls };
  }
}

function seenChannels({ channels, botName, team }: Workspace, user: SlackUser): SeenChannel[] {
  return [...channels.values()]
    .filter((channel) => channel.kind === 'channel' || channel.members.has(user.id))
    .map((channel) => ({
      id: channel.id,
      name: channel.kind === 'im' ? botName : channel.name,
      kind: channel.kind === 'im' ? 'direct' : channel.kind === 'group' ? 'private' : 'public',
      parent: null,
      team: team.id,
    }));
}

function plain(spans: readonly SeenSpan[]): { text: string; blocks: SeenBlock[] } {
  const text = textOfSpans(spans);
  return { text, blocks: text === '' ? [] : [written('text', spans)] };
}

function seenAuthor(workspace: Workspace, message: SlackMessage): SeenMessage['author'] {
  return {
    id: message.user,
    name: message.tombstone ? 'Slackbot' : (message.username ?? workspace.nameOf(message.user)),
    bot: message.byBot || workspace.users.get(message.user)?.bot === true,
    picture: textOf(message.icons?.image_48) || null,
  };
}

function seenReactions(message: SlackMessage, user: SlackUser): readonly SeenReaction[] {
  return [...message.reactions].map(([name, by]) => ({
    emoji: shownEmoji(name),
    count: by.length,
    mine: by.includes(user.id),
  }));
}
