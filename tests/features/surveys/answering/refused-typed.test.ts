import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, answersOf, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const WHY = 'Cette question ne se pose plus';

describe.each(platformsInTurn())('what is typed and refused, on %s', (platform) => {
  let world: World;
  let ana: Person;
  let eventId: string;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-10T10:00:00+01:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
    ana = world.person(platform, 'Ana');
    const organisationId = await organisationOf(world, 'Les Jardins', [ana]);
    const startsAt = '2026-11-09T18:00:00+01:00';
    eventId = await acceptedEvent(world, { title: 'Fête', organisationId, by: ana, startsAt });
    await launch(world.coordinator[platform]);
    await world.runDue();
    await ana.press('Oui');
    // The answer led to other questions when it was given.
    await world.database.prisma.answer.updateMany({ data: { value: { kind: 'choice', option: 'cancelled' } } });
  });
  afterAll(() => world?.close());

  const told = () => ana.screen().filter(({ author, text }) => author.bot && text.includes(WHY)).length;

  it('is told once to who typed it, outside its thread too, unless they may not answer any more', async () => {
    await ana.say('40', 'Combien de personnes');
    expect(ana.read()).toContain(WHY);
    expect(await answersOf(world, { eventId })).not.toHaveProperty('attendance');

    // It is told once, whoever looks again.
    await world.restartBot();
    await world.runDue();
    expect(told()).toBe(1);

    // It is told outside its thread too.
    await ana.say('41');
    expect(told()).toBe(2);
    expect(ana.sees('Proposer un événement')).toBe(false);

    // It is left to them where they may not answer any more.
    await world.database.prisma.membership.updateMany({ data: { status: 'LEFT' } });
    await ana.say('On se voit demain ?', 'Combien de personnes');
    expect(ana.news.filter(({ author }) => author.bot)).toEqual([]);
  });
});
