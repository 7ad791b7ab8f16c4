import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeenButton } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { member } from '../../support/announcements.ts';
import { plain, propose } from '../../support/events.ts';
import { platforms } from '../../support/tied-world.ts';
import { startWorld, type World } from '../../support/world.ts';
import { eraseWholly } from './erasing.ts';

const NAME = 'Camille Roussel';

describe.each(platforms)('the home tab on Slack, once somebody on %s is erased whom it shows,', (_title, side) => {
  let world: World;
  let camille: Person;
  beforeEach(async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    camille = await member(world, side, NAME, 'Le Fournil', 'Amiens');
    await propose(camille, { title: 'Portes ouvertes', contact: `${NAME}, 06 12 34 56 78` });
    if (side === 'slack') await open(camille);
    await open(world.coordinator.slack);
    await press(world.coordinator.slack, 'Examiner les propositions');
    expect(seen(world.coordinator.slack)).toContain(NAME);
    if (side === 'slack') expect(seen(camille)).toContain('Le Fournil');
  });
  afterEach(() => world?.close());

  async function open(reader: Person): Promise<void> {
    world.slack.openHome(reader.user.id);
    await world.settle();
  }
  const seen = (reader: Person) => plain(world.slack.home(reader.user.id)?.text ?? '');
  async function press(reader: Person, label: string): Promise<void> {
    const controls = world.slack.home(reader.user.id)?.controls ?? [];
    const buttons = controls.filter((one): one is SeenButton => one.kind === 'button');
    const found = buttons.find((one) => plain(one.label) === label);
    if (!found) throw new Error(`no "${label}" in the home tab`);
    await world.slack.useInView(reader.user.id, found.id);
    await world.settle();
  }
  const minutes = (count: number) => world.goTo(new Date(world.clock.now().getTime() + count * 60_000));

  it('is emptied, theirs and others’, and leads back to what waits', async () => {
    await eraseWholly(world, camille);
    expect(seen(world.coordinator.slack)).toContain('vidé cet onglet');
    await press(world.coordinator.slack, "Ce qui m'attend");
    expect(seen(world.coordinator.slack)).not.toContain('vidé cet onglet');
    if (side === 'discord') return;
    expect(seen(camille)).toContain('vidé cet onglet');
    await press(camille, 'Où en est-ce ?');
    expect(seen(camille)).toContain('Tout est terminé');
  });

  it('is waited for while Slack is away, and emptied after a restart', async () => {
    world.slack.fault({ kind: 'status', status: 503, times: 10_000, method: 'views.publish' });
    await camille.command('/profil donnees');
    await camille.press('Tout effacer');
    await camille.press('Effacer pour toujours');
    for (let times = 0; times < 4; times += 1) await minutes(1);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).not.toContain('Tout est terminé');
    expect(camille.read()).toContain("l'onglet d'accueil");
    expect(seen(world.coordinator.slack)).toContain(NAME);
    world.slack.clearFaults();
    await world.restartBot();
    for (let times = 0; times < 3; times += 1) await minutes(10);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).toContain('Tout est terminé');
    expect(seen(world.coordinator.slack)).not.toContain(NAME);
  });
});
