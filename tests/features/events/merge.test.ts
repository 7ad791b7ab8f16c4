import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, organiser, plain, propose } from '../../support/events.ts';
import { other, type Platform, platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World;
afterEach(() => world?.close());

/** Brings in two organisations, one on each platform, that propose something for one day and town. */
async function twoNear(platform: Platform) {
  const opened = await openEdition(platform);
  world = opened.world;
  const { coordinator, gil } = opened;
  const zoe = await organiser(world, other[platform], 'Zoé', 'Le Moulin');
  await propose(gil, { title: 'Portes ouvertes', when: '14 novembre 14h', place: 'Amiens' });
  await propose(zoe, { title: 'Visite du moulin', when: '14 novembre 16h', place: 'Amiens' });
  return { coordinator, gil, zoe };
}

/** Lets the coordination propose to make one event of the two, and returns those who are asked. */
async function proposed(platform: Platform) {
  const { coordinator, gil, zoe } = await twoNear(platform);
  await coordinator.command('/evenement file');
  expect(coordinator.read()).toContain('Amiens, samedi 14 novembre 2026 : 2 événements');
  await coordinator.press('Proposer une mise en commun');
  expect(coordinator.read()).toContain('Un seul événement resterait : « Portes ouvertes »');
  await coordinator.press('Proposer aux deux structures');
  expect(coordinator.read()).toContain('Rien ne change tant que les deux structures');
  return { coordinator, gil, zoe };
}

const statuses = async () => {
  const rows = await world.database.prisma.event.findMany({
    select: { title: true, status: true, mergedIntoId: true, coOrganisers: { select: { status: true } } },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ title, status, mergedIntoId, coOrganisers }) => [
    title,
    status,
    mergedIntoId !== null,
    coOrganisers.length,
  ]);
};
const apart = [
  ['Portes ouvertes', 'PROPOSED', false, 0],
  ['Visite du moulin', 'PROPOSED', false, 0],
];
const agree = (person: Person) => person.press("D'accord");

describe.each(platformsInTurn())('three proposals near each other, seen by a coordinator on %s', (platform) => {
  it('are told together, by day and commune, with a way to make one of them', async () => {
    const { coordinator } = await twoNear(platform);
    const max = await organiser(world, platform, 'Max', 'La Grange');
    await propose(max, { title: 'Concert', when: '14 novembre 20h', place: 'Amiens' });
    await coordinator.command('/evenement file');
    expect(coordinator.read()).toContain('Amiens, samedi 14 novembre 2026 : 3 événements');
    expect(coordinator.sees('Proposer une mise en commun')).toBe(true);
  });
});

describe.each(platformsInTurn())('two proposals near each other, seen by a coordinator on %s', (platform) => {
  it('become one event once both organisations agree: one leads it, the other co-organises, the other proposal is closed', async () => {
    const { coordinator, gil, zoe } = await proposed(platform);
    expect(gil.look()).toContain('Réunir « Portes ouvertes » et « Visite du moulin » ?');
    await agree(gil);
    expect(gil.read()).toContain('vous pouvez revenir dessus');
    expect(await statuses()).toEqual(apart);
    expect(zoe.look()).toContain("D'accord : Repair Café. En attente : Le Moulin.");

    await gil.press('Revenir sur notre accord');
    expect(gil.read()).toContain('votre accord est retiré');
    await agree(zoe);
    expect(await statuses()).toEqual(apart);
    await agree(gil);
    expect(gil.read()).toContain("C'est fait : « Portes ouvertes » et « Visite du moulin » sont un seul événement");
    expect(zoe.look()).toContain('sont maintenant un seul événement');
    expect(gil.look()).not.toContain('serait clos');
    await coordinator.press('Retirer cette proposition');
    expect(coordinator.read()).toContain('Trop tard : les deux structures ont déjà accepté');
    expect(await statuses()).toEqual([
      ['Portes ouvertes', 'PROPOSED', false, 1],
      ['Visite du moulin', 'CANCELLED', true, 0],
    ]);

    await zoe.command('/evenement voir', { evenement: 'Visite du moulin' });
    expect(zoe.read()).toContain("réuni à l'événement 1. Portes ouvertes");
    await zoe.press('Voir « Portes ouvertes »');
    expect(zoe.read()).toContain('Repair Café et Le Moulin');
    // It is one event for the programme, the figures and the survey.
    await coordinator.command('/evenement file');
    expect(coordinator.read()).not.toContain('Visite du moulin');
    await coordinator.press('Accepter');
    expect(gil.look()).toContain('Bonne nouvelle : votre événement « Portes ouvertes » est accepté');
    expect(zoe.look()).toContain(
      "l'événement « Portes ouvertes », que vous co-organisez avec « Repair Café », est accepté",
    );
    await coordinator.command('/questionnaire lancer');
    await coordinator.press('Lancer le questionnaire');
    const questionnaires = await world.database.prisma.questionnaire.findMany({ where: { kind: 'EVENT' } });
    expect(questionnaires).toHaveLength(1);
    await coordinator.command('/evenement liste');
    expect(coordinator.read()).toContain('Portes ouvertes');
    expect(coordinator.read()).not.toContain('Visite du moulin');
  });

  it('take along whoever was invited to the one that is closed and hasn’t answered', async () => {
    const { coordinator, gil, zoe } = await twoNear(platform);
    const tom = await organiser(world, platform, 'Tom', 'La Tierce');
    await zoe.command('/evenement voir', { evenement: 'Visite du moulin' });
    await zoe.press('Inviter à co-organiser');
    // Her own organisation leads it, and isn't asked to join it.
    expect(zoe.form().fields[0]?.options.map(({ label }) => label)).not.toContain('Le Moulin');
    const { value } = zoe.form().fields[0]?.options.find(({ label }) => label.includes('La Tierce')) ?? { value: '' };
    await zoe.fill({ organisation: value });
    await coordinator.command('/evenement file');
    await coordinator.press('Proposer une mise en commun');
    await coordinator.press('Proposer aux deux structures');
    await agree(gil);
    await agree(zoe);
    await tom.command('/mois');
    expect(tom.read()).toContain('Portes ouvertes');
    await tom.press('Co-organiser', { in: 'co-organiser « Visite du moulin »' });
    expect(tom.read()).toContain('« Visite du moulin » est réuni à « Portes ouvertes »');
    expect(tom.read()).not.toContain("n'aura pas lieu");
    await tom.press('Co-organiser', { in: 'est réuni à' });
    expect(await statuses()).toEqual([
      ['Portes ouvertes', 'PROPOSED', false, 2],
      ['Visite du moulin', 'CANCELLED', true, 1],
    ]);
    expect(await world.database.prisma.coOrganiser.count({ where: { status: 'ACCEPTED' } })).toBe(2);
    await tom.press('Co-organiser', { in: 'co-organiser « Visite du moulin »' });
    expect(tom.read()).toContain('est réuni à « Portes ouvertes »');
  });

  it('tell those who co-organise either that they are one', async () => {
    const { coordinator, gil, zoe } = await twoNear(platform);
    const tom = await organiser(world, platform, 'Tom', 'La Tierce');
    const lea = await organiser(world, platform, 'Léa', 'La Ruche');
    for (const [host, evenement, structure, guest] of [
      [zoe, 'Visite du moulin', 'La Tierce', tom],
      [gil, 'Portes ouvertes', 'La Ruche', lea],
      // Those who work together already are likely to make one of two.
      [zoe, 'Visite du moulin', 'Repair Café', gil],
    ] as const) {
      await host.command('/evenement coorganiser', { evenement, structure });
      await guest.press('Co-organiser');
    }
    await coordinator.command('/evenement file');
    await coordinator.press('Proposer une mise en commun');
    await coordinator.press('Proposer aux deux structures');
    await agree(gil);
    await agree(zoe);
    for (const guest of [tom, lea, gil]) {
      const told = guest.screen().filter(({ text }) => text.includes('sont maintenant un seul événement'));
      expect(told).toHaveLength(1);
    }
    // They are asked about the event that lives on by whoever proposed to make one of the two.
    expect(plain(tom.look())).toMatch(
      /Claire.* vous propose de co-organiser cet événement|Driss.* vous propose de co-organiser cet événement/,
    );
  });

  it('stay two where one organisation keeps its event, or where it is withdrawn, decided or changed meanwhile', async () => {
    const { coordinator, gil, zoe } = await proposed(platform);
    await agree(gil);
    await zoe.press('Garder notre événement');
    expect(zoe.read()).toContain('restent deux événements');
    expect(coordinator.look()).toContain('Le Moulin préfère garder son événement');
    await expect(agree(gil)).rejects.toThrow();

    const again = async () => {
      await coordinator.command('/evenement file');
      await coordinator.press('Proposer une mise en commun');
      await coordinator.press('Proposer aux deux structures');
    };
    // It changed after one of them had agreed to it.
    await again();
    await agree(gil);
    await zoe.command('/evenement modifier', { evenement: 'Visite du moulin' });
    await zoe.fill({ pitch: 'Avec un repas.' });
    await agree(zoe);
    expect(zoe.read()).toContain("n'est plus d'actualité");

    // The coordination takes it back. They were asked twice this week, which is enough.
    await world.goTo('2026-09-24T10:00:00+02:00');
    await again();
    await coordinator.press('Retirer cette proposition');
    expect(coordinator.read()).toContain('La proposition est retirée');
    await agree(zoe).catch(() => {});
    expect(await statuses()).toEqual(apart);

    // One of them is withdrawn.
    await world.goTo('2026-10-03T10:00:00+02:00');
    await again();
    await agree(gil);
    await gil.command('/evenement annuler', { evenement: 'Portes ouvertes' });
    await gil.press("Annuler l'événement");
    expect(zoe.look()).toContain('« Portes ouvertes » et « Visite du moulin » ne sont pas réunis');
    await expect(agree(zoe)).rejects.toThrow();
    expect((await statuses()).map(([, status]) => status)).toEqual(['CANCELLED', 'PROPOSED']);
    expect(await world.database.prisma.coOrganiser.count()).toBe(0);
  });

  it('wait in /mois of who has to agree, and are taken back by another coordinator, whatever has reached whom', async () => {
    const { coordinator, gil, zoe } = await proposed(platform);
    const colleague = world.coordinator[other[platform]];
    // They have had the two messages of their week.
    for (let times = 0; times < 2; times += 1) {
      await colleague.command('/evenement file');
      expect(colleague.read()).toContain(
        'Mise en commun proposée : « Portes ouvertes » (Repair Café) et « Visite du moulin » (Le Moulin).',
      );
      expect(colleague.sees('Proposer une mise en commun')).toBe(false);
      await colleague.press('Retirer cette proposition');
      expect(colleague.read()).toContain('La proposition est retirée');
      await coordinator.command('/evenement file');
      await coordinator.press('Proposer une mise en commun');
      await coordinator.press('Proposer aux deux structures');
    }
    for (const person of [gil, zoe]) {
      person.look();
      await person.command('/mois');
      expect(person.read()).toContain('On vous propose de réunir « Portes ouvertes » et « Visite du moulin »');
      await person.press('Voir la mise en commun');
      expect(person.read()).toContain('Réunir « Portes ouvertes » et « Visite du moulin » ?');
      expect(person.sees('Retirer cette proposition')).toBe(false);
    }
    await agree(zoe);
    await zoe.command('/mois');
    expect(zoe.read()).not.toContain('On vous propose de réunir');
    await agree(gil);
    expect(gil.read()).toContain("C'est fait");
  });

  it('already asked about lead whoever asks again to how that stands, where it concerns them', async () => {
    const { gil, zoe } = await twoNear(platform);
    await zoe.press('Réunir nos deux événements');
    await zoe.press('Réunir nos deux événements', { in: 'Merci !' });
    expect(zoe.read()).toContain("Attendez la réponse, ou retirez-la d'abord");
    await zoe.press('Voir la mise en commun');
    expect(zoe.read()).toContain("D'accord : Le Moulin. En attente : Repair Café.");
    await zoe.press('Retirer cette proposition', { in: "D'accord : Le Moulin" });
    expect(zoe.read()).toContain('La proposition est retirée');
    await gil.command('/mois');
    expect(gil.read()).not.toContain('On vous propose de réunir');
  });

  it('one of which is asked about already aren’t asked about by whom that merge doesn’t concern', async () => {
    const { world: here, coordinator, gil } = await openEdition(platform);
    world = here;
    const tom = await organiser(world, platform, 'Tom', 'La Tierce');
    await propose(gil, { title: 'Portes ouvertes', when: '14 novembre 14h', place: 'Amiens' });
    await propose(tom, { title: 'Repas', when: '14 novembre 15h', place: 'Amiens' });
    const zoe = await organiser(world, other[platform], 'Zoé', 'Le Moulin');
    await propose(zoe, { title: 'Visite du moulin', when: '14 novembre 16h', place: 'Amiens' });
    await coordinator.command('/evenement file');
    await coordinator.press('Proposer une mise en commun');
    await coordinator.choose('Deux propositions à réunir', 'Portes ouvertes', 'Visite du moulin');
    await coordinator.press('Proposer aux deux structures');
    await tom.press('Réunir nos deux événements');
    expect(tom.read()).toContain('Attendez que les deux structures aient répondu');
    expect(tom.sees('Voir la mise en commun')).toBe(false);
  });

  it('are no longer asked about once one of them is decided: both read so, and another merge may be proposed', async () => {
    const { coordinator, gil, zoe } = await proposed(platform);
    const [question, over] = ["Rien ne change tant que les deux structures n'ont pas accepté", 'ne sont pas réunis'];
    for (const person of [gil, zoe]) expect(person.look()).toContain(question);
    await coordinator.command('/evenement file');
    await coordinator.press('Accepter');
    for (const person of [gil, zoe]) {
      expect(person.look()).toContain(over);
      await expect(agree(person)).rejects.toThrow();
    }
    await coordinator.press('Revenir sur la décision', { in: 'est accepté' });
    await coordinator.press('Revenir sur la décision', { in: 'sera retiré du programme' });
    await coordinator.command('/evenement file');
    await coordinator.press('Proposer une mise en commun');
    await coordinator.press('Proposer aux deux structures');
    expect(coordinator.read()).toContain('Rien ne change tant que les deux structures');
    for (const person of [gil, zoe]) expect(person.look()).toContain(question);
    await coordinator.command('/evenement file');
    await coordinator.press('Refuser', { in: 'Visite du moulin' });
    await coordinator.fill({ reason: 'Sans lien.' });
    for (const person of [gil, zoe]) expect(person.look()).not.toContain(question);
  });

  it('are asked to become one by one of the organisations, which agrees with that; both at once make one event', async () => {
    const { coordinator, gil, zoe } = await twoNear(platform);
    await zoe.press('Réunir nos deux événements');
    expect(zoe.read()).toContain('est proposée');
    expect(coordinator.look()).not.toContain('préfère garder');
    const [first] = [gil];
    await Promise.all([agree(first), agree(first).catch(() => {})]);
    expect(gil.look()).toContain("C'est fait : « Portes ouvertes » et « Visite du moulin » sont un seul événement");
    expect(gil.look()).not.toContain('ne sont pas réunis');
    await zoe.press('Retirer cette proposition');
    expect(zoe.read()).toContain('Trop tard : Repair Café a déjà accepté');
    expect(zoe.read()).not.toContain('Merci');
    expect(await statuses()).toEqual([
      ['Portes ouvertes', 'PROPOSED', false, 1],
      ['Visite du moulin', 'CANCELLED', true, 0],
    ]);
  });

  it('are decided in the queue, whose buttons go with what is decided', async () => {
    const { coordinator } = await twoNear(platform);
    await coordinator.command('/evenement file');
    await coordinator.press('Accepter');
    expect(coordinator.read()).toContain('« 1. Portes ouvertes » est accepté');
    expect(coordinator.read()).toContain('Une proposition attend');
    const controls =
      coordinator.screen().findLast(({ text }) => text.includes('Une proposition attend'))?.controls ?? [];
    expect(JSON.stringify(controls).match(/"Accepter"/g)).toHaveLength(1);
    await coordinator.press('Refuser', { in: 'Une proposition attend' });
    await coordinator.fill({ reason: 'Sans lien.' });
    expect(coordinator.read()).toContain("Aucune proposition n'attend");
  });

  it('that became one after a cancellation was shown back are shown before it goes on', async () => {
    const { gil, zoe } = await proposed(platform);
    await agree(gil);
    await gil.command('/evenement annuler', { evenement: 'Portes ouvertes' });
    expect(gil.read()).not.toContain('Le Moulin');
    zoe.look();
    await agree(zoe);
    gil.look();
    await gil.press("Annuler l'événement");
    expect(gil.read()).toContain("Rien n'a été fait");
    expect(gil.read()).toContain('Le Moulin');
    expect((await statuses())[0]).toEqual(['Portes ouvertes', 'PROPOSED', false, 1]);
  });

  it('stay apart once their edition is closed, and who had agreed is told when the other declines', async () => {
    const { coordinator, gil, zoe } = await proposed(platform);
    await agree(gil);
    await world.goTo('2026-12-05T10:00:00+01:00');
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    zoe.look();
    gil.look();
    await agree(zoe);
    expect(zoe.read()).toContain("L'édition 2026 est close");
    expect(await statuses()).toEqual(apart);
    await zoe.press('Garder notre événement');
    expect(gil.look()).toContain('Le Moulin préfère garder son événement');
  });
});
