import type { Form } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';
import { kit } from '../../src/playground/demonstration/kit.ts';
import type { LocalPlatform, SeenBlock, SeenForm, SeenMessage } from '../../src/playground/local-platform.ts';

/** One platform on which things are shown: sent by its real client to its local stand-in, and read as a person there. */
export interface Stage {
  /** Sends a message. Returns what a person sees of it: one message, or several where it had to be split. */
  message(message: Message, locale: 'fr' | 'en'): Promise<readonly SeenMessage[]>;
  /** Opens a form in front of a person. Returns what they see. */
  form(form: Form): Promise<SeenForm>;
  close(): Promise<void>;
}

/** Returns all that stands in a channel from this message on. */
export function seenFrom(platform: LocalPlatform, user: string, channel: string, id: string): readonly SeenMessage[] {
  const all = platform.messages(user, { channel, thread: null });
  return all.slice(all.findIndex((one) => one.id === id));
}

/** Returns the form that is open in front of a person. Throws if none is. */
export function openForm(platform: LocalPlatform, user: string): SeenForm {
  const form = platform.form(user);
  if (form === null) throw new Error(`${platform.name} shows no form`);
  return form;
}

const POSTER = `data:image/svg+xml;base64,${Buffer.from(kit.files[0].bytes).toString('base64')}`;

/** Shows one picture, which the gallery holds itself, in the place of each: the stages, which end, had bytes that are none. */
export function withPictures(blocks: readonly SeenBlock[]): readonly SeenBlock[] {
  return blocks.map((block) => {
    if (block.kind === 'card') return { ...block, blocks: withPictures(block.blocks) };
    return block.kind === 'image' ? { ...block, url: POSTER } : block;
  });
}
