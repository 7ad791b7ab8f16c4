import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, plain, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('two who write at one event in the same moment, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let colleague: Person;
  let gil: Person;
  beforeAll(async () => {
    ({ world, coordinator, gil } = await openEdition(platform));
    colleague = world.person(platform, 'Ève');
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(colleague), role: 'Coordination' });
  });
  afterAll(() => world?.close());

  const found = (title: string) => world.database.prisma.event.findFirstOrThrow({ where: { title } });

  /** Both coordinators open this form below the proposal, and send it in the same moment. Returns who came first. */
  async function bothSend(title: string, forms: readonly (readonly [string, Readonly<Record<string, string>>])[]) {
    await propose(gil, { title });
    const pair = [coordinator, colleague] as const;
    for (const [at, one] of pair.entries()) await one.press(forms[at]?.[0] ?? '', { in: title });
    await Promise.all(pair.map((one, at) => one.fill(forms[at]?.[1] ?? {})));
    const words = forms.map(([, typed]) => Object.values(typed).join());
    const { statusNote } = await found(title);
    const at = statusNote === words[0] ? 0 : 1;
    expect(statusNote).toBe(words[at]);
    return { second: pair[1 - at] ?? coordinator, stored: words[at] ?? '', left: words[1 - at] ?? '' };
  }

  it('two questions: one is stored and told; the other comes back beside it, and is asked once that was seen', async () => {
    const { second, stored, left } = await bothSend('Bal', [
      ['Demander une précision', { question: 'Où se garer ?' }],
      ['Demander une précision', { question: 'Pour combien de monde ?' }],
    ]);
    const told = gil.look();
    expect(told).toContain(stored);
    expect(told).not.toContain(left);
    const answer = second.look();
    expect(answer).toContain("Rien n'est décidé");
    expect(answer).toContain(stored);
    expect(answer).toContain(left);
    await second.press('Poser tout de même');
    expect((await found('Bal')).statusNote).toBe(left);
    expect(gil.look()).toContain(left);
  });

  it('a question and a refusal: one is stored and told, the words of the other come back', async () => {
    const { second, stored, left } = await bothSend('Troc', [
      ['Demander une précision', { question: 'Et s’il pleut ?' }],
      ['Refuser', { reason: 'Sans lien avec le Mois.' }],
    ]);
    const told = plain(gil.look());
    expect(told).toContain(plain(stored));
    expect(told).not.toContain(plain(left));
    expect(plain(second.look())).toContain(plain(left));
  });

  it('[Reporter]: one date is stored; the other is shown anew, from the date that stands there now', async () => {
    const title = 'Fête du verger';
    const pair = ['Lou', 'Zoé'].map((name) => world.person(platform, name)) as [Person, Person];
    const [lou, zoe] = pair;
    const organisationId = await organisationOf(world, 'Le Verger', pair);
    const eventId = await acceptedEvent(world, {
      organisationId,
      by: lou,
      title,
      startsAt: '2026-11-14T14:00:00+01:00',
    });
    const days = new Map([
      [lou, '20 novembre'],
      [zoe, '21 novembre'],
    ]);
    for (const [person, day] of days) {
      await person.command('/evenement reporter', { evenement: title });
      await person.fill({ when: `${day} 18h` });
    }
    await Promise.all(pair.map((one) => one.press('Reporter')));
    const dates = async () => {
      const rows = await world.database.prisma.occurrence.findMany({ where: { eventId } });
      return rows.map(({ startsAt }) => startsAt.toISOString());
    };
    const moved = await dates();
    expect(moved).toHaveLength(1);
    const [first, second] = moved[0]?.startsWith('2026-11-20') ? [lou, zoe] : [zoe, lou];
    expect(first.look()).toContain("C'est noté");
    const shown = plain(second.look());
    expect(shown).not.toContain("C'est noté");
    expect(shown).toContain("Rien n'a été fait");
    expect(shown).toContain(String(days.get(first)));
    expect(shown).toContain(String(days.get(second)));
    await second.press('Reporter');
    expect(await dates()).not.toEqual(moved);
  });
});
