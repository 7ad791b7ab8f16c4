import { describe, expect, it } from 'vitest';
import { actions, message, select, text } from '../../src/chat/message.ts';
import type {
  FormResponder,
  IncomingCommand,
  IncomingForm,
  IncomingMessage,
  MembershipTold,
} from '../../src/chat/platform.ts';
import { PlatformRefusal } from '../../src/playground/local-platform.ts';
import { inbox } from '../platforms/discord/support.ts';
import { say, type Trial } from './trial.ts';
import { field, form } from './tried-form.ts';

/** Returns as many options as that, each with an id such as a row of the database has. */
const optionsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    value: `0190b9a0-0000-7000-8000-${String(index).padStart(12, '0')}`,
    label: `Ville ${index + 1}`,
  }));

/** Tests that what an adapter declares of itself (src/chat/traits.ts) is what it does. */
export function traitsContract(trial: Trial): void {
  const { nextKey, toChannel, seen, during, command, failure, lacks } = trial;
  const traits = () => trial.here.platform.traits;

  describe('what it declares', () => {
    it('is its own', () => {
      expect(traits().name).toBe(trial.name);
    });

    it('its people call it, and a team there, as it says', () => {
      const { title, teamWord } = traits();
      expect({ title, teamWord }).toEqual(trial.here.calledByPeople);
    });

    it('sending, changing and opening make no more requests than it says they cost', async () => {
      const { costs } = traits().sending;
      const made = async (work: () => Promise<unknown>) => {
        const before = trial.here.requests();
        await work();
        return trial.here.requests() - before;
      };
      const cost = (kind: keyof typeof costs) => Object.values(costs[kind]).reduce((sum, units) => sum + units, 0);
      const { ana, bob, platform } = trial.here;
      // The first of all looks the channel up.
      const [first] = await platform.post(toChannel(), say('Bonjour'), nextKey());
      if (!first) throw new Error('nothing was posted');
      const posted = await made(() => platform.post(toChannel(), say('Rebonjour'), nextKey()));
      const edited = await made(() => platform.edit([first], say('Bonsoir'), nextKey()));
      const group = traits().organisationThreads ? [ana, bob] : [ana];
      const opened = await made(() => platform.post(trial.toPerson(...group), say('Entre nous'), nextKey()));
      expect(posted).toBeLessThanOrEqual(cost('post'));
      expect(edited).toBeLessThanOrEqual(cost('edit'));
      expect(opened).toBeLessThanOrEqual(cost('open'));
    });

    it('ids look as it says, and a name typed by hand doesn’t', () => {
      const { channelId, accountId } = traits();
      expect(trial.here.channel).toMatch(channelId);
      for (const id of [trial.here.ana, trial.here.bob, trial.here.team]) expect(id).toMatch(accountId);
      for (const typed of ['#annonces', 'annonces', 'Ana Petit', '']) {
        expect(typed).not.toMatch(channelId);
        expect(typed).not.toMatch(accountId);
      }
    });

    it('knows what is said to the bot alone from what is said in a channel', async () => {
      const heard: IncomingMessage[] = [];
      trial.here.on({ message: async (said) => void heard.push(said) });
      for (const channel of ['direct', trial.here.channel]) {
        await trial.here.local.say(trial.here.ana, { channel, thread: null }, 'Bonjour');
        await trial.here.quiet();
      }
      const direct = heard.map(({ place, user }) => traits().isDirect({ channel: place.channel, team: user.team }));
      expect(direct).toEqual([true, false]);
    });

    it('an answer to a message stands where it says threads stand', async () => {
      const [ref] = await trial.here.platform.post(toChannel(), say('Question'), nextKey());
      if (!ref) throw new Error('nothing was posted');
      const thread = traits().threads === 'below-message' ? ref.id : null;
      const place = { ...ref.place, thread };
      const [answer] = await trial.here.platform.post({ kind: 'place', place }, say('Réponse'), nextKey());
      expect(answer?.place).toMatchObject({ channel: ref.place.channel, thread });
      const beside = trial.here.local
        .messages(trial.here.ana, { channel: trial.here.channel, thread: null })
        .map((one) => one.text);
      expect(beside.includes('Réponse')).toBe(thread === null);
    });

    it.skipIf(lacks('forms'))('a refused form stays open with a word at its field, or not, as it says', async () => {
      await command((responder) => responder.openForm(form(field({}))));
      const open = trial.here.local.form(trial.here.ana);
      const id = open?.fields[0]?.id ?? '';
      let came: IncomingForm | undefined;
      const refuse = async (responder: FormResponder) => {
        if (traits().fieldErrors) await responder.refuse({ titre: 'Écrivez un titre.' });
        else await responder.acknowledge('silent');
      };
      trial.here.on({
        form: async (given, responder) => {
          came = given;
          await refuse(responder);
        },
      });
      await during(
        () => trial.here.local.submit(trial.here.ana, { [id]: 'x' }),
        () => came,
      );
      const left = trial.here.local.form(trial.here.ana);
      expect(left !== null).toBe(traits().fieldErrors);
      if (left) await trial.here.local.dismiss(trial.here.ana);
    });

    it('a list of a message offers as many things as it says', async () => {
      const options = optionsOf(traits().optionsPerList);
      const [ref] = await trial.here.platform.post(
        toChannel(),
        message(text('Où ?'), actions(select('ou:1', 'Choisir', options))),
        nextKey(),
      );
      const control = seen(ref)?.controls.find(({ kind }) => kind === 'select');
      if (control?.kind !== 'select') throw new Error('no list');
      expect(control.options).toHaveLength(options.length);
    });

    it.skipIf(lacks('forms'))('a list of a form offers as many things as it says', async () => {
      const options = optionsOf(traits().optionsPerField);
      const [last] = options.slice(-1);
      await command((responder) => responder.openForm(form(field({ kind: 'pick', label: 'Où ?', options }))));
      const seenField = trial.here.local.form(trial.here.ana)?.fields[0];
      expect(seenField?.options).toHaveLength(options.length);
      let came: IncomingForm | undefined;
      trial.here.on({
        form: async (given, responder) => {
          came = given;
          await responder.acknowledge('silent');
        },
      });
      const given = await during(
        () =>
          trial.here.local.submit(trial.here.ana, { [seenField?.id ?? '']: [seenField?.options.at(-1)?.value ?? ''] }),
        () => came,
      );
      expect(given.values.titre).toBe(last?.value);
    });

    /** Lets somebody type a command; resolves with what came of it, null where the platform takes no such command. */
    const typed = async (user: string, words: string): Promise<IncomingCommand | null> => {
      let came: IncomingCommand | null = null;
      trial.here.on({
        command: async (given, responder) => {
          came = given;
          await responder.acknowledge('silent');
        },
      });
      const place = { channel: trial.here.channel, thread: null };
      await trial.here.local.command(user, place, words).catch((error: unknown) => {
        if (!(error instanceof PlatformRefusal)) throw error;
      });
      await trial.here.quiet();
      return came;
    };

    it('who reads English types a command in English, or in the bot’s language, as it says', async () => {
      const reader = await trial.here.newcomer('en');
      const eachReader = traits().commandLanguage === 'each-reader';
      const path = (await typed(reader, eachReader ? '/trial' : '/essai'))?.path ?? [];
      expect([['essai'], ['trial']]).toContainEqual(path);
      if (!eachReader) expect(await typed(reader, '/trial')).toBeNull();
    });

    it('a value is typed under its option’s name, or as it is, as it says', async () => {
      const bare = traits().optionStyle === 'bare';
      const given = await typed(trial.here.ana, bare ? '/essai Fête' : '/essai titre:Fête');
      expect({ titre: given?.values.titre ?? null, text: given?.text }).toEqual(
        bare ? { titre: null, text: 'Fête' } : { titre: 'Fête', text: '' },
      );
      if (!bare) expect((await typed(trial.here.ana, '/essai Fête'))?.values.titre).toBeUndefined();
    });

    it('has private threads where it says that an organisation shares one: only who is let in reads there', async () => {
      const { platform, channel, ana, bob } = trial.here;
      expect(platform.threads !== null).toBe(traits().organisationThreads);
      if (platform.threads === null) return;
      const thread = await platform.threads.open([channel], 'Les Jardins', new Set());
      if (thread === null) throw new Error('no thread was opened');
      expect(await platform.threads.letIn(thread, ana)).toBe(true);
      const [ref] = await platform.post(toChannel(thread), say('Entre membres'), nextKey());
      expect([seen(ref, ana)?.text, seen(ref, bob)?.text]).toEqual(['Entre membres', undefined]);
      expect(await platform.threads.letIn(thread, bob)).toBe(true);
      expect(seen(ref, bob)?.text).toBe('Entre membres');
    });

    it('who leaves is gone once it is asked, and is told of by itself where it says so', async () => {
      const { platform, team } = trial.here;
      const told: MembershipTold[] = [];
      trial.here.on({ membership: async (one) => void told.push(one) });
      const user = await trial.here.newcomer('fr');
      expect(await platform.membership(user, team)).toBe('member');
      trial.here.leave(user);
      await trial.here.quiet();
      expect(await platform.membership(user, team)).toBe('gone');
      if (traits().tellsWhoLeaves) expect(told).toContainEqual({ team, user, is: 'gone' });
    });

    it('who has left can still write to the bot alone, unless it says that only members can', async ({ skip }) => {
      // The platform itself lets nobody else do it.
      skip(traits().directFromMembersOnly);
      const heard: IncomingMessage[] = [];
      const user = await trial.here.newcomer('fr');
      const direct = { channel: 'direct', thread: null };
      await trial.here.local.say(user, direct, 'Bonjour');
      trial.here.leave(user);
      await trial.here.quiet();
      trial.here.on({ message: async (said) => void heard.push(said) });
      await trial.here.local.say(user, direct, 'Encore moi');
      await trial.here.quiet();
      expect(heard.map(({ text }) => text)).toEqual(['Encore moi']);
    });

    it('every connection hears what is said, or one of them, as it says', async () => {
      const own = await trial.start();
      const heard: string[] = [];
      own.on({ message: async () => void heard.push('one') });
      const other = await own.connectAgain(inbox({ message: async () => void heard.push('other') }));
      await own.local.say(own.ana, { channel: own.channel, thread: null }, 'Bonjour');
      await own.quiet();
      await other.stop();
      await own.close();
      expect(heard).toHaveLength(traits().tellsEveryConnection ? 2 : 1);
    });

    it('names the right that the bot lacks in a channel, or none, as it says', async () => {
      const { id } = trial.here.local.addChannel({ name: `sans-droit-${nextKey()}` });
      trial.here.closeHistory(id);
      await trial.here.quiet();
      const { lacks: lacking } = await trial.here.platform.access(id);
      expect((lacking.posts ?? []).length > 0).toBe(traits().namedRights !== null);
    });

    it('a refusal that it says it foretells is known before anything is sent', async () => {
      const foreseen: ReadonlySet<string> = traits().foreseenRefusals;
      for (const [reason, close] of Object.entries(trial.here.closedFor)) {
        const channel = close();
        await trial.here.quiet();
        const { obstacle } = await trial.here.platform.access(channel);
        const refusal = await failure(trial.here.platform.post(toChannel(channel), say('?'), nextKey()));
        expect(refusal).toMatchObject({ kind: 'refused', reason });
        if (foreseen.has(reason)) expect({ reason, obstacle }).not.toEqual({ reason, obstacle: null });
      }
    });
  });
}
