import { setImmediate as nextTurn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { canonical } from '../../../../src/chat/formatted/canonical.ts';
import type { Formatted, FormattedBlock, Leaf } from '../../../../src/chat/formatted/formatted.ts';
import { gatherNeeds } from '../../../../src/chat/needs.ts';
import { DeliveryError } from '../../../../src/chat/platform.ts';
import type {
  Copy,
  CopyFile,
  RelayEvent,
  RelayedMessage,
  RelayIntake,
  Relaying,
} from '../../../../src/chat/relaying.ts';
import { deliveryNeeds } from '../../../../src/delivery/needs.ts';
import { dispatchNeeds } from '../../../../src/dispatch/needs.ts';
import { createSlack, type SlackOptions, type SlackPlatform } from '../../../../src/platforms/slack/platform.ts';
import type { LocalSlack, LocalSlackOptions } from '../../../../src/playground/slack/index.ts';
import { relayNeeds } from '../../../../src/relay/needs.ts';
import { withoutScopes } from '../../../support/slack-manifest.ts';
import { expectValidRequests } from '../../../support/validated-requests.ts';
import { localSlack, manifestOf, optionsFor, TestInbox } from '../support.ts';

/** Notes what happens in the channels it calls relayed. */
export class TestIntake implements RelayIntake {
  readonly relayed = new Set<string>();
  readonly events: RelayEvent[] = [];
  onTake = async (_event: RelayEvent): Promise<void> => {};

  isRelayed(channel: string): boolean {
    return this.relayed.has(channel);
  }

  async take(event: RelayEvent): Promise<void> {
    await this.onTake(event);
    this.events.push(event);
  }
}

export interface RelayedSlack {
  readonly slack: LocalSlack;
  readonly platform: SlackPlatform;
  readonly relaying: Relaying;
  readonly inbox: TestInbox & { readonly relay: TestIntake };
  readonly intake: TestIntake;
  /** Two people, and the channel they write in, which is relayed. */
  readonly ana: string;
  readonly bob: string;
  readonly channel: string;
  readonly here: { readonly channel: string; readonly thread: null };
  /** Resolves when everything handed over both ways has been dealt with. */
  quiet(): Promise<void>;
  /** Returns what was told of messages that were said or changed. */
  said(): readonly RelayedMessage[];
  /** Returns what Ana reads in a thread, or in the channel. */
  read(thread?: string): readonly string[];
}

export interface RelayedSlackOptions extends LocalSlackOptions {
  /** Scopes that aren't granted. */
  readonly without?: readonly string[];
  /** Set where a test has Slack refuse the layout of what is valid. */
  readonly refusesLayouts?: true;
}

/** Starts a Slack with a relayed channel for one test; afterwards every request must have been one that Slack takes. */
export async function startRelayed(
  { without = [], refusesLayouts, ...local }: RelayedSlackOptions = {},
  more: Partial<SlackOptions> = {},
): Promise<RelayedSlack> {
  const slack = await localSlack(local);
  const needs = gatherNeeds('slack', [dispatchNeeds, deliveryNeeds], [relayNeeds]);
  slack.installManifest(withoutScopes(manifestOf({ needs, name: 'Fil conducteur' }), without));
  const { id: ana } = slack.addUser({ name: 'Ana', locale: 'fr', administrator: true });
  const { id: bob } = slack.addUser({ name: 'Bob' });
  const { id: channel } = slack.addChannel({ name: 'toute-l-annee' });
  const intake = new TestIntake();
  intake.relayed.add(channel);
  const inbox = Object.assign(new TestInbox(), { relay: intake });
  const platform = createSlack(optionsFor(slack, { needs, pause: async () => {}, ...more }));
  await platform.start(inbox);
  onTestFinished(async () => {
    await platform.stop();
    if (!refusesLayouts) expectValidRequests([slack]);
  });
  const { relaying } = platform;
  if (!relaying) throw new Error('Slack takes part in relays');
  return {
    ...{ slack, platform, relaying, inbox, intake, ana, bob, channel },
    here: { channel, thread: null },
    async quiet() {
      await slack.settled();
      while (platform.inFlight() > 0) await nextTurn();
      await slack.settled();
    },
    said: () => intake.events.flatMap((event) => (event.kind === 'message' ? [event.message] : [])),
    read: (thread) => slack.messages(ana, { channel, thread: thread ?? null }).map(({ text }) => text),
  };
}

/** Returns how a copy or a request was refused: the reason, or the kind of failure. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return error.failure.kind === 'refused' ? error.failure.reason : error.failure.kind;
  }
}

export const words = (text: string): Leaf => ({ kind: 'text', text, marks: [] });

/** Returns lines of leaves as a person wrote them. */
export function written(...lines: readonly (string | readonly Leaf[])[]): Formatted {
  return canonical(
    lines.map((line): FormattedBlock => {
      return { kind: 'line', quoted: false, leaves: typeof line === 'string' ? [words(line)] : line };
    }),
  );
}

export const picture = 'https://cdn.discordapp.com/avatars/1/a.png';

export function copyOf(content: string | Formatted, files: readonly CopyFile[] = []): Copy {
  const said = typeof content === 'string' ? (content === '' ? { blocks: [] } : written(content)) : content;
  return { author: 'Léa · Discord', otherwise: 'Relais', picture, content: said, ending: null, files };
}

export function fileOf(name: string, alt: string | null = null): CopyFile {
  const bytes = new TextEncoder().encode(`bytes of ${name}`);
  return { name, type: 'image/png', alt, size: bytes.length, bytes };
}
