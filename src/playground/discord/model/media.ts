import { createHash, createHmac } from 'node:crypto';
import { isObject, textOf, type WireObject } from '../json.ts';
import type { Attachment, DiscordMessage } from './types.ts';
import type { World } from './world.ts';

const LINK_LIFE = 24 * 3_600_000;

export function attachmentUrl(world: World, attachment: Attachment, origin: string): string {
  const expires = Math.floor((world.clock.now() + LINK_LIFE) / 1000).toString(16);
  const issued = Math.floor(world.clock.now() / 1000).toString(16);
  const signature = signatureOf(world, attachment, expires, issued);
  return `${origin}${pathOf(attachment)}?ex=${expires}&is=${issued}&hm=${signature}&`;
}

/** Returns whether a link was given out, is unchanged and hasn't expired. */
export function isSigned(world: World, attachment: Attachment, url: URL): boolean {
  const expires = url.searchParams.get('ex') ?? '';
  const issued = url.searchParams.get('is') ?? '';
  return (
    url.pathname === pathOf(attachment) &&
    url.searchParams.get('hm') === signatureOf(world, attachment, expires, issued) &&
    Number.parseInt(expires, 16) * 1000 > world.clock.now()
  );
}

function pathOf({ ephemeral, channelId, id, filename }: Attachment): string {
  return `/${ephemeral ? 'ephemeral-attachments' : 'attachments'}/${channelId}/${id}/${encodeURIComponent(filename)}`;
}

const signatureOf = (world: World, attachment: Attachment, expires: string, issued: string): string =>
  createHmac('sha256', world.signingKey)
    .update(`${pathOf(attachment)}:${expires}:${issued}`)
    .digest('hex');

/** Rewrites a component or embed as Discord returns it: `attachment://name` becomes the link of the stored file. */
export function withMedia(world: World, message: DiscordMessage, origin: string, item: WireObject): WireObject {
  const media = (url: string): WireObject => {
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
  const step = (object: WireObject): WireObject =>
    Object.fromEntries(
      Object.entries(object).flatMap(([key, value]): [string, unknown][] => {
        if (!isObject(value) || !mediaKeys.has(key)) return [[key, walk(value)]];
        const resolved = { ...value, ...media(textOf(value.url)) };
        return key === 'file' ? [[key, resolved], ...fileFacts(message, textOf(value.url))] : [[key, resolved]];
      }),
    );
  return step(item);
}

/** Keys under which a component (the first two) or an embed names a picture or a file. */
const mediaKeys = new Set(['media', 'file', 'image', 'thumbnail']);

function fileFacts(message: DiscordMessage, url: string): [string, unknown][] {
  const attachment = message.attachments.find((candidate) => `attachment://${candidate.filename}` === url);
  return [
    ['name', attachment?.filename ?? null],
    ['size', attachment?.size ?? null],
  ];
}

/** Returns Discord's name for a picture passed as data; null without one. */
export const imageHash = (data: unknown): string | null =>
  typeof data === 'string' ? createHash('md5').update(data).digest('hex') : null;
