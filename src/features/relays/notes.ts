import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { WithheldHandler } from '../../access/region/withheld.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { ChannelTarget, PlatformName } from '../../chat/place.ts';
import { edit, pinKey, pinSending, send, sentUnder } from '../../delivery/outbox/index.ts';
import { NEEDED_TO_READ } from '../../relay/needed-to-read.ts';
import { type Tie, type TiedRelay, tiesStore } from '../../relay/ties/ties-store.ts';
import { channelCutMessage, cutNote, readableNote, relayNote } from './messages/note.ts';
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

/**
 * Tells in each channel of a relay, once each time, that what is written on a platform can't be read there for now and so passes nowhere,
 * or that it can be read again.
 */
export async function tellReading(
  scope: RegionScope,
  { channels }: TiedRelay,
  told: { readonly platform: PlatformName; readonly reads: boolean },
): Promise<void> {
  const concerned = channels.some(({ platform }) => platform === told.platform) && channels.length > 1;
  if (!concerned) return;
  const t = regionWords(scope.region);
  for (const tie of channels) {
    const key = `relay-reading:${tie.id}:${told.platform}:${told.reads}:${scope.now.getTime()}`;
    await send(scope, {
      key,
      target: targetOf(tie),
      message: readableNote(t, { ...told, isHere: tie.platform === told.platform }),
    });
  }
}

/** Tells in the channels of relays that a platform has stopped, or begun again, to let the bot read what is written there. */
export const tellStoppedReading: WithheldHandler = async (scope, { platform, lost, back }) => {
  const reads = !holdsReading(lost);
  if (reads && !holdsReading(back)) return;
  for (const relay of await tiesStore(scope).relays()) await tellReading(scope, relay, { platform, reads });
};

const holdsReading = (needs: readonly DeclaredNeed[]) => needs.some(({ name }) => NEEDED_TO_READ.has(name));

/** Returns why the note of a channel couldn't be pinned; null when nothing is known against it. */
export async function pinRefusal(scope: RegionScope, tie: Tie): Promise<string | null> {
  const [pinned] = await sentUnder(scope, pinKey(noteKey(tie)));
  return pinned?.status === 'REFUSED' || pinned?.status === 'UNKNOWN' ? (pinned.reason ?? 'other') : null;
}
