import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, followed, member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { linkAccounts } from '../../support/linked.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('an announcement on %s to who has had two messages this week', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  beforeEach(async () => {
    world = await startWorld({ at: '2026-09-14T10:00:00+02:00' });
    coordinator = world.coordinator[platform];
    ana = await member(world, platform, 'Ana', 'Le Fournil', 'Amiens');
  });
  afterEach(() => world?.close());

  /** Writes to the members of her organisation in private. */
  async function announce(texte: string, { reminder = false } = {}): Promise<void> {
    await coordinator.command('/annonce diffuser', { texte });
    await coordinator.choose("Où l'envoyer", 'messages privés');
    if (reminder) await coordinator.choose('Rappel à celles et ceux', 'au bout de 2 jours');
    await coordinator.press('Préciser le public');
    await coordinator.press('Choisir des structures');
    await coordinator.choose('Ajouter des structures', 'Le Fournil');
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
  }

  async function remind(): Promise<void> {
    await coordinator.press('Relancer', { in: 'À lire' });
    await coordinator.press('Envoyer le rappel');
  }

  const closeMessages = () =>
    platform === 'slack'
      ? world.slack.refuseDirectMessages(ana.user.id)
      : world.discord.acceptDirectMessages(ana.user.id, false);
  const openMessages = () =>
    platform === 'slack'
      ? world.slack.refuseDirectMessages(ana.user.id, null)
      : world.discord.acceptDirectMessages(ana.user.id);

  it('is not noted as reminded of while the reminder reaches nobody', async () => {
    await announce('Une autre');
    await announce('À lire', { reminder: true });
    await remind();
    expect(plain(coordinator.read())).toContain('Aucun rappel ne part');
    expect(followed(coordinator)).not.toContain('rappel lancé');
    await coordinator.command('/equipe journal');
    expect(plain(coordinator.read())).not.toContain('a fait relancer');

    // The one that was planned finds her week full, too, and leaves it to whoever wants to.
    await world.goTo('2026-09-16T10:00:00+02:00');
    expect(followed(coordinator)).not.toContain('rappel lancé');
    await world.goTo('2026-09-22T10:00:00+02:00');
    await remind();
    expect(plain(coordinator.read())).toContain('Un message part maintenant');
    await world.runDue();
    expect(copies(ana, 'À lire')).toHaveLength(2);
    expect(followed(coordinator)).toContain('rappel lancé');
  });

  it('is no reason to call or to remind somebody whom it no longer concerns', async () => {
    await announce('À lire');
    await coordinator.press('À appeler', { in: 'À lire' });
    expect(coordinator.read()).toContain('Ana');
    await ana.command('/structure quitter');
    await ana.press('Confirmer');
    await coordinator.press('À appeler', { in: 'À lire' });
    expect(coordinator.read()).toContain('Personne : toutes les personnes que cette annonce concerne encore');
    await coordinator.press('Relancer', { in: 'À lire' });
    expect(coordinator.read()).toContain("Il n'y a personne à relancer");
    expect(coordinator.read()).not.toContain('Ana');
  });

  it('is not sent again before her week has room', async () => {
    closeMessages();
    await announce('À lire');
    expect(followed(coordinator)).toContain('Non remis');
    openMessages();
    for (const texte of ['Une autre', 'Encore une']) await announce(texte);
    await coordinator.press('Renvoyer aux non-joints', { in: 'À lire' });
    expect(plain(coordinator.read())).toContain(
      'ne repart pas maintenant : cette personne a déjà reçu deux messages en sept jours',
    );
    expect(coordinator.read()).not.toContain('message repart');
    await world.runDue();
    expect(copies(ana, 'À lire')).toEqual([]);
    await world.goTo('2026-09-22T10:00:00+02:00');
    await coordinator.press('Renvoyer aux non-joints', { in: 'À lire' });
    expect(coordinator.read()).toContain('1 message repart');
    await world.runDue();
    expect(copies(ana, 'À lire')).toHaveLength(1);
  });

  it('is not sent again to who wishes none any more, nor to who has read it elsewhere', async () => {
    closeMessages();
    await announce('À lire');
    openMessages();
    await ana.command('/profil notifications', { debut: '22h' });
    await ana.press("Ne plus recevoir d'annonces");
    await coordinator.press('Renvoyer aux non-joints', { in: 'À lire' });
    expect(coordinator.read()).toContain("Il n'y a rien à renvoyer");
    await world.runDue();
    expect(copies(ana, 'À lire')).toEqual([]);

    await ana.command('/profil notifications', { debut: '22h' });
    await ana.press('Recevoir les annonces');
    closeMessages();
    await coordinator.command('/annonce diffuser', { texte: 'Dans le salon aussi' });
    await coordinator.choose("Où l'envoyer", 'salons', 'messages privés');
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
    expect(followed(coordinator)).toContain('Non remis');
    openMessages();
    await ana.press("J'ai lu", { in: 'Dans le salon aussi' });
    await coordinator.press('Renvoyer aux non-joints', { in: 'Dans le salon aussi' });
    expect(coordinator.read()).toContain("Il n'y a rien à renvoyer");
    await world.runDue();
    expect(copies(ana, 'Dans le salon aussi')).toHaveLength(1);
  });

  it('is sent again on the other platform to who has linked their accounts once it was refused', async () => {
    closeMessages();
    await announce('À lire');
    const there = world.person(other[platform], 'Ana aussi');
    await linkAccounts(there, ana);
    await ana.command('/mois');
    await coordinator.press('Renvoyer aux non-joints', { in: 'À lire' });
    expect(coordinator.read()).toContain('1 message repart');
    await world.runDue();
    expect(copies(there, 'À lire')).toHaveLength(1);
    expect(followed(coordinator)).not.toContain('Non remis');
  });
});
