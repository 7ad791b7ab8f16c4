import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both, platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, answersOf, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const colleagues = {} as Record<'slack' | 'discord', readonly [Person, Person]>;
const organisations = {} as Record<'slack' | 'discord', string>;
const events = {} as Record<'slack' | 'discord', readonly [string, string]>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    const by = world.person(platform, `Ana ${platform}`);
    colleagues[platform] = [by, world.person(platform, `Bilal ${platform}`)];
    const organisationId = await organisationOf(world, `Les Jardins ${platform}`, colleagues[platform]);
    organisations[platform] = organisationId;
    const event = (title: string, startsAt: string) => acceptedEvent(world, { title, organisationId, by, startsAt });
    events[platform] = [
      await event('Fête', '2026-11-15T18:00:00+01:00'),
      await event('Bal', '2026-11-16T20:00:00+01:00'),
    ];
  }
  await launch(world.coordinator.slack);
  await world.goTo('2026-11-16T10:00:00+01:00');
  await world.goTo('2026-11-17T10:00:00+01:00');
});
afterAll(() => world?.close());

const threadsOf = (person: Person) => world.discord.channelsOf(person.user.id).filter(({ kind }) => kind === 'thread');
/** Returns the Slack threads in which the bot says this to them, by the message that each begins with. */
const rootsOf = (person: Person, words: string) => [
  ...new Set(
    person
      .screen()
      .filter(({ text, author }) => author.bot && text.includes(words))
      .map(({ id, place }) => place.thread ?? id),
  ),
];
/** Returns who is mentioned by each message of the bot in their thread that says this. */
const calledBy = (person: Person, words: string) =>
  person
    .screen()
    .filter(({ text, author }) => author.bot && text.includes(words))
    .map(({ id }) => world.discord.mentionsIn(id).reached);

describe('threads do not multiply', () => {
  it('an organisation has one on Discord, of its members alone, named after it', async () => {
    for (const person of colleagues.discord) {
      expect(threadsOf(person).map(({ name }) => name)).toEqual(['Fil · Les Jardins discord']);
    }
    // Whoever manages the server sees it all the same, and isn't in it.
    const rows = await world.database.prisma.organisationThread.findMany();
    expect(rows.map(({ members }) => members)).toEqual([colleagues.discord.map(({ user }) => user.id)]);
  });

  it.each(platformsInTurn())('what concerns one person goes to their direct messages, on %s', async (platform) => {
    const person = world.person(platform, `Chloé ${platform}`);
    await person.command('/mois');
    const coordinator = world.coordinator[platform];
    const whom = { personne: coordinator.mention(person), structure: `Les Jardins ${platform}` };
    await coordinator.command('/structure ajouter', whom);
    const kinds = new Map(person.platform.channelsOf(person.user.id).map(({ id, kind }) => [id, kind]));
    const told = person.screen().filter(({ text, author }) => author.bot && text.includes(`Les Jardins ${platform}`));
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ place }) => kinds.get(place.channel))).toEqual(told.map(() => 'direct'));
    if (platform === 'discord') {
      await world.runDue();
      expect(threadsOf(person).map(({ name }) => name)).toEqual(['Fil · Les Jardins discord']);
      await person.command('/structure quitter', { structure: 'Les Jardins discord' });
      await person.press('Confirmer');
      await world.runDue();
      expect(threadsOf(person)).toEqual([]);
    }
  });
});

describe('nobody is left without hearing', () => {
  it('an opening in a thread calls its members, and nobody else', () => {
    const [first, second] = colleagues.discord;
    const called = calledBy(first, 'Questionnaire : Fête');
    expect(called[0]?.toSorted()).toEqual([first.user.id, second.user.id].toSorted());
    expect(called.slice(1).flat()).toEqual([]);
  });
});

describe('one questionnaire at a time in a thread', () => {
  it('each stands in a thread of its own on Slack, in which all of it is asked and answered', async () => {
    const [first] = colleagues.slack;
    const titles = ['Fête', 'Bal'];
    for (const title of titles) await first.press('Oui', { in: `Questionnaire : ${title}` });
    const roots = titles.map((title) =>
      rootsOf(first, `Questionnaire : ${title}\nVotre événement a-t-il eu lieu ?\n→ Oui`),
    );
    expect(roots).toEqual([[expect.any(String)], [expect.any(String)]]);
    const [fete = '', bal = ''] = roots.flat();
    expect(fete).not.toBe(bal);
    expect(rootsOf(first, 'Combien de personnes').toSorted()).toEqual([fete, bal].toSorted());
    await first.say('40', 'Questionnaire : Fête');
    await first.say('60', 'Questionnaire : Bal');
    const counted = await Promise.all(events.slack.map((eventId) => answersOf(world, { eventId })));
    expect(counted).toMatchObject([{ attendance: { value: 40 } }, { attendance: { value: 60 } }]);
    expect(rootsOf(first, '→ 40')).toEqual([fete]);
    expect(rootsOf(first, '→ 60')).toEqual([bal]);
  });

  it('the others wait on Discord; a typed answer counts for the open one, until another is chosen, corrected or declined', async () => {
    const [first, second] = colleagues.discord;
    // The summary of the thread tells them of the other one only that it waits.
    expect(first.screen().some(({ text }) => text.includes('Questionnaire : Bal\n'))).toBe(false);
    await first.press('Oui');
    await second.say('40', 'Combien de personnes');
    expect(second.read()).toContain('Questionnaire : Fête\nVotre événement');
    expect(second.read()).toContain('→ 40');
    expect(await answersOf(world, { eventId: events.discord[0] })).toMatchObject({ attendance: { value: 40 } });
    expect(await answersOf(world, { eventId: events.discord[1] })).toEqual({});

    // A reminder calls the one it is for, where the organisation reads it.
    await world.goTo('2026-11-20T10:00:00+01:00');
    const called = calledBy(first, 'attend votre réponse');
    expect(called.at(-1)).toEqual([first.user.id]);
    expect(threadsOf(first)).toHaveLength(1);

    // The one that is chosen comes first; the other goes on when it is done.
    await first.press('Répondre');
    expect(first.read()).toContain('Questionnaire : Bal');
    await second.say('annulé', 'Questionnaire : Bal');
    expect(await answersOf(world, { eventId: events.discord[1] })).toMatchObject({ held: { option: 'cancelled' } });
    expect(second.read()).toMatch(/Questionnaire : Fête\n[\s\S]*Question 3 sur 4/);
    expect(calledBy(first, 'Question 3 sur 4').flat()).toEqual([]);

    // An answer that is opened to be corrected takes the next typed one, then the open questionnaire goes on.
    await first.press('Voir mes réponses', { in: 'Questionnaire : Bal' });
    await first.choose('Corriger une réponse', 'a-t-il eu lieu');
    await first.say('oui', 'Questionnaire : Bal');
    expect(await answersOf(world, { eventId: events.discord[1] })).toMatchObject({ held: { option: 'yes' } });
    expect(await answersOf(world, { eventId: events.discord[0] })).not.toHaveProperty('officials');

    // A questionnaire that is declined lets the next one come.
    const organisationId = organisations.discord;
    await acceptedEvent(world, { title: 'Foire', organisationId, by: first, startsAt: '2026-11-21T10:00:00+01:00' });
    expect(threadsOf(first)).toHaveLength(1);
    await world.restartBot();
    await first.press('Je ne sais pas', { in: 'Questionnaire : Bal' });
    await first.press('Je ne sais pas', { in: 'Questionnaire : Bal' });
    await first.press('Je ne sais pas', { in: 'Questionnaire : Bal' });
    expect(first.read()).toContain('Questionnaire : Fête');
    expect(threadsOf(first)).toHaveLength(1);
  });
});
