import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../../src/database/transaction.ts';
import { planEventQuestionnaire } from '../../../../src/features/surveys/queries.ts';
import type { Person } from '../../../../src/playground/person.ts';
import { acceptedEvent, answersOf, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-01T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await launch(world.coordinator.slack);
});
afterAll(() => world?.close());

/** Adds an event that is accepted once the survey is open. */
async function planned(given: Parameters<typeof acceptedEvent>[1]): Promise<string> {
  const id = await acceptedEvent(world, given);
  const region = await world.database.prisma.region.findFirstOrThrow();
  const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
  await inTransaction(world.database, (tx) => planEventQuestionnaire({ ...scope, tx }, { id }));
  // Questions that are asked at once arrive at once.
  await world.settle();
  return id;
}

const opened = (person: Person, title: string): boolean =>
  person
    .screen()
    .some(({ text }) => text.includes(`Questionnaire : ${title}`) && text.includes('Le bilan additionne les réponses'));

describe.each(['slack', 'discord'] as const)('a questionnaire shared on %s', (platform) => {
  it('is answered by two members: the last change wins, each sees whose it was', async () => {
    world.clock.set('2026-11-02T09:00:00+01:00');
    const first = world.person(platform, `Fatou ${platform}`);
    const second = world.person(platform, `Sacha ${platform}`);
    const stranger = world.person(platform, `Nino ${platform}`);
    const organisationId = await organisationOf(world, `Le Fournil ${platform}`, [first, second]);
    await organisationOf(world, `Ailleurs ${platform}`, [stranger]);
    const title = `Fournée ${platform}`;
    const eventId = await planned({ title, organisationId, by: first, startsAt: '2026-11-03T10:00:00+01:00' });
    await world.goTo('2026-11-04T10:00:00+01:00');
    expect(opened(first, title)).toBe(true);

    await second.command('/questionnaire repondre');
    const where = platform === 'slack' ? 'votre conversation privée' : 'le fil privé de votre structure';
    expect(second.read()).toContain(` » dans ${where}`);
    expect(second.read()).toContain('a-t-il eu lieu');
    await first.press('Oui');
    expect(second.look()).toContain('→ Oui');
    expect(second.look()).toContain(`Répondu par Fatou ${platform}`);
    if (platform === 'slack') await second.press('Continuer');
    expect(second.read()).toContain('Combien de personnes');

    await first.say('30', 'Combien de personnes');
    await second.choose('Corriger une réponse', 'Combien de personnes');
    await second.say('35', 'Combien de personnes');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 35 } });
    expect(first.look()).toContain(`Répondu par Sacha ${platform}`);
    const questionnaire = await world.database.prisma.questionnaire.findFirstOrThrow({ where: { eventId } });
    const kept = await world.database.prisma.answerRevision.findMany({ where: { questionnaireId: questionnaire.id } });
    expect(kept.map(({ value }) => value)).toMatchObject([{ value: 30 }]);

    // Both answer the same question at once.
    const at = (person: Person, label: string) => {
      const message = person
        .screen()
        .findLast(({ controls }) => controls.some((c) => 'label' in c && c.label === label));
      const control = message?.controls.find((one) => one.kind === 'button' && one.label === label);
      if (!message || control?.kind !== 'button') throw new Error(`${person.name} sees no ${label}`);
      return person.platform.press(person.user.id, message.id, control.id);
    };
    await Promise.all([at(first, 'Je ne sais pas'), at(second, 'Non'), at(first, 'Je ne sais pas')]);
    await world.settle();
    expect(['no', 'dontKnow']).toContain(
      ((await answersOf(world, { eventId })).officials as { option: string }).option,
    );
    expect(first.screen().filter(({ text }) => text.includes('Qui est venu surtout')).length).toBeGreaterThan(0);
    expect(`${first.look()}${second.look()}`).not.toContain('pas marché');

    await stranger.command('/questionnaire repondre');
    expect(stranger.read()).toContain('Aucun questionnaire');
  });

  it('goes to the co-organisers after two weeks without an answer', async () => {
    world.clock.set('2026-11-05T09:00:00+01:00');
    const lead = world.person(platform, `Lea ${platform}`);
    const other = world.person(platform, `Omar ${platform}`);
    const organisationId = await organisationOf(world, `Le Lavoir ${platform}`, [lead]);
    const guest = await organisationOf(world, `La Voile ${platform}`, [other]);
    const title = `Régate ${platform}`;
    const given = { title, organisationId, by: lead, coOrganisers: [guest] };
    const eventId = await planned({ ...given, startsAt: '2026-11-05T18:00:00+01:00' });
    await world.goTo('2026-11-06T10:00:00+01:00');
    expect(opened(lead, title)).toBe(true);
    expect(lead.look()).toContain(`La Voile ${platform}`);
    await other.command('/questionnaire repondre');
    expect(other.read()).toContain('Aucun questionnaire');
    await world.goTo('2026-11-09T10:00:00+01:00');
    await world.goTo('2026-11-16T10:00:00+01:00');
    expect(opened(other, title)).toBe(false);
    await world.goTo('2026-11-20T10:00:00+01:00');
    expect(opened(other, title)).toBe(true);
    await other.press('Annulé');
    expect(await answersOf(world, { eventId })).toMatchObject({ held: { option: 'cancelled' } });
    expect(lead.look()).toContain('→ Annulé');
    expect(await world.database.prisma.questionnaire.count({ where: { eventId } })).toBe(1);
  });

  it('is asked again after the new date of a postponed event', async () => {
    world.clock.set('2026-11-21T09:00:00+01:00');
    const host = world.person(platform, `Paule ${platform}`);
    const organisationId = await organisationOf(world, `Le Pressoir ${platform}`, [host]);
    const title = `Vendanges ${platform}`;
    const eventId = await planned({ title, organisationId, by: host, startsAt: '2026-11-21T10:00:00+01:00' });
    await world.goTo('2026-11-22T10:00:00+01:00');
    await host.press('Reporté');
    expect(host.read()).toContain('À quelle date est-il reporté ?');
    await host.say('samedi 28 novembre', 'a-t-il eu lieu');
    expect(host.read()).toContain('Je vous interrogerai de nouveau dimanche 29 novembre 2026 à 10');
    await world.goTo('2026-11-28T10:00:00+01:00');
    expect(host.look()).not.toContain('a-t-il eu lieu ?\n---');
    await world.goTo('2026-11-29T10:00:00+01:00');
    await host.press('Oui');
    await host.say('+ de 100', 'Combien de personnes');
    expect(await answersOf(world, { eventId })).toMatchObject({
      held: { option: 'yes' },
      attendance: { value: 100, precision: 'at_least' },
    });
    expect((await answersOf(world, { eventId })).newDay).toBeUndefined();
  });
});

it('asks about an event that was postponed beforehand once it has taken place', async () => {
  world.clock.set('2026-12-04T09:00:00+01:00');
  const { prisma } = world.database;
  const host = world.person('slack', 'Ines');
  const organisationId = await organisationOf(world, 'Le Rucher', [host]);
  const id = await planned({ title: 'Miel', organisationId, by: host, startsAt: '2026-12-05T10:00:00+01:00' });
  await prisma.event.update({ where: { id }, data: { status: 'POSTPONED' } });
  await world.goTo('2026-12-06T10:00:00+01:00');
  expect(opened(host, 'Miel')).toBe(false);
  const startsAt = new Date('2026-12-10T10:00:00+01:00');
  await prisma.event.update({
    where: { id },
    data: { status: 'ACCEPTED', occurrences: { updateMany: { where: {}, data: { startsAt } } } },
  });
  await world.goTo('2026-12-07T10:00:00+01:00');
  expect(opened(host, 'Miel')).toBe(false);
  await world.goTo('2026-12-11T10:00:00+01:00');
  expect(opened(host, 'Miel')).toBe(true);
});
