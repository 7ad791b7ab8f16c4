import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Message, message, text } from '../../src/chat/message.ts';
import type { MessageRef, PlatformName, Target } from '../../src/chat/place.ts';
import {
  DeliveryError,
  type DeliveryFailure,
  type IncomingAction,
  type IncomingCommand,
  type Responder,
} from '../../src/chat/platform.ts';
import type { Part, Setting, Shown } from './setting.ts';

export const say = (words: string): Message => message(text(words));
/** Returns a message too long for one on either platform. */
export const long = (letter: string): Message =>
  message(...Array.from({ length: 6 }, () => text(`${letter} `.repeat(1_400))));

/** An adapter on trial, and what tests do with it again and again. */
export interface Trial {
  readonly name: PlatformName;
  readonly here: Setting;
  /** Starts another setting besides the first. */
  start(): Promise<Setting>;
  lacks(...parts: readonly Part[]): boolean;
  nextKey(): string;
  toChannel(channel?: string): Target;
  toPerson(...users: readonly string[]): Target;
  seen(ref: MessageRef | undefined, user?: string): Shown | undefined;
  read(refs: readonly MessageRef[], user?: string): readonly (string | undefined)[];
  failure(work: Promise<unknown>): Promise<DeliveryFailure>;
  /** Lets a person do something, until everything about it has been dealt with; resolves with what came in. */
  during<T>(act: () => Promise<unknown>, came: () => T | undefined): Promise<T>;
  command(answer: (responder: Responder) => Promise<void>, typed?: string): Promise<IncomingCommand>;
  press(
    ref: MessageRef | undefined,
    label: string,
    answer: (responder: Responder) => Promise<void>,
  ): Promise<IncomingAction>;
}

/** An adapter that the contract is tried on. */
export interface Tried {
  readonly name: PlatformName;
  start(): Promise<Setting>;
  readonly lacking?: readonly Part[];
}

/** Creates one setting for all that is tried in a describe. */
export function trialOf({ name, start, lacking = [] }: Tried): Trial {
  let setting: Setting | undefined;
  let key = 0;
  beforeAll(async () => {
    setting = await start();
  });
  beforeEach(() => setting?.on({}));
  afterAll(() => setting?.close());

  const self: Trial = {
    name,
    start,
    lacks: (...parts) => parts.some((part) => lacking.includes(part)),
    get here() {
      if (!setting) throw new Error('not started');
      return setting;
    },
    nextKey: () => `contract-${++key}`,
    toChannel: (channel = self.here.channel) => ({ kind: 'channel', platform: name, channel }),
    toPerson: (...users) => ({
      kind: 'private',
      platform: name,
      users,
      title: `Question ${++key}`,
    }),
    seen: (ref, user = self.here.ana) => self.here.screen(user).find(({ id }) => id === ref?.id),
    read: (refs, user) => refs.map((ref) => self.seen(ref, user)?.text),
    async failure(work) {
      const error = await work.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof DeliveryError)) throw new Error(`not a delivery error: ${String(error)}`);
      return error.failure;
    },
    async during(act, came) {
      await act();
      await self.here.quiet();
      const found = came();
      if (found === undefined) throw new Error('nothing came in');
      return found;
    },
    command(answer, typed = '/essai') {
      const { here } = self;
      let came: IncomingCommand | undefined;
      here.on({
        command: async (given, responder) => {
          came = given;
          await answer(responder);
        },
      });
      return self.during(
        () => here.local.command(here.ana, { channel: here.channel, thread: null }, typed),
        () => came,
      );
    },
    press(ref, label, answer) {
      const { here } = self;
      let came: IncomingAction | undefined;
      here.on({
        action: async (given, responder) => {
          came = given;
          await answer(responder);
        },
      });
      const shown = self.seen(ref);
      const control = shown?.controls.find((one) => one.kind === 'button' && one.label === label);
      if (!shown || control?.kind !== 'button') throw new Error(`no button ${label}`);
      return self.during(
        () => here.local.press(here.ana, shown.id, control.id),
        () => came,
      );
    },
  };
  return self;
}
