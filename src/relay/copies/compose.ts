import type { Leaf } from '../../chat/formatted/formatted.ts';
import type { MentionedThere } from '../../chat/formatted/mentions.ts';
import type { Platform } from '../../chat/platform.ts';
import type { CopyPlace, Relaying } from '../../chat/relaying.ts';
import type { Database } from '../../database/database.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { translator } from '../../texts/translator.ts';
import type { MessageState } from '../state.ts';
import type { Tied } from '../ties/tied.ts';
import type { TiedChannel } from '../ties/tied-store.ts';
import { accountKey, linkedAccounts, type MessageBehind, messagesBehind, type NothingBehind } from './context-store.ts';
import type { DueCopy, SourceMessage } from './copy-store.ts';
import { type Quoted, type ThreadMissing, type ToRender, threadTitle } from './render.ts';

export interface ComposeOptions {
  readonly database: Database;
  readonly tied: Tied;
  /** The channel in which the copies stand. */
  readonly channel: TiedChannel;
  readonly platform: Platform;
  readonly relaying: Relaying;
}

/** The place and content of a copy, without its files and its time of posting. */
export interface Composed {
  readonly place: CopyPlace;
  /** The place it had before the first message of its thread was deleted; the same place where none was deleted. */
  readonly formerPlace: CopyPlace;
  readonly content: Pick<ToRender, 'kind' | 'author' | 'from' | 'state' | 'there' | 'quoted' | 'outsideItsThread'>;
}

/** Knows what the copies of one batch refer to: threads, answered messages, people. */
export interface Composition {
  of(message: SourceMessage & { readonly state: MessageState }): Composed;
  /** Returns whether a message belongs in a thread whose first message may be a copy that isn't known to stand yet. */
  isEarly(message: SourceMessage): boolean;
  /** Notes where a copy of the batch stands now, so that the messages that follow it in its thread find it. */
  posted(messageId: string, first: { readonly id: string; readonly thread: string | null }): void;
}

/** Reads what these copies refer to, in one statement for each kind of reference among them. */
export async function composeBatch(options: ComposeOptions, batch: readonly DueCopy[]): Promise<Composition> {
  const { database, tied, channel, platform, relaying } = options;
  const refs = batch.flatMap(({ message: { id, channelId, thread, replyTo } }) => [
    ...(thread === null ? [] : [{ channelId, refId: thread, answerId: null }]),
    ...(replyTo === null ? [] : [{ channelId, refId: replyTo, answerId: id }]),
  ]);
  const mentioned = batch.flatMap(({ message }) =>
    message.platform === platform.name ? [] : peopleIn(message).map((id) => ({ platform: message.platform, id })),
  );
  const [{ messages, nothing }, accounts] = await Promise.all([
    messagesBehind(database, refs, channel.id),
    linkedAccounts(database, channel.regionId, mentioned, platform.name),
  ]);
  const known = new Map(messages.map((one) => [nameOf(one.channelId, one.refId), one]));
  const unknown = new Map(nothing.map((one) => [nameOf(one.channelId, one.refId), one.is]));
  const standing = new Map<string, { readonly id: string; readonly thread: string | null }>();
  const t = translator(channel.locale, channel.timeZone);

  const behindOf = (channelId: string, ref: string | null): MessageBehind | null =>
    ref === null ? null : (known.get(nameOf(channelId, ref)) ?? null);

  const unknownOf = (channelId: string, ref: string | null): NothingBehind['is'] | null =>
    ref === null ? null : (unknown.get(nameOf(channelId, ref)) ?? null);

  /** Returns where a message stands in this channel: the message itself if it was said here, else its copy. */
  function here(one: MessageBehind): { readonly id: string; readonly thread: string | null } | null {
    if (one.saidIn === channel.id) return { id: one.sourceId, thread: one.thread };
    return standing.get(one.messageId) ?? one.there;
  }

  /** Returns where a message belongs, even below a deleted one; null where its thread isn't here. */
  function placeOf(message: SourceMessage): CopyPlace | null {
    if (message.thread === null) return { channel: channel.channel, below: null };
    const root = behindOf(message.channelId, message.thread);
    const stands = root && here(root);
    if (!stands) return null;
    if (root.saidIn === channel.id && root.kind === 'THREAD') {
      return { channel: channel.channel, below: { kind: 'thread', id: stands.id } };
    }
    // A copy that couldn't be deleted may stand there although its words are kept in by now.
    const isKeptIn = root.withheld !== null && root.saidIn !== channel.id;
    const title =
      root.state === null || isKeptIn
        ? '…'
        : threadTitle(t, { author: { name: root.authorName, picture: null }, content: root.state.content });
    return { channel: channel.channel, below: { kind: 'message', id: stands.id, title } };
  }

  function threadMissing({ channelId, thread }: SourceMessage): ThreadMissing {
    const root = behindOf(channelId, thread);
    if (!root) return unknownOf(channelId, thread) ?? 'older';
    return root.withheld === 'DELETED' || root.withheld === 'TAKEN_BACK' ? 'gone' : 'kept';
  }

  function quotedBy({ channelId, replyTo }: SourceMessage): Quoted | null {
    if (replyTo === null) return null;
    const answered = behindOf(channelId, replyTo);
    if (!answered) return { kind: 'older' };
    if (answered.withheld === 'DELETED' || answered.withheld === 'TAKEN_BACK') return { kind: 'gone' };
    if (answered.withheld !== null || answered.state === null) return { kind: 'kept' };
    if (answered.saidIn !== channel.id && !answered.isForThere) return { kind: 'older' };
    const stands = here(answered);
    const link = stands && relaying.link({ channel: channel.channel, thread: stands.thread }, stands.id);
    return { kind: 'shown', name: answered.authorName, content: answered.state.content, link };
  }

  function thereFor({ platform: from, state }: SourceMessage & { readonly state: MessageState }): MentionedThere {
    const name = (id: string) => state.names[id];
    const there = (id: string) => accounts.get(accountKey({ platform: from, id }));
    return {
      person(id) {
        const account = from === platform.name ? undefined : there(id);
        return account === undefined ? { name: `@${name(id) ?? '…'}` } : { id: account };
      },
      channel(id) {
        const tiedThere = tied.at(from, id);
        if (tiedThere?.relayId === channel.relayId) return { id: channel.channel };
        return { name: `#${name(id) ?? '…'}` };
      },
      group: (id) => `@${name(id) ?? '…'}`,
    };
  }

  return {
    of(message) {
      const former = placeOf(message);
      const place = behindOf(message.channelId, message.thread)?.withheld === 'DELETED' ? null : former;
      const inChannel: CopyPlace = { channel: channel.channel, below: null };
      return {
        place: place ?? inChannel,
        formerPlace: former ?? inChannel,
        content: {
          kind: message.kind,
          author: { name: message.authorName, picture: message.picture },
          from: { platform: traitsOf(message.platform).title, isHere: message.platform === platform.name },
          state: message.state,
          there: thereFor(message),
          quoted: quotedBy(message),
          outsideItsThread: place === null ? threadMissing(message) : null,
        },
      };
    },
    isEarly: ({ channelId, thread }) => unknownOf(channelId, thread) === 'unsure',
    posted: (messageId, first) => void standing.set(messageId, first),
  };
}

const nameOf = (channelId: string, ref: string) => `${channelId} ${ref}`;

function peopleIn({ state }: SourceMessage): readonly string[] {
  const leaves = (state?.content.blocks ?? []).flatMap((block): readonly Leaf[] =>
    block.kind === 'code' ? [] : block.leaves,
  );
  return [...new Set(leaves.flatMap((leaf) => (leaf.kind === 'person' ? [leaf.id] : [])))];
}
