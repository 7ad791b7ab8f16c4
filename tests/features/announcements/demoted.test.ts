import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, member } from '../../support/announcements.ts';
import { around, pressAround } from '../../support/departures.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const NOT_THEIRS = "n'existe plus, ou n'est pas de votre région";

describe.each(platformsInTurn())('a coordinator who becomes a delegate, on %s', (platform) => {
  let world: World;
  let ana: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-14T10:00:00+02:00' });
    ana = await member(world, platform, 'Ana', 'Les Jardins', 'Beauvais');
  });
  afterAll(() => world?.close());

  async function named(person: Person, role: Readonly<Record<string, string>>): Promise<void> {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(person), ...role });
  }

  /** Nina, who has announced this to the whole region and looks at what became of it. */
  let nina: Person;
  let announced: string;
  let corrected: string;
  let count = 0;
  beforeEach(async () => {
    count += 1;
    announced = `Réunion générale ${count}`;
    corrected = `Rien ne va plus ${count}`;
    nina = world.person(platform, `Nina ${count}`);
    await named(nina, { role: 'Coordination' });
    await nina.command('/annonce diffuser', { texte: announced });
    await nina.press('Diffuser maintenant');
    await world.runDue();
    await nina.command('/annonce etat');
    // A coordinator is asked which one as soon as there are several.
    if (count > 1) await nina.choose('Choisir une annonce', announced);
    expect(nina.read()).toContain(announced);
    expect(nina.sees('Corriger le texte')).toBe(true);
    expect(nina.sees("Retirer l'annonce")).toBe(true);
  });

  /** The buttons and forms that she has stay where they are. */
  async function isDemoted(): Promise<void> {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(nina) });
    await coordinator.press('Retirer');
    await named(nina, { role: "Délégué·e d'un département", departement: '60' });
  }

  async function standsAsItWas(): Promise<void> {
    await world.runDue();
    const left = await world.database.prisma.announcement.findFirstOrThrow({
      where: { text: announced },
      select: { status: true, correctedAt: true },
    });
    expect(left).toEqual({ status: 'LEFT', correctedAt: null });
    expect(copies(ana, announced)).toHaveLength(1);
    expect(copies(ana, corrected)).toEqual([]);
  }

  it('neither withdraws what they announced to the whole region, nor is shown it', async () => {
    await isDemoted();
    await nina.press("Retirer l'annonce");
    expect(nina.read()).toContain(NOT_THEIRS);
    await nina.command('/annonce etat');
    expect(nina.read()).not.toContain('Réunion générale');
    await standsAsItWas();
  });

  it('is given no form to correct it with', async () => {
    await isDemoted();
    await nina.press('Corriger le texte');
    expect(() => nina.form()).toThrow();
    expect(nina.read()).toContain(NOT_THEIRS);
    await standsAsItWas();
  });

  it('corrects nothing with a form that was open', async () => {
    await nina.press('Corriger le texte');
    expect(nina.form().fields.map(({ id }) => id)).toContain('text');
    await isDemoted();
    await nina.fill({ text: corrected });
    expect(nina.read()).toContain(NOT_THEIRS);
    expect(nina.sees('Appliquer partout')).toBe(false);
    await standsAsItWas();
  });

  it('corrects nothing with what was shown back before', async () => {
    await nina.press('Corriger le texte');
    await nina.fill({ text: corrected });
    const confirm = around(nina, 'Appliquer partout');
    await isDemoted();
    await pressAround(world, nina, confirm);
    nina.look();
    expect(nina.read()).toContain(NOT_THEIRS);
    await standsAsItWas();
  });

  it('who stays a coordinator does all of that', async () => {
    await nina.press('Corriger le texte');
    await nina.fill({ text: corrected });
    await nina.press('Appliquer partout');
    await world.runDue();
    expect(copies(ana, corrected)).toHaveLength(1);
    expect(copies(ana, announced)).toEqual([]);
    await nina.press("Retirer l'annonce", { in: corrected });
    await nina.press('Retirer');
    await world.runDue();
    expect(copies(ana, corrected)).toEqual([]);
  });
});
