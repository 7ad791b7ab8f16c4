import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dueHandlers } from '../../../src/composition.ts';
import { followMembers, keptOutOf, send } from '../../../src/delivery/outbox/index.ts';
import type { Sender } from '../../../src/delivery/sender/sender.ts';
import { silentLog } from '../../../src/log.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { createSchedule } from '../../../src/schedule/run-due.ts';
import { NOW, type Setting, say, startSetting } from '../setting.ts';

let setting: Setting;
let sender: Sender;
let parent: string;
const clock = manualClock();
beforeAll(async () => {
  setting = await startSetting({ clock });
  sender = setting.sender();
  await sender.start();
  parent = setting.channel('discord');
  const { database, region } = setting;
  await database.prisma.installation.create({
    data: {
      regionId: region.id,
      platform: 'discord',
      team: setting.discord.team.id,
      yearRoundChannel: parent,
      installedAt: NOW,
    },
  });
});
afterAll(() => setting?.close());

const prisma = () => setting.database.prisma;

async function member(organisationId: string, externalId: string) {
  const regionId = setting.region.id;
  const { personId } = await prisma().identity.upsert({
    where: { regionId_platform_externalId: { regionId, platform: 'discord', externalId } },
    update: {},
    create: {
      region: { connect: { id: regionId } },
      platform: 'discord',
      externalId,
      name: 'Ana',
      person: { create: { regionId, name: 'Ana', lastPlatform: 'discord', createdAt: NOW } },
    },
  });
  const known = { organisationId, personId };
  const state = { status: 'ACTIVE' as const, requestedAt: NOW };
  await prisma().membership.upsert({
    where: { organisationId_personId: known },
    update: state,
    create: { ...known, regionId, ...state },
  });
}

async function leaves(organisationId: string, externalId: string) {
  const where = { organisationId, person: { identities: { some: { externalId } } } };
  await prisma().membership.updateMany({ where, data: { status: 'LEFT', leftAt: NOW } });
}

async function drain() {
  await sender.drained();
}

async function follow(organisationId: string) {
  await setting.store((scope) => followMembers(scope, organisationId));
  await createSchedule(setting.database, dueHandlers, silentLog).runDue(NOW);
  await drain();
}

describe('the one private thread of an organisation on Discord', () => {
  let organisation: string;
  let title: string;
  let people: readonly [string, string];
  let count = 0;
  beforeEach(async () => {
    organisation = randomUUID();
    count += 1;
    title = `Fil · Structure ${count}`;
    people = [setting.person('discord'), setting.person('discord')];
    await prisma().organisation.create({
      data: {
        id: organisation,
        regionId: setting.region.id,
        name: `Structure ${count}`,
        nameKey: `structure ${count}`,
        createdAt: NOW,
      },
    });
    for (const one of people) await member(organisation, one);
  });

  let key = 0;
  async function post(words: string, to = people[0]): Promise<string> {
    const target = { kind: 'organisation', platform: 'discord', organisation, title, to, calls: [] } as const;
    key += 1;
    const consent = { asked: 'conversation' } as const;
    await setting.store((scope) =>
      send(scope, { key: `post:${key}`, target, message: say(words), consent, readAs: 'themselves' }),
    );
    await drain();
    return setting.statusOf(`post:${key}`);
  }
  const threadsOf = (user: string) => setting.discord.channelsOf(user).filter(({ kind }) => kind === 'thread');
  const direct = (user: string) => setting.discord.channelsOf(user).find(({ kind }) => kind === 'direct')?.id ?? '';
  const said = (user: string, channel: string) =>
    setting.discord.messages(user, { channel, thread: null }).flatMap(({ text, author }) => (author.bot ? text : []));
  const theThread = () => threadsOf(people[0])[0]?.id ?? '';

  it('is one, of its members alone, whatever is said in it', async () => {
    expect(await post('un')).toBe('SENT');
    expect(await post('deux', people[1])).toBe('SENT');
    const stranger = setting.person('discord');
    expect(people.map((one) => threadsOf(one).map(({ name }) => name))).toEqual([[title], [title]]);
    expect(said(people[1], theThread())).toEqual(expect.arrayContaining(['un', 'deux']));
    expect(threadsOf(stranger)).toEqual([]);
  });

  it('lets in who joins, and shows nothing more to who has left', async () => {
    await post('avant');
    const thread = theThread();
    await leaves(organisation, people[1]);
    await follow(organisation);
    expect(threadsOf(people[1])).toEqual([]);
    const third = setting.person('discord');
    await member(organisation, third);
    await follow(organisation);
    expect(threadsOf(third).map(({ id }) => id)).toEqual([thread]);
    await member(organisation, people[1]);
    await follow(organisation);
    expect(threadsOf(people[1])).toHaveLength(1);
  });

  it('shows nothing said after somebody left, even where nobody has looked yet', async () => {
    await post('avant');
    await leaves(organisation, people[1]);
    await post('après');
    expect(threadsOf(people[1])).toEqual([]);
  });

  it('is brought back when it was archived', async () => {
    await post('avant');
    const thread = theThread();
    setting.discord.archiveThread(thread);
    const third = setting.person('discord');
    await member(organisation, third);
    expect(await post('après')).toBe('SENT');
    expect(threadsOf(third).map(({ id }) => id)).toEqual([thread]);
  });

  it.each(['deleted', 'locked', 'archived and locked'])('is made anew when it was %s', async (what) => {
    await post('avant');
    const thread = theThread();
    // Whoever may manage threads writes in a locked one all the same.
    setting.discord.deny(parent, 'ManageThreads');
    if (what === 'deleted') setting.discord.deleteChannel(thread);
    if (what === 'archived and locked') setting.discord.archiveThread(thread);
    if (what !== 'deleted') setting.discord.lockThread(thread);
    expect(await post('après')).toBe('SENT');
    const other = threadsOf(people[1]).find(({ id }) => id !== thread)?.id ?? '';
    expect(said(people[1], other)).toEqual(expect.arrayContaining(['après']));
    expect(await post('encore')).toBe('SENT');
    expect(threadsOf(people[1]).filter(({ id }) => id !== thread)).toHaveLength(1);
    setting.discord.allow(parent, 'ManageThreads');
  });

  it('is not there where no thread can be: one of them is written to directly', async () => {
    setting.discord.deny(parent, 'CreatePrivateThreads');
    expect(await post('bonjour')).toBe('SENT');
    setting.discord.allow(parent, 'CreatePrivateThreads');
    expect(threadsOf(people[0])).toEqual([]);
    expect(said(people[0], direct(people[0]))).toEqual(['bonjour']);
    expect(direct(people[1])).toBe('');
  });

  it.each([
    ['no access', { status: 403, code: 50001, message: 'Missing Access' }],
    ['a reason that nobody foresaw', { status: 403, code: 40007, message: 'The user is banned from this guild.' }],
  ])('who cannot be let in, for %s, is written to directly; the others have their thread', async (_, refusal) => {
    const outside = setting.person('discord');
    await member(organisation, outside);
    await post('avant');
    setting.discord.fault({
      method: 'PUT',
      path: '/channels/:channel/thread-members/:user',
      times: 1,
      ...{ kind: 'refuse', ...refusal },
    });
    const late = setting.person('discord');
    await member(organisation, late);
    expect(await post('pour vous', late)).toBe('SENT');
    expect(threadsOf(late)).toEqual([]);
    expect(said(late, direct(late))).toEqual(['pour vous']);
    await follow(organisation);
    expect(threadsOf(late)).toHaveLength(1);
  });

  it('is not made twice where the answer got lost', async () => {
    setting.discord.fault({
      method: 'POST',
      path: '/channels/:channel/threads',
      times: 1,
      ...{ kind: 'reset', when: 'after' },
    });
    await post('un');
    await expect.poll(() => threadsOf(people[0]).length, { timeout: 8_000 }).toBe(1);
    await expect.poll(() => said(people[0], theThread()), { timeout: 8_000 }).toContain('un');
    expect(threadsOf(people[0])).toHaveLength(1);
  });

  describe.each([
    ['asked to wait', { kind: 'rateLimit', retryAfter: 0.2 }],
    ['told of an error', { kind: 'status', status: 503 }],
    ['cut off before', { kind: 'reset', when: 'before' }],
    ['cut off after', { kind: 'reset', when: 'after' }],
  ] as const)('whoever lets somebody in is %s', (_, trouble) => {
    const once = (user: string) =>
      setting.discord.fault({
        ...{ method: 'PUT', path: '/channels/:channel/thread-members/:user', times: 1 },
        ...{ only: (path) => path.endsWith(user), ...trouble },
      });

    it('and goes on with them before anything is said there', async () => {
      once(people[1]);
      await post('un');
      await expect.poll(() => said(people[0], theThread()), { timeout: 8_000 }).toContain('un');
      expect(said(people[1], threadsOf(people[1])[0]?.id ?? '')).toContain('un');
    });

    it('and goes on with them where nothing is to be said', async () => {
      await post('un');
      const late = setting.person('discord');
      await member(organisation, late);
      once(late);
      await follow(organisation);
      await expect.poll(() => threadsOf(late).length, { timeout: 8_000 }).toBe(1);
    });
  });

  it('lets in whom a killed process was letting in, and refuses them nothing meanwhile', async () => {
    await post('un');
    const late = setting.person('discord');
    await member(organisation, late);
    setting.discord.fault({
      ...{ method: 'PUT', path: '/channels/:channel/thread-members/:user', times: 1 },
      ...{ kind: 'delay', milliseconds: 1_000 },
    });
    const stands = async () => {
      const thread = await prisma().organisationThread.findFirstOrThrow({ where: { organisationId: organisation } });
      return { members: new Set(thread.members), keptOut: new Set(thread.keptOut) };
    };
    const posted = post('deux');
    await expect.poll(async () => (await stands()).keptOut).toEqual(new Set([late]));
    const whenKilled = await stands();
    expect(await setting.store((scope) => keptOutOf(scope, 'discord'))).toEqual([]);
    clock.advance(1_000);
    await posted;
    expect(await stands()).toEqual({ members: new Set([...people, late]), keptOut: new Set() });
    const never = setting.person('discord');
    await member(organisation, never);
    const left = { members: [...whenKilled.members, never], keptOut: [...whenKilled.keptOut, never] };
    await prisma().organisationThread.updateMany({ where: { organisationId: organisation }, data: left });
    await post('trois', never);
    expect(said(never, threadsOf(never)[0]?.id ?? '')).toContain('trois');
    expect(await stands()).toEqual({ members: new Set([...people, late, never]), keptOut: new Set() });
  });

  it('is to be looked at again an hour after each look', async () => {
    await post('un');
    const where = { subject: organisation, kind: 'members-changed' };
    expect(await prisma().dueItem.count({ where })).toBe(1);
    await createSchedule(setting.database, dueHandlers, silentLog).runDue(NOW);
    const next = await prisma().dueItem.findFirstOrThrow({ where });
    expect(next.doneAt).toBeNull();
    expect(next.dueAt.getTime() - NOW.getTime()).toBe(3_600_000);
  });
});
