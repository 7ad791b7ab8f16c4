import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { other } from '../../support/platforms.ts';
import { organiser, proposing } from '../../support/proposing.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

/** Ana proposes an event, and it is accepted. */
async function accepted(platform: 'slack' | 'discord', name: string): Promise<void> {
  const ana = await organiser(world, platform, name, { organisation: `Le Moulin de ${name}` });
  await proposing(ana, {});
  await ana.press('Proposer');
  await world.coordinator[platform].press('Accepter');
}

async function documentOf(coordinator: Person, extension: string): Promise<string> {
  await coordinator.command('/bilan document');
  const files = coordinator.news.flatMap(({ files }) => files);
  const found = files.find(({ name }) => name.endsWith(`.${extension}`));
  return (await fetch(found?.url ?? '')).text();
}

describe.each(['slack', 'discord'] as const)('working on the bilan on %s', (platform) => {
  it('goes chapter by chapter, and says what is missing and how to get it', async () => {
    const coordinator = world.coordinator[platform];
    const figure = platform === 'slack' ? 'Programmes imprimés' : 'Affiches';
    await coordinator.command('/bilan rediger', { chapitre: 'Communication' });
    expect(coordinator.read()).toContain('Chapitre 6 sur 16 : Communication');
    expect(coordinator.read()).toMatch(new RegExp(`Chiffres que personne n'a saisis : .*${figure}`));
    await coordinator.press('Saisir des chiffres');
    await coordinator.fill({ figure: platform === 'slack' ? 'programmesPrinted' : 'posters', value: '800' });
    await coordinator.command('/bilan rediger', { chapitre: 'Communication' });
    expect(coordinator.read()).not.toMatch(new RegExp(`Chiffres que personne n'a saisis : .*${figure}`));
    expect(coordinator.read()).toContain("Le Mois s'est annoncé par");
    await coordinator.press(platform === 'slack' ? 'Chapitre suivant' : 'Chapitre précédent');
    expect(coordinator.read()).toContain(
      `Chapitre ${platform === 'slack' ? '7 sur 16 : Médias' : '5 sur 16 : Personnes'}`,
    );
    expect(coordinator.read()).toContain("Vous n'avez rien écrit dans ce chapitre");
    await coordinator.press('Écrire ce texte');
    await coordinator.fill({ text: `Une belle campagne (${platform}).` });
    await coordinator.press('Revenir au chapitre');
    expect(coordinator.read()).toContain(`Une belle campagne (${platform}).`);
    await coordinator.press('Modifier ce texte');
    await coordinator.fill({ text: `Une campagne (${platform}).` });
    expect(coordinator.read()).toContain('Texte précédent');
  });

  it('takes a text for every chapter, those too that only told what is known', async () => {
    const coordinator = world.coordinator[platform];
    const chapters = platform === 'slack' ? ['Réunions', 'Remerciements'] : ["D'une édition à l'autre", 'Annexes'];
    for (const chapitre of chapters) {
      await coordinator.command('/bilan rediger', { chapitre });
      expect(coordinator.read()).toMatch(new RegExp(`Chapitre \\d+ sur 16 : ${chapitre}`));
      await coordinator.press('Écrire ce texte');
      await coordinator.fill({ text: `Un mot de ${platform} (${chapitre}).` });
    }
    const written = await documentOf(coordinator, 'md');
    for (const chapter of chapters) expect(written).toContain(`Un mot de ${platform} (${chapter}).`);
  });

  it('takes out the text that was shown, once, and none that a colleague has written since', async () => {
    const [coordinator, colleague] = [world.coordinator[platform], world.coordinator[other[platform]]];
    const REMOVE = 'Retirer ce texte';
    const shown = async () => {
      await coordinator.command('/bilan rediger', { chapitre: 'Budget' });
      return coordinator.read();
    };
    await coordinator.command('/bilan rediger', { chapitre: 'Budget', texte: 'Un budget serré.' });
    await shown();
    await colleague.command('/bilan rediger', { chapitre: 'Budget', texte: 'Un budget que la Région a doublé.' });
    await coordinator.press(REMOVE, { in: 'Un budget serré.' });
    expect(coordinator.read()).toContain("n'est plus celui que vous aviez sous les yeux : rien n'est retiré");
    expect(coordinator.read()).toContain('Un budget que la Région a doublé.');
    expect(await shown()).toContain('Un budget que la Région a doublé.');

    await coordinator.press(REMOVE, { in: 'que la Région a doublé' });
    expect(coordinator.read()).toContain('votre texte est retiré du bilan');
    expect(await shown()).not.toContain('Un budget');
    await colleague.command('/bilan rediger', { chapitre: 'Budget', texte: 'Un budget rond.' });
    await shown();
    await colleague.command('/bilan rediger', { chapitre: 'Budget' });
    await colleague.press(REMOVE, { in: 'Un budget rond.' });
    await coordinator.press(REMOVE, { in: 'Un budget rond.' });
    expect(coordinator.read()).toContain("C'était déjà fait : ce texte n'est plus dans le bilan.");
  });

  it('lets any sentence be edited, and tells when its figure has moved', async () => {
    const coordinator = world.coordinator[platform];
    await accepted(platform, `Ana ${platform}`);
    await coordinator.command('/bilan rediger', { chapitre: 'Événements' });
    await coordinator.press('Modifier la phrase 1');
    expect(coordinator.form().text).toContain('au programme');
    await coordinator.fill({ text: `Le Mois a commencé\nfort (${platform}).` });
    expect(coordinator.read()).toContain(`1. Le Mois a commencé fort (${platform}). (phrase modifiée)`);
    expect(await documentOf(coordinator, 'md')).toContain(`Le Mois a commencé fort (${platform}).`);

    // A figure moves: the sentence isn't published any more, and they are asked.
    await accepted(platform, `Bob ${platform}`);
    await coordinator.command('/bilan apercu');
    expect(coordinator.read()).toContain('Un chiffre a changé sous une phrase que vous avez modifiée');
    const between = await documentOf(coordinator, 'md');
    expect(between).not.toContain('commencé fort');
    expect(between).toContain('1 phrase modifiée attend une décision');
    await coordinator.command('/bilan rediger');
    expect(coordinator.read()).toContain('Ce chiffre a changé depuis que vous avez modifié la phrase');
    expect(coordinator.read()).toMatch(/Événements : \d+ événements? → \d+ événements/);

    // It moves again while they read: what they see is no longer what they would keep.
    await accepted(platform, `Chloé ${platform}`);
    await coordinator.press('Garder ma phrase');
    expect(coordinator.read()).toContain('Ce chiffre a changé depuis');
    await coordinator.press('Garder ma phrase');
    expect(coordinator.read()).not.toContain('Ce chiffre a changé depuis');
    expect(await documentOf(coordinator, 'md')).toContain(`Le Mois a commencé fort (${platform}).`);

    await accepted(platform, `Dora ${platform}`);
    await coordinator.command('/bilan rediger');
    await coordinator.press('Reprendre la nôtre');
    expect(coordinator.read()).not.toContain('(phrase modifiée)');
    expect(coordinator.read()).toContain(
      `La vôtre, si vous voulez la remettre : « Le Mois a commencé fort (${platform}). »`,
    );
    expect(await documentOf(coordinator, 'md')).not.toContain('commencé fort');
  });

  it("of a sentence that nobody has written, but the figures have moved meanwhile, nobody is asked; sent as it was, it stays the rules' own", async () => {
    const coordinator = world.coordinator[platform];
    const elsewhere = other[platform];
    const written = () => world.database.prisma.reportText.count({ where: { key: { startsWith: 'sentence:' } } });
    await accepted(elsewhere, `Emma ${platform}`);
    const before = await written();
    await coordinator.command('/bilan rediger', { chapitre: 'Événements' });
    await coordinator.press('Modifier la phrase 1');
    await accepted(elsewhere, `Fanny ${platform}`);
    await coordinator.fill({});
    expect(coordinator.read()).not.toContain('a changé ceci');
    expect(coordinator.read()).not.toContain('(phrase modifiée)');
    expect(await written()).toBe(before);

    await coordinator.command('/bilan rediger', { chapitre: 'Événements' });
    await coordinator.press('Modifier la phrase 1');
    await accepted(elsewhere, `Gaëlle ${platform}`);
    await coordinator.fill({ text: `Une belle année (${platform}).` });
    expect(coordinator.read()).not.toContain('a changé la même chose');
    expect(coordinator.read()).toContain(`1. Une belle année (${platform}). (phrase modifiée)`);

    await coordinator.press('Modifier la phrase 1');
    const theirs = world.coordinator[elsewhere];
    await theirs.command('/bilan rediger', { chapitre: 'Événements' });
    await theirs.press('Modifier la phrase 1');
    await theirs.fill({ text: 'Une grande année.' });
    await coordinator.fill({ text: 'Une année sans pareille.' });
    expect(coordinator.read()).toContain(`${theirs.name} a changé la même chose que vous`);
    await coordinator.choose('Choisir', 'Garder ce qui est enregistré');
    await accepted(elsewhere, `Hélène ${platform}`);
    await coordinator.command('/bilan rediger', { chapitre: 'Événements' });
    await coordinator.press('Reprendre la nôtre');
    expect(await written()).toBe(before);
  });

  it('is the coordinators’ alone, sentences about figures included', async () => {
    const coordinator = world.coordinator[platform];
    const figure = platform === 'slack' ? 'Personnes venues' : 'Événements avec des élus ou des institutions';
    const somebody = world.person(platform, `Paul ${platform}`);
    await somebody.command('/bilan rediger');
    expect(somebody.read()).toContain('Seule la coordination');
    await coordinator.command('/bilan rediger', { chapitre: `Phrase publiée : ${figure}` });
    expect(coordinator.read()).toContain("Aucune phrase n'est écrite sur ce chiffre");
    await coordinator.press('Écrire ce texte');
    await coordinator.fill({ text: 'Beaucoup de monde est venu.' });
    expect(coordinator.read()).toContain(`« Phrase publiée : ${figure} » : c`);
  });
});
