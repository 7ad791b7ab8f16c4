import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both } from '../../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const people = {} as Record<'slack' | 'discord', Person>;
const organisations = {} as Record<'slack' | 'discord', string>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-14T10:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    people[platform] = world.person(platform, `Ana ${platform}`);
    organisations[platform] = await organisationOf(world, `Les Jardins ${platform}`, [people[platform]]);
    await event(platform, 'Fête', '2026-11-16T18:00:00+01:00');
    await event(platform, 'Bal', '2026-11-17T18:00:00+01:00');
    await event(platform, 'Foire', '2026-11-18T18:00:00+01:00');
  }
  await launch(world.coordinator.slack);
});
afterAll(() => world?.close());

async function event(platform: 'slack' | 'discord', title: string, startsAt: string): Promise<void> {
  await acceptedEvent(world, { title, organisationId: organisations[platform], by: people[platform], startsAt });
}

const asked = (person: Person, title: string) =>
  person.screen().filter(({ text }) => text.includes(title) && text.includes('a-t-il eu lieu')).length;

describe('questions of the survey', () => {
  it('wait for the morning, are one message a day, and are reminded of in the morning too', async () => {
    // They wait for the morning when the bot was away by day.
    await world.goTo('2026-11-17T23:00:00+01:00');
    for (const platform of both) expect(asked(people[platform], 'Fête')).toBe(0);
    await world.goTo('2026-11-18T08:00:00+01:00');
    for (const platform of both) expect(asked(people[platform], 'Fête')).toBe(1);

    // They are one message a day: the second of a day is named by the first.
    await world.goTo('2026-11-18T10:00:00+01:00');
    for (const platform of both) {
      expect(asked(people[platform], '')).toBe(1);
      expect(asked(people[platform], 'Ensuite, un autre vous attend : Bal')).toBe(1);
    }
    // The third in a week is asked all the same; in a thread it follows when the one that is open is done.
    await world.goTo('2026-11-19T10:00:00+01:00');
    expect(asked(people.slack, 'Foire')).toBe(1);
    expect(asked(people.discord, 'Foire')).toBe(0);
    await world.goTo('2026-11-28T10:00:00+01:00');
    for (const platform of both) expect(people[platform].look()).toContain('Foire');

    // And reminders asked for at night go out in the morning, to those who have not answered by then.
    const claire = world.coordinator.slack;
    world.clock.set('2026-12-15T22:00:00+01:00');
    await claire.command('/questionnaire relancer');
    await claire.press('Relancer');
    expect(claire.read()).toContain('Il est tard : 2 personnes seront relancées');
    const reminded = (person: Person) => person.screen().filter(({ text }) => text.includes('attendent votre réponse'));
    const before = both.map((platform) => reminded(people[platform]).length);
    await world.goTo('2026-12-16T07:59:00+01:00');
    expect(both.map((platform) => reminded(people[platform]).length)).toEqual(before);
    await world.goTo('2026-12-16T08:00:00+01:00');
    expect(both.map((platform) => reminded(people[platform]).length)).toEqual(before.map((count) => count + 1));
  });
});
