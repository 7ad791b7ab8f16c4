import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SeenButton } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { member } from '../../support/announcements.ts';
import { giveDataContact } from '../../support/data-contact.ts';
import { plain, propose } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await giveDataContact(world.coordinator.slack);
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterEach(() => world?.close());

async function open(reader: Person): Promise<void> {
  world.slack.openHome(reader.user.id);
  await world.settle();
}

const seen = (reader: Person) => plain(world.slack.home(reader.user.id)?.text ?? '');
const buttons = (reader: Person) =>
  (world.slack.home(reader.user.id)?.controls ?? []).filter((one): one is SeenButton => one.kind === 'button');
const labels = (reader: Person) => buttons(reader).map(({ label }) => plain(label));

async function press(reader: Person, label: string): Promise<void> {
  const found = buttons(reader).find((one) => plain(one.label) === label);
  if (!found) throw new Error(`no "${label}" in: ${labels(reader).join(', ')}`);
  await world.slack.useInView(reader.user.id, found.id);
  await world.settle();
}

test('the home tab of the app shows what waits, anew each time it is opened, and leads to it there', async () => {
  const { slack } = world.coordinator;
  await open(slack);
  expect(seen(slack)).toContain("Rien n'attend la coordination pour l'instant.");
  const ana = await member(world, 'slack', 'Ana', 'Le Fournil', 'Amiens');
  await propose(ana, { title: 'Portes ouvertes' });
  // The tab stays as it is until it is opened again.
  expect(seen(slack)).toContain("Rien n'attend");
  await open(slack);
  expect(seen(slack)).toContain('À faire : 1 proposition.');
  expect(labels(slack)).toContain('Examiner les propositions');
  await press(slack, 'Examiner les propositions');
  expect(seen(slack)).toContain('Portes ouvertes');
  await press(slack, 'Accepter');
  await press(slack, "Ce qui m'attend");
  expect(seen(slack)).toContain("Rien n'attend la coordination pour l'instant.");

  await press(slack, 'Tout le reste');
  await press(slack, 'Réunions');
  expect(seen(slack)).toContain('/reunion liste');
});

test('a form that is opened there is shown back there, and confirmed there', async () => {
  const ben = await member(world, 'slack', 'Ben', 'La Ruche', 'Amiens');
  await open(ben);
  await press(ben, 'Proposer un événement');
  await ben.fill({
    ...{ title: 'Bal', when: 'samedi 14 novembre 20h', place: 'Salle des fêtes, Beauvais' },
    ...{ pitch: 'On danse.', contact: 'Ben' },
  });
  expect(seen(ben)).toContain("Votre proposition n'est pas encore envoyée");
  await press(ben, 'Proposer');
  expect(seen(ben)).toContain("C'est proposé : « Bal »");
});

test('somebody new is led to an organisation there, and a longer answer than a tab holds keeps the way back', async () => {
  const visitor = world.person('slack', 'Violette');
  await open(visitor);
  expect(labels(visitor)).toContain('Rejoindre ma structure');
  const { slack } = world.coordinator;
  await member(world, 'slack', 'Ana', 'Le Fournil', 'Amiens');
  for (let number = 0; number < 60; number += 1) {
    const { prisma } = world.database;
    const region = await prisma.region.findFirstOrThrow();
    const organisation = await prisma.organisation.findFirstOrThrow();
    const person = await prisma.person.create({
      data: {
        ...{ regionId: region.id, name: `Membre ${number}`, lastPlatform: 'slack', createdAt: world.clock.now() },
        identities: {
          create: [{ regionId: region.id, platform: 'slack', externalId: `U0${number}`, name: `Membre ${number}` }],
        },
      },
    });
    await prisma.membership.create({
      data: {
        ...{ regionId: region.id, organisationId: organisation.id, personId: person.id },
        ...{ status: 'PENDING', requestedAt: world.clock.now() },
      },
    });
  }
  await open(slack);
  await press(slack, 'Voir les demandes');
  expect(world.slack.home(slack.user.id)?.blocks.length).toBeLessThanOrEqual(100);
  expect(labels(slack)).toContain("Ce qui m'attend");
});
