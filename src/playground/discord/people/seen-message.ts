import type { SeenBlock, SeenControl, SeenMessage } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { isObject, objectOf, objectsOf, textOf, type WireObject } from '../json.ts';
import { shownName } from '../model/file-name.ts';
import { attachmentUrl } from '../model/media.ts';
import { messageJson } from '../model/serialize-message.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { messageFlag } from '../model/types.ts';
import { component, isSelect } from '../validate/interactive.ts';
import { bounds, choicesOf, chosenIn } from './choices.ts';
import { type MarkdownReader, readBlocks, readInline } from './markdown.ts';
import { inWords, readerFor } from './reader.ts';

interface View {
  readonly core: DiscordCore;
  readonly userId: string;
  readonly channel: Channel;
  readonly reader: MarkdownReader;
}

/** Returns a message as one person's screen shows it. */
export function seenMessage(core: DiscordCore, userId: string, channel: Channel, message: DiscordMessage): SeenMessage {
  const view: View = { core, userId, channel, reader: readerFor(core, userId) };
  const blocks = blocksOf(view, message);
  const author = core.world.users.get(message.authorId);
  const thread = core.world.channels.get(message.threadId ?? '');
  return {
    id: message.id,
    place: { channel: channel.id, thread: null },
    author: { id: message.authorId, name: message.webhook?.name ?? author?.name ?? '', bot: author?.bot ?? true },
    at: message.at,
    text: blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n'),
    blocks,
    controls: blocks.flatMap((block) => (block.kind === 'controls' ? block.controls : [])),
    files: message.attachments.map((attachment) => ({
      name: shownName(attachment),
      type: attachment.contentType,
      size: attachment.size,
      url: attachmentUrl(core.world, attachment, core.origin()),
    })),
    onlyForYou: message.onlyFor !== null,
    edited: message.editedAt !== null,
    replies: thread ? messagesIn(core, thread).length : 0,
  };
}

/**
 * Returns the messages that people wrote or a bot sent; Discord's own notices ("added to the thread") are left out.
 */
export function messagesIn(core: DiscordCore, channel: Channel): DiscordMessage[] {
  return channel.messages.flatMap((id) => {
    const message = core.world.messages.get(id);
    return message && [0, 19, 20, 23].includes(message.type) ? [message] : [];
  });
}

function blocksOf(view: View, message: DiscordMessage): SeenBlock[] {
  if (message.flags & messageFlag.loading) {
    const name = view.core.world.bot.name;
    return [{ kind: 'small', text: inWords(view.core, view.userId, `${name} réfléchit…`, `${name} is thinking…`) }];
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
    blocks.push(...objectsOf(shown.embeds).flatMap((embed) => embedBlocks(view, embed)));
  blocks.push(...objectsOf(shown.components).flatMap((item) => componentBlocks(view, item)));
  return blocks;
}

function embedBlocks(view: View, embed: WireObject): SeenBlock[] {
  const { reader } = view;
  const line = (kind: 'heading' | 'small', value: unknown, markup: boolean): SeenBlock[] => {
    const text = textOf(value);
    return text === '' ? [] : [{ kind, text: markup ? readInline(text, reader) : text }];
  };
  const image = (value: unknown): SeenBlock[] =>
    isObject(value) ? [{ kind: 'image', url: textOf(value.url), alt: '' }] : [];
  return [
    ...line('small', objectOf(embed.author).name, false),
    ...line('heading', embed.title, true),
    ...readBlocks(textOf(embed.description), reader),
    ...objectsOf(embed.fields).flatMap((field): SeenBlock[] => [
      { kind: 'text', text: readInline(textOf(field.name), reader) },
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
      return children();
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
  return [
    {
      kind: 'select',
      id: textOf(item.custom_id),
      placeholder: textOf(item.placeholder),
      options: choicesOf(view.core, item, view.userId, view.channel),
      chosen: chosenIn(item),
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
