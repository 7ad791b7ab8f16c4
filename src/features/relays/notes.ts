import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { ChannelTarget } from '../../chat/place.ts';
import { edit, pinKey, pinSending, send, sentUnder } from '../../delivery/outbox/index.ts';
import type { Tie, TiedRelay } from '../../relay/ties/ties-store.ts';
import { channelCutMessage, cutNote, relayNote } from './messages/note.ts';
import type { ChannelNames, Cut } from './relay.ts';

/** Key of the note that tells in a channel that it is relayed. */
const noteKey = ({ id }: Tie) => `relay-note:${id}`;

const targetOf = ({ platform, channel }: Tie): ChannelTarget => ({ kind: 'channel', platform, channel });

/**
 * Tells in each channel of a relay, once, in a pinned note, that it is relayed and where to. Where that stands already it names the
 * channels that there are now. A channel alone isn't relayed to anywhere, so nothing is told in it yet.
 */
export async function refreshNotes(scope: RegionScope, relay: TiedRelay, names: ChannelNames): Promise<void> {
  const t = regionWords(scope.region);
  for (const tie of relay.channels) {
    const key = noteKey(tie);
    const others = relay.channels.filter(({ id }) => id !== tie.id);
    const message = relayNote(t, { name: relay.name, others, names });
    const begun = others.length > 0 && (await send(scope, { key, target: targetOf(tie), message }));
    if (begun) await pinSending(scope, key, targetOf(tie), true);
    else await edit(scope, key, message);
  }
}

/** Tells in the channels that were cut, and in those that go on without them, once, that they were; the notes say so too. */
export async function tellCut(scope: RegionScope, { relay, channels }: Cut, names: ChannelNames): Promise<void> {
  const t = regionWords(scope.region);
  const gone = new Set(channels.map(({ id }) => id));
  const left = relay.channels.filter(({ id }) => !gone.has(id));
  for (const tie of channels) {
    const key = noteKey(tie);
    if ((await sentUnder(scope, key)).length === 0) continue;
    await edit(scope, key, cutNote(t, relay.name));
    await pinSending(scope, key, targetOf(tie), false);
    await send(scope, { key: `relay-cut:${tie.id}`, target: targetOf(tie), message: cutNote(t, relay.name) });
    for (const other of left) {
      const message = channelCutMessage(t, { name: relay.name, cut: tie, names });
      await send(scope, { key: `relay-cut:${tie.id}:${other.id}`, target: targetOf(other), message });
    }
  }
  await refreshNotes(scope, { ...relay, channels: left }, names);
}

/** Returns why the note of a channel couldn't be pinned; null when nothing is known against it. */
export async function pinRefusal(scope: RegionScope, tie: Tie): Promise<string | null> {
  const [pinned] = await sentUnder(scope, pinKey(noteKey(tie)));
  return pinned?.status === 'REFUSED' || pinned?.status === 'UNKNOWN' ? (pinned.reason ?? 'other') : null;
}
