import { describe, expect, it } from 'vitest';
import { file, heading, message } from '../../src/chat/message.ts';
import type { Target } from '../../src/chat/place.ts';
import type { IncomingMessage } from '../../src/chat/platform.ts';
import { fileBytes, type Trouble } from './setting.ts';
import { long, say, type Trial } from './trial.ts';

const programme = {
  id: '0190b9a0-0000-7000-8000-000000000001',
  name: 'programme.md',
  type: 'text/markdown',
  size: fileBytes.length,
};

/** Tests what is sent, found again and looked up, and what can't be. */
export function deliveryContract(trial: Trial): void {
  const { name, nextKey, toChannel, toPerson, seen, read, failure, during, lacks } = trial;

  describe('posting', () => {
    it('shows the message and says where it stands', async () => {
      const [ref, ...more] = await trial.here.platform.post(toChannel(), say('Bonjour'), nextKey());
      expect(more).toEqual([]);
      expect(ref?.place).toEqual({ platform: name, channel: trial.here.channel, thread: null });
      expect(seen(ref, trial.here.bob)?.text).toBe('Bonjour');
    });

    it.skipIf(lacks('longest message'))(
      'splits what is too long, in order, and takes all of it back or replaces it',
      async () => {
        const refs = await trial.here.platform.post(toChannel(), long('a'), nextKey());
        expect(refs.length).toBeGreaterThan(1);
        expect(read(refs).every((one) => one?.startsWith('a a'))).toBe(true);
        const shorter = await trial.here.platform.edit(refs, say('court'), nextKey());
        expect(read(shorter)).toEqual(['court']);
        expect(read(refs).filter((one) => one !== undefined)).toEqual(['court']);
        const longer = await trial.here.platform.edit(shorter, long('b'), nextKey());
        expect(longer.length).toBeGreaterThan(1);
        expect(longer[0]).toEqual(shorter[0]);
        await trial.here.platform.delete(longer);
        expect(read(longer).filter((one) => one !== undefined)).toEqual([]);
        await trial.here.platform.delete(longer);
      },
    );

    it('is found again by its key, and only by its own', async () => {
      const since = new Date(Date.now() - 60_000);
      const own = nextKey();
      const refs = await trial.here.platform.post(toChannel(), long('c'), own);
      expect(await trial.here.platform.find(toChannel(), own, since)).toEqual(refs);
      expect(await trial.here.platform.find(toChannel(), nextKey(), since)).toEqual([]);
    });

    it('calls nobody, whatever stands in it', async () => {
      const words = `@everyone <!channel> <@${trial.here.bob}> <@&1> [x](javascript:alert(1))`;
      const [ref] = await trial.here.platform.post(toChannel(), say(words), nextKey());
      expect(seen(ref)?.text).toBe(words);
    });

    it.skipIf(lacks('files'))('carries files', async () => {
      const refs = await trial.here.platform.post(toChannel(), message(heading('Kit'), file(programme)), nextKey());
      const shown = refs.flatMap((ref) => seen(ref)?.files ?? []);
      expect(shown.map(({ size }) => size)).toEqual([fileBytes.length]);
    });
  });

  describe('a conversation of its own', () => {
    it('is unseen by others, and goes on where it began', async () => {
      const target = toPerson(trial.here.ana);
      const [ref] = await trial.here.platform.post(target, say('Entre nous'), nextKey());
      expect(seen(ref)?.text).toBe('Entre nous');
      expect(seen(ref, trial.here.bob)).toBeUndefined();
      if (!ref) throw new Error('no ref');
      const below = trial.here.platform.traits.threads === 'below-message';
      const place = { ...ref.place, thread: below ? (ref.place.thread ?? ref.id) : null };
      const [next] = await trial.here.platform.post({ kind: 'place', place }, say('La suite'), nextKey());
      expect(next?.place).toEqual(place);
      expect(seen(next)?.text).toBe('La suite');
      let came: IncomingMessage | undefined;
      trial.here.on({
        message: async (given) => {
          came = given;
        },
      });
      const given = await during(
        () => trial.here.local.say(trial.here.ana, { channel: place.channel, thread: place.thread }, 'Une réponse'),
        () => came,
      );
      expect(given).toMatchObject({ place, text: 'Une réponse', user: { id: trial.here.ana, platform: name } });
    });

    it('two messages to somebody are two threads on Slack; on Discord there is the one direct conversation with somebody', async () => {
      const target = toPerson(trial.here.ana);
      const refs = [];
      for (const words of ['un', 'deux']) refs.push(...(await trial.here.platform.post(target, say(words), nextKey())));
      const below = trial.here.platform.traits.threads === 'below-message';
      const conversations = new Set(
        refs.map(({ id, place }) => `${place.channel} ${below ? (place.thread ?? id) : ''}`),
      );
      expect(conversations.size).toBe(below ? 2 : 1);
      if (!below) expect(refs.map(({ place }) => place.thread)).toEqual([null, null]);
      expect(read(refs)).toEqual(['un', 'deux']);
      const [others] = await trial.here.platform.post(
        { ...target, users: [trial.here.bob] } as Target,
        say('trois'),
        nextKey(),
      );
      expect(refs.map(({ place }) => place.channel)).not.toContain(others?.place.channel);
    });

    it('is found again by its key', async () => {
      const target = toPerson(trial.here.ana);
      const own = nextKey();
      const refs = await trial.here.platform.post(target, say('Retrouvez-moi'), own);
      expect(await trial.here.platform.find(target, own, new Date(Date.now() - 60_000))).toEqual(refs);
    });
  });

  describe('what cannot be delivered', () => {
    it.skipIf(lacks('faults')).each<[Trouble, object]>([
      // The client may add a moment of its own to the seven seconds.
      ['rate limit', { kind: 'rate-limited', retryAfter: expect.closeTo(7_000, -3) }],
      ['server error', { kind: 'ambiguous' }],
      ['connection lost', { kind: 'ambiguous' }],
      ['forbidden', { kind: 'refused', reason: 'no-permission' }],
    ])('%s', async (what, expected) => {
      trial.here.trouble(what);
      expect(await failure(trial.here.platform.post(toChannel(), say('?'), nextKey()))).toEqual(expected);
      expect(await trial.here.platform.post(toChannel(), say('!'), nextKey())).toHaveLength(1);
    });

    it('a channel that is not there, or not for the bot', async () => {
      const gone = await failure(trial.here.platform.post(toChannel(trial.here.nowhere), say('?'), nextKey()));
      expect(gone).toEqual({ kind: 'refused', reason: 'channel-gone' });
      const closed = await failure(
        trial.here.platform.post(toChannel(trial.here.closedChannel()), say('?'), nextKey()),
      );
      expect(closed).toMatchObject({ kind: 'refused', reason: trial.here.closedRefusal });
    });

    it('a message that was deleted', async () => {
      const refs = await trial.here.platform.post(toChannel(), say('éphémère'), nextKey());
      await trial.here.platform.delete(refs);
      expect(await failure(trial.here.platform.edit(refs, say('trop tard'), nextKey()))).toEqual({
        kind: 'refused',
        reason: 'message-gone',
      });
    });

    it('somebody who takes no direct messages', async () => {
      const target = toPerson(trial.here.closedPerson());
      expect(await failure(trial.here.platform.post(target, say('?'), nextKey()))).toEqual({
        kind: 'refused',
        reason: 'direct-messages-closed',
      });
    });
  });

  describe('what people say', () => {
    it('is read again from where one left off, oldest first, without the bot', async () => {
      const place = {
        platform: name,
        channel: trial.here.local.addChannel({ name: `fil-${nextKey()}` }).id,
        thread: null,
      };
      const talk = (words: string) =>
        trial.here.local.say(trial.here.ana, { channel: place.channel, thread: null }, words);
      const first = await talk('un');
      await talk('deux');
      await trial.here.platform.post(toChannel(place.channel), say('du bot'), nextKey());
      await talk('trois');
      await trial.here.quiet();
      const history = await trial.here.platform.history(place, first);
      expect(history.map((one) => one.text)).toEqual(['deux', 'trois']);
      expect(history[0]).toMatchObject({ user: { id: trial.here.ana, platform: name }, place, direct: false });
    });

    it('where it may not be read back, that is told: never as if nothing had been said or sent', async () => {
      const { local, platform, ana, quiet } = trial.here;
      const own = nextKey();
      const { id: channel } = local.addChannel({ name: `fermé-${own}` });
      const first = await local.say(ana, { channel, thread: null }, 'un');
      await platform.post(toChannel(channel), say('du bot'), own);
      await local.say(ana, { channel, thread: null }, 'deux');
      trial.here.closeHistory(channel);
      await quiet();
      expect((await failure(platform.history({ platform: name, channel, thread: null }, first))).kind).toBe('refused');
      expect(await platform.find(toChannel(channel), own, new Date(Date.now() - 60_000))).toBeNull();
    });

    it.skipIf(lacks('files'))('to the bot alone is direct, with its files', async () => {
      let came: IncomingMessage | undefined;
      trial.here.on({
        message: async (given) => {
          came = given;
        },
      });
      const upload = { name: 'a.md', type: 'text/markdown', bytes: fileBytes };
      const given = await during(
        () => trial.here.local.say(trial.here.ana, { channel: 'direct', thread: null }, 'Bonjour le bot', [upload]),
        () => came,
      );
      expect(given).toMatchObject({ direct: true, text: 'Bonjour le bot', user: { id: trial.here.ana } });
      const [sent] = given.files;
      expect(sent).toMatchObject({ name: 'a.md', size: fileBytes.length });
      expect(new Uint8Array((await sent?.fetch(1_000_000)) ?? [])).toEqual(fileBytes);
    });
  });

  describe('who and where', () => {
    it('people and channels have names', async () => {
      expect(await trial.here.platform.user(trial.here.ana, trial.here.team)).toMatchObject({
        platform: name,
        id: trial.here.ana,
        name: 'Ana',
      });
      expect(await trial.here.platform.channelName(trial.here.channel)).toMatch(/general$/);
    });

    it('a channel can be written to, or not, and that is known before', async () => {
      const { platform, channel, closedChannel } = trial.here;
      expect(await platform.access(channel)).toMatchObject({ obstacle: null, channel: '#general' });
      const closed = await platform.access(closedChannel());
      expect(closed.obstacle).toBe('not-in-channel');
      expect(closed.bot).toMatch(/^@\S/);
      expect((await platform.access(trial.here.nowhere)).obstacle).not.toBeNull();
    });

    it('somebody who is not there is gone', async () => {
      const failed = await failure(trial.here.platform.user(trial.here.nobody, trial.here.team));
      expect(failed).toEqual({ kind: 'refused', reason: 'user-gone' });
    });
  });

  describe('an end', () => {
    it('waits for what was begun', async () => {
      const own = await trial.start();
      expect(own.platform.status()).toBe('connected');
      let finish: () => void = () => {};
      let finished = false;
      const held = new Promise<void>((resolve) => {
        finish = resolve;
      });
      own.on({
        command: async (_, responder) => {
          await responder.acknowledge('private');
          await held;
          await responder.answer(say('Fini'));
          finished = true;
        },
      });
      await own.local.command(own.ana, { channel: own.channel, thread: null }, '/essai');
      expect(own.platform.inFlight()).toBe(1);
      const stopping = own.platform.stop();
      setImmediate(finish);
      await stopping;
      expect(finished).toBe(true);
      expect(own.platform.inFlight()).toBe(0);
      expect(own.platform.status()).toBe('disconnected');
      await own.close();
    });
  });
}
