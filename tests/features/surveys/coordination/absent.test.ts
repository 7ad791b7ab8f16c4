import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both } from '../../../support/platforms.ts';
import { acceptedEvent, answersOf, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const WHY = /pas d.événement au programme du Mois cette année/;

let world: World;
/** Olive leads an event, Paul co-organises it; Quentin and Rose have none. */
const olive = {} as Record<'slack' | 'discord', Person>;
const paul = {} as Record<'slack' | 'discord', Person>;
const quentin = {} as Record<'slack' | 'discord', Person>;
const without = {} as Record<'slack' | 'discord', string>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    olive[platform] = world.person(platform, `Olive ${platform}`);
    paul[platform] = world.person(platform, `Paul ${platform}`);
    quentin[platform] = world.person(platform, `Quentin ${platform}`);
    const by = olive[platform];
    const organisationId = await organisationOf(world, `Le Verger ${platform}`, [by]);
    const together = await organisationOf(world, `La Ruche ${platform}`, [paul[platform]]);
    without[platform] = await organisationOf(world, `Le Moulin ${platform}`, [quentin[platform]]);
    await acceptedEvent(world, {
      ...{ organisationId, by, title: `Fête ${platform}`, startsAt: '2026-11-28T14:00:00+01:00' },
      coOrganisers: [together],
    });
  }
});
afterAll(() => world?.close());

const asked = (person: Person) => person.screen().filter(({ text }) => WHY.test(text)).length;

it('who takes no part is asked one question, once; who was asked is the same number everywhere', async () => {
  const claire = world.coordinator.slack;
  await claire.command('/questionnaire lancer', { cloture: '15 janvier 2027' });
  expect(claire.read()).toContain('2 événements, 4 structures, une question à 2 structures sans événement');
  await claire.press('Lancer le questionnaire');
  expect(claire.read()).toContain('2 événements, 4 structures, une question à 2 structures sans événement');
  await claire.command('/questionnaire etat');
  expect(claire.read()).toContain('8 questionnaires seront envoyés');

  await world.goTo('2026-12-01T10:00:00+01:00');
  for (const platform of both) {
    expect(asked(quentin[platform])).toBe(1);
    expect(quentin[platform].look()).not.toContain('12 questions');
    for (const taking of [olive, paul]) expect(asked(taking[platform])).toBe(0);
    expect(paul[platform].look()).toContain('12 questions, 4 minutes');
  }

  // A press is enough, and so are one's own words; it all stays one message.
  await quentin.slack.press('Pas le temps cette année');
  await quentin.discord.say('Notre salariée est partie en septembre', 'Pourquoi');
  for (const platform of both) {
    expect(quentin[platform].look()).toContain('Merci');
    expect(asked(quentin[platform])).toBe(1);
  }
  expect(await answersOf(world, { organisationId: without.slack, kind: 'ABSENCE' })).toMatchObject({
    whyAbsent: { option: 'noTime', words: null },
  });
  expect(await answersOf(world, { organisationId: without.discord, kind: 'ABSENCE' })).toMatchObject({
    whyAbsent: { option: 'other', words: 'Notre salariée est partie en septembre' },
  });
  await claire.command('/questionnaire etat');
  expect(claire.read()).toMatch(/Structures : .* sur 4/);
  expect(claire.read()).toContain('Structures sans événement : 2 ont dit pourquoi sur 2');
});

it('nobody is reminded of the one question, or called about it', async () => {
  const world = await startWorld({ at: '2026-12-01T09:00:00+01:00' });
  try {
    const claire = world.coordinator.slack;
    await claire.command('/edition ouvrir', { annee: '2026' });
    const silent = both.map((platform) => world.person(platform, `Rose ${platform}`));
    for (const rose of silent) await organisationOf(world, `La Rose de ${rose.name}`, [rose]);
    await launch(claire, '15 janvier 2027');
    await world.goTo('2026-12-01T10:00:00+01:00');
    for (const rose of silent) expect(asked(rose)).toBe(1);
    for (const at of ['2026-12-04T10:00:00+01:00', '2026-12-11T10:00:00+01:00', '2027-01-13T10:00:00+01:00']) {
      await world.goTo(at);
      for (const rose of silent) expect(rose.look()).not.toContain('votre réponse. ');
    }
    await claire.command('/questionnaire relancer');
    expect(claire.read()).toContain('personne à relancer');
    await world.goTo('2027-01-14T10:00:00+01:00');
    expect(claire.look()).not.toContain('moment d');
    await claire.command('/questionnaire etat');
    expect(claire.read()).not.toContain('Sans réponse');
  } finally {
    await world.close();
  }
});

it('who is left to call is one number in the menu, on the list and in the channel, without those asked the one question', async () => {
  const world = await startWorld({ at: '2026-12-01T09:00:00+01:00' });
  try {
    const claire = world.coordinator.slack;
    await claire.command('/edition ouvrir', { annee: '2026' });
    for (const platform of both) {
      const rose = world.person(platform, `Rose ${platform}`);
      await organisationOf(world, `La Rose ${platform}`, [rose]);
      const by = world.person(platform, `Sacha ${platform}`);
      const organisationId = await organisationOf(world, `Le Silence ${platform}`, [by]);
      const given = { organisationId, by, startsAt: '2026-11-28T14:00:00+01:00' };
      for (const title of ['Fête', 'Bal']) await acceptedEvent(world, { ...given, title: `${title} ${platform}` });
    }
    await launch(claire, '15 janvier 2027');
    for (const day of ['2026-12-01', '2026-12-04', '2026-12-11', '2027-01-13', '2027-01-14'])
      await world.goTo(`${day}T10:00:00+01:00`);
    // Two organisations, with three questionnaires each.
    expect(claire.look()).toContain("2 structures n'ont pas répondu, ou pas jusqu'au bout, malgré les rappels");
    for (const platform of both) {
      const coordinator = world.coordinator[platform];
      await coordinator.command('/mois');
      expect(coordinator.read()).toContain('2 à appeler');
      await coordinator.press('Qui appeler');
      expect(coordinator.read().match(/Le Silence \w+ · Sacha/g)).toHaveLength(2);
      expect(coordinator.read()).not.toContain('La Rose');
    }
  } finally {
    await world.close();
  }
});
