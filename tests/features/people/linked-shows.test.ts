import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { linkAccounts } from '../../support/linked.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

async function separate(person: Person): Promise<void> {
  await person.command('/profil voir');
  await person.press('Séparer mes comptes');
  await person.press('Séparer');
  expect(person.read()).toContain('de nouveau séparés');
}

describe.each(platformsInTurn())('what shows both accounts of somebody who links them on %s', (platform) => {
  it('counts them once from then on, and twice again once they are separated', async () => {
    const here = world.person(platform, `Zoé ${platform}`);
    const there = world.person(other[platform], `Zoé ${other[platform]} bis`);
    const coordinator = world.coordinator[platform];
    const [titre, texte] = [`Préparation ${platform}`, `À lire (${platform})`];
    await coordinator.command('/reunion programmer', { titre, date: 'mardi 6 octobre de 14h à 16h', lieu: 'Amiens' });
    await coordinator.press('Annoncer la réunion');
    await coordinator.command('/annonce diffuser', { texte });
    await coordinator.press('Diffuser maintenant');
    for (const one of [here, there]) {
      await one.press('Je viens', { in: titre });
      await one.press("J'ai lu", { in: texte });
    }
    const shows = async (people: string) => {
      await world.runDue();
      for (const one of [here, there]) {
        const posted = one.screen().find(({ text, onlyForYou }) => !onlyForYou && text.includes(titre));
        expect(plain(posted?.text ?? '')).toContain(`${people}.`);
        expect(plain(copies(one, texte)[0]?.text ?? '')).toContain(`Lue par ${people.split(' vien')[0]}`);
      }
    };
    await shows('2 personnes viennent');
    await linkAccounts(here, there);
    await shows('1 personne vient');
    await separate(here);
    await shows('2 personnes viennent');
  });

  it('takes the buttons from a request that the other account stands for, and gives them back with it', async () => {
    const name = `Le Moulin ${platform}`;
    const lou = world.person(platform, `Lou ${platform}`);
    await lou.command('/structure creer', { nom: name });
    const here = world.person(platform, `Max ${platform}`);
    const there = world.person(other[platform], `Max ${other[platform]} bis`);
    await here.command('/structure rejoindre', { structure: name });
    await lou.press('Confirmer', { in: `Max ${platform}` });
    await there.command('/structure rejoindre', { structure: name });
    const card = () => {
      const found = lou.screen().findLast(({ text }) => text.includes('demande à rejoindre'));
      return {
        text: found?.text ?? '',
        buttons: (found?.controls ?? []).flatMap((one) => ('label' in one ? [one.label] : [])),
      };
    };
    expect(card().text).toContain(there.name);
    expect(card().buttons).toContain('Confirmer');

    await linkAccounts(here, there);
    await world.runDue();
    expect(plain(card().text)).toContain('a relié ce compte à son autre compte');
    expect(card().buttons).toEqual([]);

    await separate(here);
    await world.runDue();
    expect(card().text).toContain(`${there.name} demande à rejoindre`);
    await lou.press('Confirmer', { in: there.name });
    expect(lou.read()).toContain(`${there.name}`);
    await there.command('/structure membres');
    expect(there.read()).toContain(there.name);
  });
});
