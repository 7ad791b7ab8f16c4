import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOf } from '../../support/lists.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const figure = (key: string) => world.database.prisma.figure.findFirst({ where: { key } });

describe.each(['slack', 'discord'] as const)('figures entered on %s', (platform) => {
  const read = () => world.coordinator[platform].read().replace(/[\u00a0\u202f]/g, ' ');

  it('are shown back with their precision, and say what they replace', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/chiffres saisir', { chiffre: 'Programmes imprimés', valeur: '3 000' });
    expect(read()).toContain("Mois de l'ESS 2026 · Programmes imprimés : 3 000 exemplaires. C'est enregistré.");
    await coordinator.command('/chiffres saisir', { chiffre: 'programmesPrinted', valeur: 'environ 2500' });
    expect(read()).toContain('environ 2 500 exemplaires');
    expect(read()).toContain('Remplace : 3 000 exemplaires (saisi le 15 septembre).');
    expect(await figure('programmesPrinted')).toMatchObject({ precision: 'ESTIMATED' });
    await coordinator.command('/chiffres saisir', { chiffre: 'Pages vues', valeur: 'inconnu' });
    expect(read()).toContain('Pages vues : non connu.');
  });

  it('come through the form too, which comes back with what was typed when it is no number', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/chiffres saisir');
    await coordinator.fill({ figure: 'launchAttendance', value: 'beaucoup' });
    expect(read()).toContain("Je n'ai pas trouvé de nombre dans « beaucoup ». Par exemple : 3 000");
    await coordinator.correct();
    expect(coordinator.form().fields.find(({ id }) => id === 'value')?.value).toEqual(['beaucoup']);
    await coordinator.fill({ value: '+ de 50' });
    expect(read()).toContain('Présents au lancement : au moins 50 personnes');
    await coordinator.command('/chiffres saisir', { chiffre: 'posters', valeur: '12,5' });
    expect(read()).toContain("« 12,5 » n'est pas un nombre entier");
  });

  it('may be lines of a sum, or the day of the count', async () => {
    const coordinator = world.coordinator[platform];
    // It is asked for, not refused afterwards.
    await coordinator.command('/chiffres saisir', { chiffre: 'Budget : une ligne, par financeur', valeur: '6 350' });
    expect(coordinator.form().fields.find(({ id }) => id === 'value')?.value).toEqual(['6 350']);
    await coordinator.fill({ detail: 'Région' });
    expect(read()).toContain('Budget, Région : 6 350 €');
    await coordinator.command('/chiffres saisir', { chiffre: 'budgetLine', valeur: '7000', detail: 'région' });
    expect(read()).toContain('Remplace : 6 350 €');
    for (const [chiffre, detail, shown] of [
      ['Budget prévu : une ligne, par financeur', 'Région', 'Budget prévu, Région : 8 000 €'],
      ['Dépenses : une ligne, par poste', 'Impression', 'Dépenses, Impression : 8 000 €'],
      ['Dépenses prévues : une ligne, par poste', 'Impression', 'Dépenses prévues, Impression : 8 000 €'],
    ] as const) {
      await coordinator.command('/chiffres saisir', { chiffre, valeur: '8 000', detail });
      expect(read()).toContain(shown);
    }
    await coordinator.command('/chiffres saisir', { chiffre: 'answersCountedOn', valeur: '12 janvier 2027' });
    expect(read()).toContain('Jour du décompte des réponses : mardi 12 janvier 2027');
    expect(await figure('answersCountedOn')).toMatchObject({ note: '2027-01-12', value: null });
    await coordinator.command('/chiffres saisir', { chiffre: 'answersCountedOn', valeur: 'un jour' });
    expect(read()).toContain("Je n'ai pas trouvé de jour dans « un jour »");
  });

  it('are any figure of a past edition, but none that the bot counts itself', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/chiffres saisir', { chiffre: 'events', valeur: '11' });
    expect(read()).toContain('Je compte moi-même ce chiffre pour 2026');
    await coordinator.command('/chiffres saisir', { chiffre: 'events', valeur: '11', annee: '2025' });
    expect(read()).toContain("Mois de l'ESS 2025 · Événements : 11.");
    await coordinator.command('/chiffres saisir', { chiffre: 'events', valeur: '11', annee: '2031' });
    expect(read()).toContain("2031 n'est pas une édition passée");
    expect(await world.database.prisma.edition.findFirst({ where: { year: 2025 } })).toMatchObject({
      status: 'CLOSED',
    });
    await coordinator.command('/edition voir');
    expect(read()).toContain("Mois de l'ESS 2026");
  });

  it('are of a number where they are a share, and in the bilan so; otherwise, or of fewer, they are refused', async () => {
    const coordinator = world.coordinator[platform];
    const enter = (chiffre: string, valeur: string, sur: string, more = {}) =>
      coordinator.command('/chiffres saisir', { chiffre, valeur, sur, ...more });
    await enter('launchQuestionnairesAnswered', '3', '40');
    expect(read()).toContain('Questionnaires remplis au lancement : 3 questionnaires sur 40.');
    await coordinator.command('/bilan document');
    const file = coordinator.news.flatMap(({ files }) => files).find(({ name }) => name.endsWith('.md'));
    expect(await (await fetch(file?.url ?? '')).text()).toMatch(/\| 3 sur 40\squestionnaires/u);
    await enter('launchQuestionnairesAnswered', '60', '50');
    expect(read()).toContain("60 sur 50, c'est plus que le tout");
    await enter('launchQuestionnairesAnswered', '3', 'environ 40');
    expect(read()).toContain("n'est pas un nombre exact");
    await enter('posters', '800', '1000');
    expect(read()).toContain('Ce chiffre ne se donne pas « sur » un autre');
    await enter('organisationsUsingLogo', '4', '9', { annee: '2025' });
    expect(read()).toContain('4 structures sur 9');
    await enter('participants', '400', '900', { annee: '2025' });
    expect(read()).toContain('Ce chiffre ne se donne pas « sur » un autre');
  });

  it('have a funder or a category only where that is kept: otherwise nothing is replaced, and the right figure is named', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/chiffres saisir', { chiffre: 'budget', valeur: '28 200' });
    await coordinator.command('/chiffres saisir', { chiffre: 'budget', valeur: '5 000', detail: 'Région' });
    expect(read()).toContain('« Région » ne paraîtrait nulle part, et le budget entier serait remplacé.');
    expect(read()).toContain('choisissez le chiffre « Budget : une ligne, par financeur »');
    expect((await figure('budget'))?.value?.toNumber()).toBe(28_200);
    await coordinator.command('/chiffres saisir', { chiffre: 'launchAttendance', valeur: '4', detail: 'journalistes' });
    expect(read()).toContain("choisissez le chiffre « Lancement : présents d'une catégorie »");
    await coordinator.command('/chiffres saisir', { chiffre: 'posters', valeur: '4', detail: 'journalistes' });
    expect(read()).toContain("Ce chiffre n'a ni financeur ni catégorie");
    // The form comes back with all that was typed.
    await coordinator.command('/chiffres saisir');
    await coordinator.fill({ figure: 'budget', value: '5 000', detail: 'Région' });
    await coordinator.correct();
    expect(coordinator.form().fields.find(({ id }) => id === 'detail')?.value).toEqual(['Région']);
    await coordinator.fill({ figure: 'budgetLine' });
    expect(read()).toContain('Budget, Région : 5 000 €');
    expect((await figure('budget'))?.value?.toNumber()).toBe(28_200);
  });

  it('have notes, which are shown back, with what they replace, and in the preview of the bilan', async () => {
    const coordinator = world.coordinator[platform];
    const enter = (more: Readonly<Record<string, string>> = {}) =>
      coordinator.command('/chiffres saisir', { chiffre: 'launchCoverageWeb', valeur: '3', ...more });
    await enter({ note: `*D'après* la veille ${platform}` });
    expect(read()).toContain(`Note : *D'après* la veille ${platform}`);
    await coordinator.command('/bilan apercu');
    expect(read()).toContain(`: *D'après* la veille ${platform}`);
    await enter();
    expect(read()).toContain(`Note de ce qui est remplacé : *D'après* la veille ${platform}`);
    await coordinator.command('/bilan apercu');
    expect(read()).not.toContain('la veille');
    await coordinator.command('/chiffres saisir', {
      chiffre: 'answersCountedOn',
      valeur: '12 janvier 2027',
      note: 'À revoir',
    });
    expect(read()).toContain('Le jour du décompte se saisit sans note.');
    expect(await figure('answersCountedOn')).not.toMatchObject({ note: 'À revoir' });
  });

  it('have notes that are all read, however many and long they are', async () => {
    const coordinator = world.coordinator[platform];
    const funders = Array.from({ length: 10 }, (_, index) => `Fonds ${index + 1}`);
    for (const detail of funders) {
      const note = `Promis par ${detail}, ${'vu de près, '.repeat(40)}`.slice(0, 490);
      await coordinator.command('/chiffres saisir', { chiffre: 'budgetLine', valeur: '3', detail, note });
    }
    await coordinator.command('/bilan apercu');
    expect(read()).toMatch(/Et \d autres? notes?\./);
    await coordinator.press('Toutes les notes');
    for (const one of funders) expect(read()).toContain(`Promis par ${one},`);
  });

  it('are the coordination’s', async () => {
    const somebody = world.person(platform, `Paul ${platform}`);
    await somebody.command('/chiffres saisir', { chiffre: 'posters', valeur: '3' });
    expect(somebody.read()).toContain('Seule la coordination');
  });
});

describe.each(['slack', 'discord'] as const)('the figures offered on %s', (platform) => {
  it('are those that can be entered; of a past edition all', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/chiffres saisir');
    const now = await allOf(coordinator, 'Chiffre');
    expect(now).toContain('Budget : une ligne, par financeur');
    expect(now).not.toContain('Événements');
    await coordinator.platform.dismiss(coordinator.user.id);
    await coordinator.command('/chiffres saisir', { annee: '2025' });
    expect(await allOf(coordinator, 'Chiffre')).toContain('Événements');
  });
});

it('are offered while one types', async () => {
  const { discord } = world;
  const { user, place } = world.coordinator.discord;
  const all = await discord.suggest(user.id, place, '/chiffres saisir', 'chiffre', '');
  expect(all.map(({ value }) => value)).not.toContain('events');
  const some = await discord.suggest(user.id, place, '/chiffres saisir', 'chiffre', 'logo');
  expect(some.map(({ label }) => label)).toEqual(['Structures qui ont utilisé le logo']);
});
