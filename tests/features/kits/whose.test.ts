import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

const BUTTON = "J'ai bien reçu le kit";

describe.each(platformsInTurn())('the kit, asked for by somebody of several organisations on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-05T09:00:00+02:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
    ana = world.person(platform, 'Ana');
  });
  afterAll(() => world?.close());

  /** Brings Ana into an organisation, which takes part or not. */
  async function joined(day: number, name: string, takesPart: boolean): Promise<void> {
    world.clock.set(`2026-10-0${day}T09:00:00+02:00`);
    const organisationId = await organisationOf(world, name, [ana]);
    const given = { organisationId, by: ana, title: `Fête, ${name}`, startsAt: '2026-11-14T14:00:00+01:00' };
    if (takesPart) await acceptedEvent(world, given);
  }
  const followUp = async () => {
    await coordinator.command('/kit suivi');
    return plain(coordinator.read());
  };

  it('is noted for those of them that take part, and for no other', async () => {
    await joined(5, 'Les Jardins', false);
    await ana.command('/kit recevoir');
    expect(ana.read()).toContain('Kit de communication');
    expect(await followUp()).not.toContain('Les Jardins');
    await ana.press(BUTTON);
    expect(ana.read()).toContain('bien arrivé');
    expect(await followUp()).not.toContain('Les Jardins');

    await joined(6, 'Le Fournil', true);
    await ana.command('/kit recevoir');
    let shown = await followUp();
    expect(shown).toContain('0 structure sur 1');
    expect(shown).toContain('Le Fournil');
    expect(shown).not.toContain('Les Jardins');
    await ana.press(BUTTON);
    shown = await followUp();
    expect(shown).toMatch(/Le Fournil.*Ana/s);
    expect(shown).toContain("1 structure sur 1 l'a confirmé");

    // What one of them has confirmed is still asked of the other.
    await joined(7, 'La Harpe', true);
    await ana.command('/kit recevoir');
    expect(ana.read()).not.toContain('a déjà confirmé');
    await ana.press(BUTTON);
    expect(ana.sees(BUTTON)).toBe(false);
    shown = await followUp();
    expect(shown).toMatch(/La Harpe.*Ana/s);
    expect(shown).toContain("2 structures sur 2 l'ont confirmé");
    await ana.command('/kit recevoir');
    expect(ana.read()).toContain('a déjà confirmé');
  });
});

describe.each(platformsInTurn())('the kit, sent to two organisations of one person on %s', (platform) => {
  let world: World;
  afterAll(() => world?.close());

  it('is confirmed for both below one of its copies, and for no organisation that was not sent it', async () => {
    world = await startWorld({ at: '2026-10-05T09:00:00+02:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const lou = world.person(platform, 'Lou');
    const takesPart = async (name: string) => {
      const organisationId = await organisationOf(world, name, [lou]);
      const given = { organisationId, by: lou, title: `Fête, ${name}`, startsAt: '2026-11-14T14:00:00+01:00' };
      await acceptedEvent(world, given);
    };
    for (const name of ['Les Jardins', 'Le Fournil']) await takesPart(name);
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo] });
    await coordinator.press('Publier et envoyer');
    const buttons = () =>
      lou.screen().filter(({ controls }) => controls.some((one) => 'label' in one && one.label === BUTTON)).length;
    expect(buttons()).toBe(2);
    await takesPart('La Harpe');

    await lou.press(BUTTON);
    expect(buttons()).toBe(0);
    await coordinator.command('/kit suivi');
    expect(plain(coordinator.read())).toContain("2 structures sur 2 l'ont confirmé");
  });
});
