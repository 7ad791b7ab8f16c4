import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, test } from 'vitest';
import { HELD_BY_EDITION } from '../../../src/features/editions/removal-store.ts';
import { openEdition, plain, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe.each(platformsInTurn())('an edition that was opened by mistake, on %s,', (platform) => {
  it('is removed as long as it holds nothing: its announcement says so, and the right one is opened', async () => {
    const here = await startWorld();
    world = here;
    const coordinator = here.coordinator[platform];
    const reader = here.person(other[platform], 'Rita');
    await coordinator.command('/edition ouvrir', { annee: '2027' });
    expect(plain(coordinator.read())).toContain('Ouverte par erreur ?');
    expect(reader.look()).toContain("c'est ouvert");
    await coordinator.command('/edition theme', { nom: 'Habiter' });
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    expect(coordinator.read()).toContain("L'édition 2027 est encore ouverte");
    await coordinator.press('Clore');
    await coordinator.press("Retirer l'édition");
    expect(plain(coordinator.read())).toContain('Son année pourra être ouverte de nouveau');
    await coordinator.press('Ne rien changer');
    await coordinator.command('/edition voir');
    await coordinator.press("Retirer l'édition");
    await coordinator.press("Retirer l'édition", { in: 'Elle ne contient rien' });
    expect(plain(coordinator.read())).toContain('est retirée');
    const announced = reader.screen().filter(({ text }) => plain(text).includes("Mois de l'ESS 2027"));
    expect(announced.map(({ text }) => plain(text))).toEqual([expect.stringContaining('ouverte par erreur')]);
    expect(announced.flatMap(({ controls }) => controls)).toEqual([]);
    await coordinator.command('/edition voir');
    expect(coordinator.read()).toContain("Aucune édition n'est");
    await coordinator.command('/edition ouvrir');
    expect(coordinator.form().fields.find(({ id }) => id === 'year')?.value).toEqual(['2026']);
    await coordinator.fill({});
    expect(plain(coordinator.read())).toContain("Mois de l'ESS 2026");
    await coordinator.command('/equipe journal');
    expect(plain(coordinator.read())).toContain("a retiré l'édition « Mois de l'ESS 2027 »");
  });

  it('stays once something was proposed to it, also by whoever was asked before', async () => {
    const opened = await openEdition(platform);
    world = opened.world;
    const { coordinator, gil } = opened;
    await coordinator.command('/edition voir');
    await coordinator.press("Retirer l'édition");
    await propose(gil, { title: 'Bal' });
    await coordinator.press("Retirer l'édition", { in: 'Elle ne contient rien' });
    expect(plain(coordinator.read())).toContain("L'édition 2026 n'est plus vide");
    await coordinator.command('/edition voir');
    expect(coordinator.sees("Retirer l'édition")).toBe(false);
    await gil.command('/edition voir');
    expect(gil.sees("Retirer l'édition")).toBe(false);
    expect(await opened.world.database.prisma.event.count()).toBe(1);
  });
});

test('an edition holds what any table says is of an edition, besides its themes and targets', () => {
  const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');
  const models = [...schema.matchAll(/^model (\w+) \{(.*?)^\}/gms)].flatMap(([, model = '', body = '']) =>
    /^\s+editionId\s/m.test(body) ? [model] : [],
  );
  expect([...HELD_BY_EDITION, 'Theme', 'ExpectedResult'].sort()).toEqual(models.sort());
});
