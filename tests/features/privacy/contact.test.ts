import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { giveDataContact } from '../../support/data-contact.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const TO_GIVE = 'contact pour les données à indiquer';
const OFFERED = "Indiquez à qui chacun peut s'adresser pour ses données";

describe.each(platformsInTurn())('whom people ask about their data, while nobody has said it, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeEach(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
  });
  afterEach(() => world?.close());

  const sees = (label: string) =>
    coordinator.news.some(({ controls }) => controls.some((one) => one.kind === 'button' && one.label === label));

  it('waits among what is to be done, a press away, until it is given', async () => {
    await coordinator.command('/mois');
    expect(plain(coordinator.read())).toContain(TO_GIVE);
    await coordinator.press('Indiquer le contact');
    await coordinator.fill({ chamber: 'CRESS Picardie', contact: 'donnees@cress.example' });
    expect(plain(coordinator.read())).toContain('donnees@cress.example');
    await coordinator.command('/mois');
    expect(plain(coordinator.read())).not.toContain(TO_GIVE);
    const visitor = world.person(platform, 'Violette');
    await visitor.command('/mois');
    expect(plain(visitor.read())).not.toContain(TO_GIVE);
  });

  it('is offered after the set-up, and no more once it is given', async () => {
    await coordinator.command('/installer', { region: 'Picardie' });
    expect(plain(coordinator.read())).toContain("C'est fait");
    expect(plain(coordinator.read())).toContain(OFFERED);
    expect(sees('Indiquer le contact')).toBe(true);
    await giveDataContact(coordinator);
    await coordinator.command('/installer', { region: 'Picardie' });
    expect(plain(coordinator.read())).not.toContain(OFFERED);
    expect(sees('Indiquer le contact')).toBe(false);
  });
});
