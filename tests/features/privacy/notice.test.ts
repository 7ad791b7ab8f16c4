import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { both, openEdition, plain } from '../../support/events.ts';
import type { World } from '../../support/world.ts';

const WHO = 'garde votre nom et ce que vous faites avec moi';
const OF_ENGLISH = 'keeps your name and what you do with me';

describe.each(both)('who meets the bot on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    ({ world, coordinator } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  const told = (person: Person, words: string) =>
    person.screen().filter(({ text }) => plain(text).includes(words)).length;

  it('is told once who keeps what, why, for how long and whom to ask, with what is kept a press away', async () => {
    const zoe = world.person(platform, 'Zoé');
    await zoe.command('/edition voir');
    expect(plain(zoe.read())).toContain(`CRESS ${WHO}, pour organiser le Mois et en faire le bilan.`);
    expect(plain(zoe.read())).toContain('Je garde le texte de mes messages 90 jours, et chaque édition 5 ans.');
    expect(plain(zoe.read())).toContain('Une question, une correction ? Écrivez à la coordination (CRESS)');
    await zoe.press('Mes données');
    expect(plain(zoe.read())).toContain('Ce que je garde de vous');
    expect(plain(zoe.read())).not.toContain(WHO);
    await zoe.say('bonjour');
    expect(plain(zoe.read())).not.toContain(WHO);
  });

  it('by a word to the bot alone too, with the contact that the chamber has given', async () => {
    await coordinator.command('/equipe donnees', { chambre: 'CRESS', contact: 'donnees@cress.example' });
    const max = world.person(platform, 'Max');
    // On Discord a direct message of somebody unknown tells no server.
    await (platform === 'slack' ? max.say('bonjour') : max.command('/mois'));
    await world.settle();
    expect(plain(max.read())).toContain(WHO);
    expect(plain(max.read())).toContain('Une question, une correction ? donnees@cress.example');
  });

  it('is told in their language', async () => {
    const kim = world.person(platform, 'Kim', { locale: 'en' });
    await kim.command(platform === 'discord' ? '/edition view' : '/edition voir');
    expect(plain(kim.read())).toContain(OF_ENGLISH);
    expect(told(kim, WHO)).toBe(0);
  });

  it('is told it with the first answer that is given, after a refusal too, and nobody else reads it', async () => {
    const ada = world.person(platform, 'Ada');
    await ada.command('/equipe donnees', { chambre: 'Moi', contact: 'moi' });
    await ada.command('/edition voir');
    expect(plain(ada.read())).toContain(WHO);
    expect(coordinator.screen().filter(({ text }) => plain(text).includes(WHO)).length).toBeLessThanOrEqual(1);
  });
});
