import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ERASURE } from '../../../src/features/privacy/erasure.ts';
import type { SeenButton } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { member } from '../../support/announcements.ts';
import { plain, propose } from '../../support/events.ts';
import { platforms } from '../../support/tied-world.ts';
import { startWorld, type World } from '../../support/world.ts';
import { eraseWholly, untilErased } from './erasing.ts';

const NAME = 'Camille Roussel';

const seen = (world: World, reader: Person) => plain(world.slack.home(reader.user.id)?.text ?? '');

async function open(world: World, reader: Person): Promise<void> {
  world.slack.openHome(reader.user.id);
  await world.settle();
}

async function press(world: World, reader: Person, label: string): Promise<void> {
  const controls = world.slack.home(reader.user.id)?.controls ?? [];
  const buttons = controls.filter((one): one is SeenButton => one.kind === 'button');
  const found = buttons.find((one) => plain(one.label) === label);
  if (!found) throw new Error(`no "${label}" in the home tab`);
  await world.slack.useInView(reader.user.id, found.id);
  await world.settle();
}

const seconds = (world: World, count: number) => world.goTo(new Date(world.clock.now().getTime() + count * 1_000));
const minutes = (world: World, count: number) => seconds(world, count * 60);

describe.each(platforms)('the home tab on Slack, once somebody on %s is erased whom it shows,', (_title, side) => {
  let world: World;
  let camille: Person;
  beforeEach(async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    camille = await member(world, side, NAME, 'Le Fournil', 'Amiens');
    await propose(camille, { title: 'Portes ouvertes', contact: `${NAME}, 06 12 34 56 78` });
    if (side === 'slack') await open(world, camille);
    await open(world, world.coordinator.slack);
    await press(world, world.coordinator.slack, 'Examiner les propositions');
    expect(seen(world, world.coordinator.slack)).toContain(NAME);
    if (side === 'slack') expect(seen(world, camille)).toContain('Le Fournil');
  });
  afterEach(() => world?.close());

  it('is emptied, theirs and others’, and leads back to what waits', async () => {
    await eraseWholly(world, camille);
    expect(seen(world, world.coordinator.slack)).toContain('vidé cet onglet');
    await press(world, world.coordinator.slack, "Ce qui m'attend");
    expect(seen(world, world.coordinator.slack)).not.toContain('vidé cet onglet');
    if (side === 'discord') return;
    expect(seen(world, camille)).toContain('vidé cet onglet');
    await press(world, camille, 'Où en est-ce ?');
    expect(seen(world, camille)).toContain('Tout est terminé');
  });

  it('is waited for while Slack is away, and emptied after a restart', async () => {
    world.slack.fault({ kind: 'status', status: 503, times: 10_000, method: 'views.publish' });
    await camille.command('/profil donnees');
    await camille.press('Tout effacer');
    await camille.press('Effacer pour toujours');
    for (let times = 0; times < 10; times += 1) await minutes(world, 1);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).not.toContain('Tout est terminé');
    expect(camille.read()).toContain("l'onglet d'accueil");
    expect(seen(world, world.coordinator.slack)).toContain(NAME);
    world.slack.clearFaults();
    await world.restartBot();
    await untilErased(world, 10);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).toContain('Tout est terminé');
    expect(seen(world, world.coordinator.slack)).not.toContain(NAME);
  });
});

describe.each(platforms)('the home tab on Slack, while it is looked for somebody on %s,', (_title, side) => {
  it('is emptied though it was opened after the press, theirs at once, and the erasure ends soon after its search', async () => {
    const world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    const coordinator = world.coordinator.slack;
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const camille = await member(world, side, NAME, 'Le Fournil', 'Amiens');
    const colleague = await member(world, side, 'Zoé Petit', 'Atelier vélo', 'Amiens');
    await propose(colleague, { title: 'Bourse aux vélos', contact: `${NAME}, 06 12 34 56 78` });
    if (side === 'slack') await open(world, camille);
    await camille.command('/profil donnees');
    await camille.press('Tout effacer');
    await camille.press('Effacer pour toujours');
    // The search lasts, as it does in a region of many.
    const later = new Date(world.clock.now().getTime() + 2 * 60_000);
    await world.database.prisma.dueItem.updateMany({ where: { kind: ERASURE }, data: { dueAt: later } });
    for (let times = 0; times < 2; times += 1) await world.runDue();
    if (side === 'slack') expect(seen(world, camille)).toContain('vidé cet onglet');
    await open(world, coordinator);
    await press(world, coordinator, 'Examiner les propositions');
    expect(seen(world, coordinator)).toContain(NAME);
    for (let times = 0; times < 2; times += 1) await minutes(world, 1);
    for (let times = 0; times < 6; times += 1) await seconds(world, 10);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).toContain('Tout est terminé');
    expect(seen(world, coordinator)).not.toContain(NAME);
    await world.close();
  });
});
