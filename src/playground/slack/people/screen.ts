import type {
  SeenBlock,
  SeenChannel,
  SeenControl,
  SeenFile,
  SeenForm,
  SeenMessage,
  SeenPlace,
} from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { controlsOf, seenControl } from '../read/controls.ts';
import { mrkdwnText, type Names } from '../read/plain-text.ts';
import { type SeenBlocks, seenAttachments, seenBlocks, textOfBlocks } from '../read/seen-blocks.ts';
import type { SlackChannel, SlackFile, SlackMessage, SlackUser } from '../state.ts';
import { peopleOptions, seenForm } from './fields.ts';

/** A person's screen. */
export class Screen {
  private readonly core: SlackCore;
  private readonly names: Names;
  private readonly reading: SeenBlocks;

  constructor(core: SlackCore) {
    this.core = core;
    const { workspace } = core;
    this.names = {
      user: (id) => workspace.nameOf(id),
      channel: (id) => workspace.channels.get(id)?.name ?? id,
      group: (id) => id,
    };
    this.reading = {
      names: this.names,
      control: (control) => seenControl(control, this.names, () => peopleOptions(core)),
      image: (element) => this.imageUrl(element),
    };
  }

  channels(user: SlackUser): SeenChannel[] {
    return [...this.core.workspace.channels.values()]
      .filter((channel) => channel.kind === 'channel' || channel.members.has(user.id))
      .map((channel) => ({
        id: channel.id,
        name: channel.kind === 'im' ? this.core.workspace.botName : channel.name,
        kind: channel.kind === 'im' ? 'direct' : channel.kind === 'group' ? 'private' : 'public',
        parent: null,
      }));
  }

  messages(user: SlackUser, channel: SlackChannel, thread: string | null): SeenMessage[] {
    return this.core.workspace
      .inChannel(channel.id)
      .filter((message) => message.ephemeralTo === null || (message.ephemeralTo === user.id && this.shows(message)))
      .filter((message) =>
        thread === null
          ? message.threadTs === null || message.broadcast
          : message.ts === thread || message.threadTs === thread,
      )
      .map((message) => this.message(message));
  }

  /**
   * Returns whether a message shows: in a thread, one that only one person sees shows only once somebody has replied
   * there.
   */
  private shows({ channel, threadTs }: SlackMessage): boolean {
    const parent = threadTs === null ? undefined : this.core.workspace.message(channel, threadTs);
    return parent === undefined || this.core.workspace.replies(parent).length > 0;
  }

  form(user: SlackUser): SeenForm | null {
    const view = this.core.views.top(user.id);
    return view ? seenForm(this.core, view, this.reading) : null;
  }

  /** Returns the buttons and lists beside the fields of an open form. */
  controlsInView(definition: JsonObject): SeenControl[] {
    const blocks = objectsOf(definition.blocks).filter((block) => block.type !== 'input');
    return this.read(blocks).controls;
  }

  viewBlocks(definition: JsonObject): { text: string; blocks: SeenBlock[]; controls: SeenControl[] } {
    return this.read(objectsOf(definition.blocks));
  }

  private read(blocks: readonly JsonObject[]): { text: string; blocks: SeenBlock[]; controls: SeenControl[] } {
    const seen = seenBlocks(blocks, controlsOf(blocks), this.reading);
    return {
      text: textOfBlocks(seen),
      blocks: seen,
      controls: seen.flatMap((block) => (block.kind === 'controls' ? block.controls : [])),
    };
  }

  private message(message: SlackMessage): SeenMessage {
    const { workspace } = this.core;
    const content = this.content(message);
    const place: SeenPlace = { channel: message.channel, thread: message.threadTs };
    const name = message.tombstone ? 'Slackbot' : (message.username ?? workspace.nameOf(message.user));
    return {
      id: message.ts,
      place,
      author: { id: message.user, name, bot: message.byBot },
      at: Math.floor(Number(message.ts) * 1000),
      ...content,
      files: message.files.flatMap((id) => this.file(workspace.files.get(id))),
      onlyForYou: message.ephemeralTo !== null,
      edited: message.edited !== null,
      replies: message.threadTs === null ? workspace.replies(message).length : 0,
    };
  }

  /** Returns a message's content. With blocks the plain text isn't shown: it is only for notifications. */
  private content(message: SlackMessage): Pick<SeenMessage, 'text' | 'blocks' | 'controls'> {
    if (message.tombstone) return { ...this.plain('This message was deleted.'), controls: [] };
    const attached = seenAttachments(message.attachments, this.reading);
    const main =
      message.blocks.length > 0
        ? this.read(message.blocks)
        : { ...this.plain(mrkdwnText(message.text, this.names)), controls: [] };
    const blocks = [...main.blocks, ...attached];
    return { text: textOfBlocks(blocks), blocks, controls: main.controls };
  }

  private plain(text: string): { text: string; blocks: SeenBlock[] } {
    return { text, blocks: text === '' ? [] : [{ kind: 'text', text }] };
  }

  private file(file: SlackFile | undefined): SeenFile[] {
    if (!file) return [];
    return [{ name: file.name, type: file.mimetype, size: file.size, url: this.pageUrl(file) }];
  }

  private pageUrl(file: SlackFile): string {
    return `${this.core.base}/page-files/${file.key}/${encodeURIComponent(file.name)}`;
  }

  private imageUrl(element: JsonObject): string {
    const reference = objectOf(element.slack_file);
    const address = textOf(reference.url);
    const id = textOf(reference.id) || (/-(F[A-Z0-9]+)\//.exec(address)?.[1] ?? '');
    const file = this.core.workspace.files.get(id);
    return file ? this.pageUrl(file) : textOf(element.image_url) || address;
  }
}
