import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelNames } from '../../src/playground/stage.ts';
import { type Answering, answering, DURING_SURVEY, launchSurvey, said, types } from '../support/outages.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { answersOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';
import { type LivingClock, livingClock } from './living-clock.ts';
import { type OpenQuestionnaire, openQuestionnaires } from './open-questionnaires.ts';

const OPEN = 200;
const ANSWERED = 7;
/** On Discord, of those in which nothing is answered: so many in an organisation's thread, the others alone with the bot. */
const THREADS = 93;
/** The number of them in which something is answered. */
const ANSWERED_THREADS = 4;
const STEP_MS = 5_000;

const OWN: readonly string[] = Object.values(channelNames);

describe.each(platformsInTurn())(
  '200 questionnaires are open on %s, and seven are answered while the bot is off',
  (platform) => {
    let world: World;
    let clock: LivingClock;
    let others: readonly OpenQuestionnaire[];
    const answered: Answering[] = [];

    beforeAll(async () => {
      clock = livingClock();
      world = await startWorld({ at: DURING_SURVEY, protocolClock: clock });
      await launchSurvey(world);
      const threads = platform === 'discord' ? THREADS : 0;
      others = [
        ...(await openQuestionnaires(world, platform, threads, 'thread')),
        ...(await openQuestionnaires(world, platform, OPEN - ANSWERED - threads)),
      ];
      // They have begun to answer: something was said there last.
      for (let number = 0; number < ANSWERED; number += 1) {
        if (platform === 'discord' && number === ANSWERED_THREADS) denyThreads();
        answered.push(await answering(world, platform));
      }
    }, 120_000);
    afterAll(async () => {
      await world?.close();
      clock?.stop();
    });

    function denyThreads(): void {
      const { discord } = world.coordinator;
      for (const name of ['general', ...OWN]) world.discord.deny(discord.channel(name), 'CreatePrivateThreads');
    }

    const left = () => world.database.prisma.toRead.count();

    /** Returns what coordinators who check are told: so many are read, of so many. */
    async function howFar(): Promise<readonly [read: number, of: number]> {
      const coordinator = world.coordinator[platform];
      await coordinator.press("Vérifier l'accès aux salons");
      const [, read, of] = /pendant mon absence : (\d+) sur (\d+) conversations/.exec(coordinator.read()) ?? [];
      return [Number(read), Number(of)];
    }

    it('reads those first, asks no more than each limit lets it, says how far it is, and counts each answer once', async () => {
      const from = world.platforms[platform].requests.length;
      await world.restartBot(
        async () => {
          for (const { by, thread } of answered) await types(by, thread, '40', 'non');
          world.slack.giveUpEvents();
        },
        { limited: true },
      );
      const [read, of] = await howFar();
      expect(read).toBeLessThan(of);
      expect(of).toBe(OPEN + OWN.length);
      await world.settle();
      // The answer comes long before the last place is read.
      for (const { by, eventId } of answered) {
        expect(await answersOf(world, { eventId })).toMatchObject({
          attendance: { value: 40 },
          officials: { option: 'no' },
        });
        // The platform's own limit may hold the next question back for some seconds.
        for (let steps = 0; said(by, 'Qui est venu surtout') === 0 && steps < 10; steps += 1) {
          clock.skip(1_000);
          await world.settle();
        }
        expect(said(by, 'Qui est venu surtout')).toBe(1);
      }
      expect(await left()).toBeGreaterThan(0);
      // Whoever writes meanwhile waits for nobody.
      const [another] = others;
      if (!another) throw new Error('no other questionnaire');
      await types(another.by, another.place, 'oui');
      await world.settle();
      expect(await answersOf(world, { organisationId: another.organisationId })).toMatchObject({
        pressContacted: { option: 'yes' },
      });

      for (let steps = 0; (await left()) > 0; steps += 1) {
        if (steps > 200) throw new Error(`${await left()} places are still to be read`);
        clock.skip(STEP_MS);
        await world.settle();
      }
      await world.coordinator[platform].press("Vérifier l'accès aux salons");
      expect(world.coordinator[platform].read()).not.toContain('pendant mon absence');
      expect(await world.database.prisma.answerRevision.count()).toBe(0);

      const requests = world.platforms[platform].requests.slice(from);
      expect(requests.filter((one) => one.status === 429 && reads(one) && !isOverall(one)).map(named)).toEqual([]);
      // The client queues what it asks before it knows a limit apart from what it asks then: the two may meet at its end.
      expect(requests.filter((one) => one.status === 429 && !isOverall(one)).length).toBeLessThan(requests.length / 50);
      expect(firstAsked(platform, requests)).toEqual(new Set(answered.map(({ thread }) => thread.channel)));
      expect(howOften(requests.filter(({ status }) => status !== 429))).toEqual(
        platform === 'slack'
          ? {
              // One more of each for whoever writes meanwhile: what came in before it is asked, as ever.
              'conversations.history': OPEN + OWN.length + 1,
              'conversations.replies': ANSWERED + 1 + 1,
              'users.list': 1,
            }
          : {
              ...{ '/guilds/:id/threads/active': 1, '/guilds/:id/channels': 1 },
              ...{ '/channels/:id': OPEN - THREADS - ANSWERED_THREADS, '/channels/:id/messages': ANSWERED },
            },
      );
    }, 120_000);

    type Requests = World['slack']['requests'];
    type Request = Requests[number];

    const named = ({ method, path }: Request) => `${method} ${path}`;

    /** Whether what was said meanwhile, or who has left, is asked for. */
    function reads({ method, path }: Request): boolean {
      if (platform === 'slack') return /^(conversations\.(history|replies)|users\.list)$/.test(path);
      return method === 'GET' && /^\/(channels\/\d+(\/messages)?|guilds\/\d+\/(threads\/active|channels))$/.test(path);
    }

    /** Discord's count over all requests begins its seconds when it likes: the client may meet it where two of its own join. */
    const isOverall = ({ response }: Request) => (response as { readonly global?: unknown } | null)?.global === true;

    /** Returns the channels that are looked at or read first, except the bot's own. */
    function firstAsked(name: 'slack' | 'discord', requests: Requests): ReadonlySet<string> {
      const { platform: its, user } = world.coordinator[name];
      const own = its.channelsOf(user.id).flatMap((one) => (OWN.includes(one.name) ? one.id : []));
      const channels = requests.flatMap(({ method, path, body }) => {
        if (name === 'discord') return (method === 'GET' && /^\/channels\/(\d+)/.exec(path)?.[1]) || [];
        return path === 'conversations.history' ? (body as { readonly channel: string }).channel : [];
      });
      return new Set([...new Set(channels.filter((one) => !own.includes(one)))].slice(0, ANSWERED));
    }

    /** Returns how often what was said meanwhile, and who has left, was asked for. */
    function howOften(requests: Requests): Readonly<Record<string, number>> {
      const counted: Record<string, number> = {};
      for (const request of requests) {
        const of = request.path.replace(/\d{17,}/g, ':id');
        if (reads(request)) counted[of] = (counted[of] ?? 0) + 1;
      }
      return counted;
    }
  },
);
