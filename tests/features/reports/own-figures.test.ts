import { describe, expect, it } from 'vitest';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import { recapOf } from '../../../src/features/reports/documents/recap.ts';
import { ownFigures } from '../../../src/features/reports/recap/own-figures.ts';
import { content, facts2008, fr } from '../../support/demo-content.ts';

const bilan = content();
const { figures } = bilanJson(bilan, fr).details;
/** The events of each organisation that leads some, without those that it only joins. */
const leading = facts2008.organisations.map(({ id }) => ({
  id,
  led: ownFigures(facts2008, id).events.filter(({ event }) => event.organisation === id),
}));

describe('an organisation’s recap', () => {
  it('counts its events and its visitors as the bilan does: together they are the bilan’s', () => {
    const led = leading.flatMap((one) => one.led);
    expect(led).toHaveLength(figures.events.value ?? 0);
    expect(led.reduce((sum, { participants }) => sum + (participants.value ?? 0), 0)).toBe(figures.participants.value);
    expect(led.reduce((sum, { participants }) => sum + participants.parts.told, 0)).toBe(
      figures.participants.parts?.told,
    );
    const told = new Set(bilanJson(bilan, fr).events.map(({ id }) => id));
    for (const { event } of led) expect(told.has(event.id)).toBe(true);
  });

  it('lists what the media said of it as the bilan does', () => {
    for (const { organisation, items } of bilan.report.media.byOrganisation) {
      expect(ownFigures(facts2008, organisation).media).toEqual(items);
    }
  });

  it('writes them out, and holds no event of anybody else’s', () => {
    for (const { id, name } of facts2008.organisations) {
      const own = ownFigures(facts2008, id);
      const page = JSON.stringify(recapOf(bilan, fr, { id, name, questionnaires: [] }));
      for (const { id: event, title } of facts2008.events) {
        const isOwn = own.events.some((one) => one.event.id === event);
        const isAnothers = facts2008.events.every((one) => one.title !== title || one.id === event);
        if (isOwn) expect(page).toContain(JSON.stringify(title));
        else if (isAnothers) expect(page).not.toContain(JSON.stringify(title));
      }
      if (own.events.length > 0) expect(page).toContain(`"value":"${fr.number(own.events.length)}"`);
    }
  });
});
