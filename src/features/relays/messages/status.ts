import { obstacleText } from '../../../access/contacts/obstacle.ts';
import { runs } from '../../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  heading,
  list,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import { UNANSWERED } from '../../../relay/copies/copy-store.ts';
import type { Retried } from '../../../relay/retry-store.ts';
import { type ChannelStatus, LOOKED_THROUGH } from '../../../relay/status-store.ts';
import type { TiedRelay } from '../../../relay/ties/ties-store.ts';
import { isTextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Lack, Looked } from '../channels.ts';
import { tiedPlaceText } from '../place-text.ts';
import type { ChannelNames, WatchedRelay, WatchedTie } from '../relay.ts';
import { channelLacks, lackText } from './lacks.ts';

/** The relays of a region, and since when whoever asks is silent; null when they aren't. */
interface Tied {
  readonly relays: readonly TiedRelay[];
  readonly names: ChannelNames;
  readonly silentSince: Date | null;
}

/** Tells anybody what is tied, and how to keep what they write out of it, or that it is kept out. */
export function relaysMessage(t: Translator, { relays, names, silentSince }: Tied): Message {
  if (relays.length === 0) return message(text(t.text('relays.status.none')));
  return message(
    ...relays.flatMap(({ name, channels }): readonly (Block | null)[] => [
      heading(name),
      list(channels.map((one) => tiedPlaceText(t, one, names))),
    ]),
    text(
      silentSince === null
        ? t.text('relays.note.keepOut', { mute: ':mute:' })
        : t.text('relays.silence.since', { when: t.moment(silentSince) }),
    ),
    actions(
      silentSince === null
        ? button(runs(['passerelle', 'silence']), t.text('relays.menu.silence'))
        : button('relay-speak:', t.text('relays.silence.speak')),
      button(runs(['passerelle', 'retirer']), t.text('relays.menu.takeBack')),
    ),
  );
}

/** The relays of a region as they are found now. */
interface Seen {
  readonly relays: readonly WatchedRelay[];
  readonly names: ChannelNames;
  readonly looked: readonly Looked[];
  readonly lacks: readonly Lack[];
  readonly now: Date;
  /** The numbers of what is tried again, as was just asked; null when it wasn't. */
  readonly retried: Retried | null;
  /** Since when the coordinator who asks isn't copied themselves; null when they are. */
  readonly silentSince: Date | null;
}

/** Tells a coordinator how far each channel is, and what doesn't pass and why. */
export function watchMessage(t: Translator, seen: Seen): Message {
  const { relays, names, lacks, retried, silentSince } = seen;
  if (relays.length === 0) {
    return message(
      text(t.text('relays.status.none')),
      actions(button(runs(['passerelle', 'lier']), t.text('relays.menu.tie'), 'primary')),
    );
  }
  const isRefused = relays.some(({ channels }) => channels.some(canBeRetried));
  return message(
    ...retriedTexts(t, retried),
    ...relays.flatMap(({ name, channels }): readonly (Block | null)[] => [
      heading(name),
      channels.length < 2 ? text(t.text('relays.tied.alone')) : null,
      ...channels.flatMap((tie): readonly (Block | null)[] => [
        text(t.text('relays.status.since', { channel: tiedPlaceText(t, tie, names), when: t.moment(tie.tiedAt) })),
        list(linesOf(t, tie, seen)),
      ]),
    ]),
    lacks.length > 0 && text(t.text('relays.tie.lacks')),
    list(lacks.map((lack) => lackText(t, lack))),
    silentSince !== null && text(t.text('relays.silence.since', { when: t.moment(silentSince) })),
    note(t.text('relays.status.kept')),
    actions(
      button(runs(['passerelle', 'etat']), t.text('relays.status.again'), 'primary'),
      isRefused && button('relay-retry:', t.text('relays.status.retry')),
      button(runs(['passerelle', 'lier']), t.text('relays.menu.tie')),
      button(runs(['passerelle', 'couper']), t.text('relays.status.cut'), 'danger'),
      silentSince !== null && button('relay-speak:', t.text('relays.silence.speak')),
    ),
  );
}

/** Returns whether people can ask for another try: what a platform never answers about is retried by itself. */
const canBeRetried = ({ refused, left }: ChannelStatus): boolean =>
  left.length > 0 || refused.some(({ reason }) => reason !== UNANSWERED);

function retriedTexts(t: Translator, retried: Retried | null): readonly Block[] {
  if (retried === null) return [];
  const { copied, removed } = retried;
  return [
    ...(copied > 0 || removed === 0 ? [text(t.text('relays.status.retried', { count: copied }))] : []),
    ...(removed > 0 ? [text(t.text('relays.status.removing', { count: removed }))] : []),
  ];
}

function linesOf(t: Translator, tie: WatchedTie, { looked, lacks, now }: Seen): readonly string[] {
  const access = looked.find(({ channel }) => channel === tie.channel)?.access ?? null;
  const isClosed = access !== null && obstacleText(t, tie.platform, access) !== null;
  // Below all channels it says more of why nothing can be read.
  const isIntentLacking = lacks.some(({ platform, kind }) => platform === tie.platform && kind === 'intent');
  return [
    waitingText(t, tie, now),
    ...(isClosed ? [] : obstacleLines(t, tie)),
    ...(access === null ? [] : channelLacks(t, tie.platform, access)),
    ...(tie.unreadableSince === null || isIntentLacking
      ? []
      : [t.text('relays.status.unreadable', { when: t.moment(tie.unreadableSince) })]),
    ...(tie.unpinned === null ? [] : [t.text('relays.status.unpinned')]),
    ...tie.refused.map(({ reason, count }) =>
      t.text('relays.status.refused', { count, reason: reasonText(t, reason) }),
    ),
    ...tie.left.map(({ reason, count }) => t.text('relays.status.left', { count, reason: whyLeft(t, reason) })),
    ...(tie.linked === 0 ? [] : [t.text('relays.status.linked', { count: tie.linked, of: LOOKED_THROUGH })]),
    ...tie.withheld.map(({ kind, count }) => t.text(`relays.status.withheld.${kind}`, { count })),
  ];
}

function waitingText(t: Translator, { waiting }: ChannelStatus, now: Date): string {
  if (waiting === null) return t.text('relays.status.upToDate');
  // The platform's clock may be ahead of this one.
  const minutes = Math.max(0, Math.floor((now.getTime() - waiting.oldest.getTime()) / 60_000));
  return t.text('relays.status.waiting', { count: waiting.count, minutes, oldest: t.moment(waiting.oldest) });
}

function obstacleLines(t: Translator, { obstacle }: ChannelStatus): readonly string[] {
  if (obstacle === null) return [];
  const { reason, since } = obstacle;
  return [t.text('relays.status.obstacle', { reason: reasonText(t, reason), when: t.moment(since) })];
}

function reasonText(t: Translator, reason: string): string {
  const key = `relays.reason.${reason}`;
  return t.text(isTextKey(key) ? key : 'relays.reason.other');
}

/** Returns why something can't be deleted: a right to delete is another one than that to write. */
const whyLeft = (t: Translator, reason: string): string =>
  reason === 'no-permission' ? t.text('relays.left.no-permission') : reasonText(t, reason);
