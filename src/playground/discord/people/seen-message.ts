import { withoutCards } from '../../cards.ts';
import type { SeenBlock, SeenControl, SeenMessage } from '../../local-platform.ts';
import { type SeenContent, ShownBefore } from '../../shown-before.ts';
import type { DiscordCore } from '../core.ts';
import { isObject, objectOf, objectsOf, textOf, type WireObject } from '../json.ts';
import { shownName } from '../model/file-name.ts';
import { attachmentUrl } from '../model/media.ts';
import { messageJson } from '../model/serialize-message.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { messageFlag } from '../model/types.ts';
import { component, isSelect } from '../validate/interactive.ts';
import { bounds, choicesOf, preselectedIn } from './choices.ts';
import { type MarkdownReader, readBlocks, readInline, spansOf, written } from './markdown.ts';
import { inWords, readerFor } from './reader.ts';

interface View {
  readonly core: DiscordCore;
  readonly userId: string;
  readonly channel: Channel;
  readonly reader: MarkdownReader;
}

const shownBefore = new ShownBefore<DiscordMessage>();

/** Returns a message as one person's screen shows it. */
export function seenMessage(core: DiscordCore, userId: string, channel: Channel, message: DiscordMessage): SeenMessage {
  const view: View = { core, userId, channel, reader: noticed(readerFor(core, userId)) };
  const { content, embeds, components, attachments, flags } = message;
  const parts = [view.reader.locale, content, embeds, components, attachments, flags];
  const shown = shownBefore.of(message, parts, () => contentOf(view, message));
  const author = core.world.users.get(message.authorId);
  const thread = core.world.channels.get(message.threadId ?? '');
  return {
    id: message.id,
    place: { channel: channel.id, thread: null },
    author: {
      id: message.authorId,
      name: message.webhook?.name ?? author?.name ?? '',
      bot: author?.bot ?? true,
      picture: pictureOf(message),
    },
    at: message.at,
    ...shown,
    typed: inTheBox(view.reader, content),
    files: message.attachments.map((attachment) => ({
      name: shownName(attachment),
      type: attachment.contentType,
      size: attachment.size,
      url: attachmentUrl(core.world, attachment, core.origin()),
    })),
    onlyForYou: message.onlyFor !== null,
    edited: message.editedAt !== null,
    replies: thread ? writtenMessages(core, thread).length : 0,
    newestReply: null,
    quotes: quoted(view, message),
    pinned: message.pinnedAt !== null,
    reactions: [...message.reactions].map(([key, by]) => ({
      emoji: key.replace(/^(\w+):\d+$/, ':$1:'),
      count: by.size,
      mine: by.has(userId),
    })),
  };
}

/**
 * Returns the messages that people wrote or a bot sent; Discord's own notices ("added to the thread") are left out.
 */
export function writtenMessages(core: DiscordCore, channel: Channel): DiscordMessage[] {
  return channel.messages.flatMap((id) => {
    const message = core.world.messages.get(id);
    return message && [0, 19, 20, 23].includes(message.type) ? [message] : [];
  });
}

/** Returns the picture that a webhook speaks under, where it is an address; its own is only a hash. */
function pictureOf({ webhook }: DiscordMessage): string | null {
  return webhook?.avatar?.startsWith('http') ? webhook.avatar : null;
}

const LONGEST_QUOTE = 80;

function quoted({ core, reader }: View, message: DiscordMessage): string | null {
  if (message.replyTo === null || message.type !== 19) return null;
  const original = core.world.messages.get(message.replyTo.messageId ?? '');
  if (!original) return '…';
  const name = original.webhook?.name ?? core.world.users.get(original.authorId)?.name ?? '';
  return `${name} : ${readInline(original.content, reader).slice(0, LONGEST_QUOTE)}`;
}

/** Notes when the reader is asked for more than the message says. */
function noticed(reader: MarkdownReader): MarkdownReader {
  const noting =
    (name: (id: string) => string) =>
    (id: string): string => {
      shownBefore.elsewhere();
      return name(id);
    };
  return {
    locale: reader.locale,
    get now() {
      shownBefore.elsewhere();
      return reader.now;
    },
    user: noting(reader.user),
    role: noting(reader.role),
    channel: noting(reader.channel),
  };
}

function contentOf(view: View, message: DiscordMessage): SeenContent {
  // Links to attachments are signed anew as time goes by.
  if (message.attachments.length > 0) shownBefore.elsewhere();
  const blocks = blocksOf(view, message);
  const inOrder = withoutCards(blocks);
  return {
    text: inOrder.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n'),
    blocks,
    controls: inOrder.flatMap((block) => (block.kind === 'controls' ? block.controls : [])),
  };
}

/** Returns a message's markdown as its author typed it: with names in the place of mentions. */
function inTheBox(reader: MarkdownReader, content: string): string {
  return content
    .replace(/<@!?(\d+)>/g, (_, id: string) => `@${reader.user(id)}`)
    .replace(/<@&(\d+)>/g, (_, id: string) => `@${reader.role(id)}`)
    .replace(/<#(\d+)>/g, (_, id: string) => `#${reader.channel(id)}`);
}

function blocksOf(view: View, message: DiscordMessage): SeenBlock[] {
  if (message.flags & messageFlag.loading) {
    const name = view.core.world.bot.name;
    const thinks = inWords(view.core, view.userId, `${name} réfléchit…`, `${name} is thinking…`);
    return [written('small', [{ text: thinks }])];
  }
  // The API's form of the message is read, because its attachment links are already resolved.
  const shown = messageJson(view.core.world, message, { origin: view.core.origin(), content: true });
  const blocks = [...readBlocks(message.content, view.reader)];
  if (!(message.flags & messageFlag.componentsV2)) {
    for (const file of objectsOf(shown.attachments)) {
      if (textOf(file.content_type).startsWith('image/'))
        blocks.push({ kind: 'image', url: textOf(file.url), alt: textOf(file.description) });
    }
  }
  if (!(message.flags & messageFlag.suppressEmbeds))
    for (const embed of objectsOf(shown.embeds)) blocks.push({ kind: 'card', blocks: embedBlocks(view, embed) });
  blocks.push(...objectsOf(shown.components).flatMap((item) => componentBlocks(view, item)));
  return blocks;
}

function embedBlocks(view: View, embed: WireObject): SeenBlock[] {
  const { reader } = view;
  const line = (kind: 'heading' | 'small', value: unknown, markup: boolean): SeenBlock[] => {
    const text = textOf(value);
    return text === '' ? [] : [written(kind, markup ? spansOf(text, reader) : [{ text }])];
  };
  const image = (value: unknown): SeenBlock[] =>
    isObject(value) ? [{ kind: 'image', url: textOf(value.url), alt: '' }] : [];
  return [
    ...line('small', objectOf(embed.author).name, false),
    ...line('heading', embed.title, true),
    ...readBlocks(textOf(embed.description), reader),
    ...objectsOf(embed.fields).flatMap((field): SeenBlock[] => [
      written('text', spansOf(textOf(field.name), reader)),
      ...readBlocks(textOf(field.value), reader),
    ]),
    ...image(embed.thumbnail),
    ...image(embed.image),
    ...line('small', objectOf(embed.footer).text, false),
  ];
}

function componentBlocks(view: View, item: WireObject): SeenBlock[] {
  const children = (): SeenBlock[] => objectsOf(item.components).flatMap((child) => componentBlocks(view, child));
  switch (item.type) {
    case component.row:
      return controlsBlock(objectsOf(item.components).flatMap((child) => controlOf(view, child)));
    case component.text:
      return readBlocks(textOf(item.content), view.reader);
    case component.section: {
      const accessory = objectOf(item.accessory);
      return [
        ...children(),
        ...(accessory.type === component.button ? controlsBlock(controlOf(view, accessory)) : imageOf(accessory)),
      ];
    }
    case component.gallery:
      return objectsOf(item.items).flatMap(imageOf);
    case component.separator:
      return item.divider === false ? [] : [{ kind: 'divider' }];
    case component.container:
      return [{ kind: 'card', blocks: children() }];
    default:
      return [];
  }
}

function imageOf(item: WireObject): SeenBlock[] {
  return [{ kind: 'image', url: textOf(objectOf(item.media).url), alt: textOf(item.description) }];
}

const controlsBlock = (controls: readonly SeenControl[]): SeenBlock[] =>
  controls.length === 0 ? [] : [{ kind: 'controls', controls }];

function controlOf(view: View, item: WireObject): SeenControl[] {
  if (item.type === component.button) return [buttonOf(item)];
  if (!isSelect(item.type)) return [];
  // Any other list offers people, roles or channels.
  if (item.type !== component.stringSelect) shownBefore.elsewhere();
  return [
    {
      kind: 'select',
      id: textOf(item.custom_id),
      placeholder: textOf(item.placeholder),
      options: choicesOf(view.core, item, view.userId, view.channel),
      chosen: preselectedIn(item),
      ...bounds(item),
    },
  ];
}

function buttonOf(item: WireObject): SeenControl {
  const emoji = textOf(objectOf(item.emoji).name);
  const label = [emoji, textOf(item.label)].filter((part) => part !== '').join(' ');
  if (item.style === 5) return { kind: 'link', label, url: textOf(item.url) };
  const style = item.style === 4 ? 'danger' : item.style === 2 ? 'plain' : 'primary';
  return { kind: 'button', id: textOf(item.custom_id), label, style, disabled: item.disabled === true };
}
