import { isObject, type JsonObject, textOf } from '../json.ts';
import type { Attachment, Message } from './types.ts';
import type { World } from './world.ts';

const LINK_LIFE = 24 * 3_600_000;

export function attachmentUrl(world: World, attachment: Attachment, origin: string): string {
  const kind = attachment.ephemeral ? 'ephemeral-attachments' : 'attachments';
  const expires = Math.floor((world.clock.now() + LINK_LIFE) / 1000).toString(16);
  const issued = Math.floor(world.clock.now() / 1000).toString(16);
  const name = encodeURIComponent(attachment.filename);
  return `${origin}/${kind}/${attachment.channelId}/${attachment.id}/${name}?ex=${expires}&is=${issued}&hm=${attachment.id}`;
}

/** A component or embed as Discord answers it: `attachment://name` becomes the link of the stored file. */
export function withMedia(world: World, message: Message, origin: string, item: JsonObject): JsonObject {
  const media = (url: string): JsonObject => {
    const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : null;
    const attachment = message.attachments.find((candidate) => candidate.filename === name);
    const link = attachment ? attachmentUrl(world, attachment, origin) : url;
    const known = attachment ? { content_type: attachment.contentType, attachment_id: attachment.id } : {};
    return { id: attachment?.id ?? message.id, url: link, proxy_url: link, width: null, height: null, ...known };
  };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    return isObject(value) ? step(value) : value;
  };
  const step = (object: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(object).flatMap(([key, value]): [string, unknown][] => {
        if (!isObject(value) || !mediaKeys.has(key)) return [[key, walk(value)]];
        const resolved = { ...value, ...media(textOf(value.url)) };
        return key === 'file' ? [[key, resolved], ...fileFacts(message, textOf(value.url))] : [[key, resolved]];
      }),
    );
  return step(item);
}

/** Under these keys a component (the first two) or an embed names a picture or a file. */
const mediaKeys = new Set(['media', 'file', 'image', 'thumbnail']);

function fileFacts(message: Message, url: string): [string, unknown][] {
  const attachment = message.attachments.find((candidate) => `attachment://${candidate.filename}` === url);
  return [
    ['name', attachment?.filename ?? null],
    ['size', attachment?.bytes.length ?? null],
  ];
}
