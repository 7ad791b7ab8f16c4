import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser } from '../../support/events.ts';
import { hostile } from '../../support/hostile-words.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, askAboutEvent, organisationOf, worldWithSurvey } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('officials invited in words that call, format and count, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
  });
  afterAll(() => world?.close());

  it('read as they were typed by who organises and coordinates, and by nobody else', async () => {
    const ana = await organiser(world, platform, 'Ana', 'Le Moulin');
    const organisationId = await organisationOf(world, 'Le Moulin', [ana]);
    const zoe = await organiser(world, other[platform], 'Zoé', 'Repair Café');
    const eventId = await acceptedEvent(world, {
      title: 'Visite',
      organisationId,
      by: ana,
      startsAt: '2026-11-14T14:00:00+01:00',
    });
    const { number } = await world.database.prisma.event.findUniqueOrThrow({ where: { id: eventId } });
    const evenement = String(number);
    for (const invited of [
      hostile.calls,
      hostile.markup,
      hostile.links,
      hostile.rightToLeft,
      hostile.formula,
      'a\nb\n\n- c',
    ]) {
      await ana.command('/evenement completer', { evenement });
      await ana.press('Compléter la fiche');
      await ana.fill({ invitedOfficials: invited });
      const kept =
        (await world.database.prisma.event.findUniqueOrThrow({ where: { id: eventId } })).invitedOfficials ?? '';
      await ana.command('/evenement voir', { evenement });
      expect(ana.read()).toContain(kept);
      await zoe.command('/evenement voir', { evenement });
      expect(zoe.read()).toContain('Visite');
      expect(zoe.read()).not.toContain(kept);
      expect(zoe.look()).not.toContain(kept);
    }
    await ana.command('/evenement completer', { evenement });
    await ana.press('Compléter la fiche');
    await expect(ana.fill({ invitedOfficials: 'x'.repeat(2_000) })).rejects.toThrow('200');
    await ana.fill({ invitedOfficials: `${hostile.calls} ${hostile.markup}` });
    await askAboutEvent(world, eventId);
    await ana.command('/questionnaire repondre');
    await ana.press('Oui', { in: 'a-t-il eu lieu' });
    await ana.say('60', 'Combien de personnes sont venues');
    expect(ana.read()).toContain(`vous aviez invité : ${hostile.calls} ${hostile.markup}`);
    await world.coordinator[platform].command('/bilan document');
    expect(world.coordinator[platform].look()).not.toContain('@everyone');
  });
});
