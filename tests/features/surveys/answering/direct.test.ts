import { afterAll, beforeAll, expect, it } from 'vitest';
import { both } from '../../../support/platforms.ts';
import { answersOf, launch, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const people = {} as Record<'slack' | 'discord', OpenDoors>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-14T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    people[platform] = await openDoors(world, platform);
  }
  await world.database.prisma.region.updateMany({ data: { chamber: 'Cress Picarde' } });
  await launch(world.coordinator.slack);
});
afterAll(() => world?.close());

it('what is typed to the bot alone, outside any thread, answers the question that waits, or is said back', async () => {
  // It gets the menu, with what was typed, while no question waits.
  for (const platform of both) {
    const { organiser: by } = people[platform];
    await by.say('quarante');
    expect(by.read()).toContain('« quarante »');
    expect(by.read()).toContain('Fil conducteur · Picardie');
  }

  // It answers the question that waits, and the card asks what comes next.
  for (const platform of both) {
    const { organiser: by, eventId } = people[platform];
    await world.goTo('2026-11-15T10:00:00+01:00');
    expect(by.look()).toContain('collègues et la coordination (Cress Picarde)');
    await by.press('Oui');
    await by.say('une soixantaine');
    expect(by.read()).toContain('→ environ 60 (« une soixantaine »)');
    expect(by.read()).toContain('Question 3 sur 4');
    await by.say('oui');
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 60, precision: 'estimated' },
      officials: { option: 'yes' },
    });
    const standing = await world.database.prisma.answer.count();
    await world.restartBot();
    await world.settle();
    expect(await world.database.prisma.answer.count()).toBe(standing);
  }

  // It is said back when it is no answer, with the question and a way to the menu.
  for (const platform of both) {
    const { organiser: by, eventId } = people[platform];
    await by.say('bonjour');
    expect(by.read()).toContain("« bonjour » n'a pas été enregistré");
    expect(by.read()).toContain('Qui est venu surtout');
    expect(by.sees('Ouvrir le menu')).toBe(true);
    // Where they are alone with the bot the choices stand right below; an organisation's thread keeps its card.
    const last = by.news.at(-1)?.controls.map((one) => (one.kind === 'select' ? '' : one.label)) ?? [];
    expect(last.includes('Moitié-moitié')).toBe(platform === 'slack');
    expect(
      by
        .screen()
        .filter(({ controls }) => controls.some((one) => one.kind === 'button' && one.label === 'Moitié-moitié')),
    ).toHaveLength(1);
    await by.say('Menu !');
    expect(by.read()).toContain('Fil conducteur · Picardie');
    expect(await answersOf(world, { eventId })).not.toHaveProperty('audience');
  }

  // It answers the one that is open on Discord, where the next one opens when it is done.
  await answerOneAfterTheOther();

  // It asks which of several questions it answers, and records nothing, on Slack.
  await chooseAmongSeveral();
});

async function answerOneAfterTheOther(): Promise<void> {
  const { organiser: by, organisationId, eventId } = people.discord;
  await world.goTo('2026-12-01T10:00:00+01:00');
  expect(by.look()).not.toContain('contacté la presse');
  await by.say('moitié-moitié');
  expect(by.read()).toContain('Qui est venu surtout ?\n→ Moitié-moitié');
  expect(by.read()).toContain('Avez-vous contacté la presse ?');
  await by.say('non');
  expect(by.read()).toContain('Avez-vous contacté la presse ?\n→ Non');
  expect(await answersOf(world, { eventId })).toMatchObject({ audience: { option: 'half' } });
  expect(await answersOf(world, { organisationId })).toMatchObject({ pressContacted: { option: 'no' } });
}

async function chooseAmongSeveral(): Promise<void> {
  const platform = 'slack';
  const { organiser: by, organisationId, eventId } = people[platform];
  await world.goTo('2026-12-01T10:00:00+01:00');
  const before = await answersOf(world, { eventId });
  await by.say('moitié-moitié');
  expect(by.read()).toContain('À quel questionnaire répondez-vous ? 2 attendent votre réponse');
  expect(by.read()).toContain("je n'ai pas enregistré « moitié-moitié »");
  expect(await answersOf(world, { eventId })).toEqual(before);
  expect(await answersOf(world, { organisationId })).toEqual({});
  await by.press(`Répondre : Portes ouvertes ${platform}`);
  // The card that they asked for stands below everything else: what is typed there answers it.
  await by.say('moitié-moitié');
  expect(await answersOf(world, { eventId })).toMatchObject({ audience: { option: 'half' } });
  await by.say('non');
  expect(by.read()).toContain('Avez-vous contacté la presse ?\n→ Non');
  expect(await answersOf(world, { organisationId })).toMatchObject({ pressContacted: { option: 'no' } });
}
