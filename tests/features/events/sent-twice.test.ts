import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldInput } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, write } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World;
let gil: Person;
let coordinator: Person;
afterEach(() => world?.close());

/** Sends the form that is open twice, as a double click does. Whoever is second may find it closed already. */
async function fillTwice(person: Person, values: Readonly<Record<string, FieldInput>>): Promise<void> {
  await Promise.allSettled([1, 2].map(() => person.platform.submit(person.user.id, values)));
  await world.settle();
}

/** Returns what of a proposal can be pressed in what stands before them, message by message. */
const standing = (words: string) =>
  gil
    .screen()
    .filter(({ text, onlyForYou }) => onlyForYou && text.includes(words))
    .map(({ controls }) => controls.map((one) => (one.kind === 'select' ? one.placeholder : one.label)).join());

const LIVE = 'Proposer,Corriger';
const proposed = () => world.database.prisma.event.findMany({ select: { title: true, municipality: true } });

describe.each(platformsInTurn())('a form of a proposal that is sent twice, on %s', (platform) => {
  beforeEach(async () => {
    ({ world, gil, coordinator } = await openEdition(platform));
  });

  it('after its preview was to be corrected, leaves one preview, with all that was typed', async () => {
    await write(gil, { title: 'Le grand troc' });
    for (const title of ['Le petit troc', 'Le dernier troc']) {
      await gil.correct();
      await fillTwice(gil, { title });
      expect(standing('troc')).toEqual([LIVE]);
      expect(standing(title)).toEqual([LIVE]);
      expect(gil.look()).not.toContain('Ce message ne sert plus : un autre, plus récent');
    }
    for (const kept of ['Salle des fêtes, Beauvais (Oise)', 'Venez voir comment', '03 44 00 00 00'])
      expect(gil.sawLast('Le dernier troc').text).toContain(kept);
    await gil.press('Proposer');
    expect(await proposed()).toEqual([expect.objectContaining({ title: 'Le dernier troc' })]);
    // The outcome isn't taken for a preview when the next one is shown.
    await write(gil, { title: 'Le bal', when: '20 novembre 20h' });
    expect(gil.sawLast("C'est proposé").text).toContain('Le dernier troc');
  });

  it('after it asked for the town, leaves one preview in place of the question', async () => {
    await write(gil, { title: 'Le grand troc', place: 'Salle Vivaldi, Reims' });
    await gil.correct();
    await fillTwice(gil, { place: 'Salle Vivaldi, Laon' });
    expect(standing('Le grand troc')).toEqual([LIVE]);
    expect(standing('Reims')).toEqual([]);
    await gil.press('Proposer');
    expect(standing('Le grand troc')).not.toContain(LIVE);
    expect(await proposed()).toEqual([{ title: 'Le grand troc', municipality: 'Laon' }]);
  });
});

describe.each(platformsInTurn())('a preview whose [Proposer] is pressed twenty times at once, on %s', (platform) => {
  it('becomes the one answer, in its place, and nothing else comes', async () => {
    ({ world, gil, coordinator } = await openEdition(platform));
    await write(gil, { title: 'Le grand troc' });
    const alone = () => gil.screen().filter(({ onlyForYou }) => onlyForYou);
    const preview = gil.sawLast('Le grand troc');
    const [button] = preview.controls.flatMap((one) =>
      one.kind === 'button' && one.label === 'Proposer' ? [one] : [],
    );
    const before = alone().map(({ id }) => id);
    const press = () => gil.platform.press(gil.user.id, preview.id, button?.id ?? '');
    await Promise.all(Array.from({ length: 20 }, press));
    await world.settle();
    expect(await proposed()).toEqual([expect.objectContaining({ title: 'Le grand troc' })]);
    expect(alone().map(({ id }) => id)).toEqual(before);
    expect(gil.sawLast("C'est proposé").id).toBe(preview.id);
    expect(standing('Le grand troc')).not.toContain(LIVE);
  });
});

describe.each(platformsInTurn())('a preview too long for one message, on %s', (platform) => {
  it('is replaced where it is corrected, and the new one can be confirmed', async () => {
    ({ world, gil, coordinator } = await openEdition(platform));
    await write(gil, { title: 'Le grand troc' });
    await gil.press('Proposer');
    await coordinator.press('Accepter');
    await gil.command('/evenement completer', { evenement: 'Le grand troc' });
    await gil.press('Compléter la fiche');
    const stars = (count: number) => '*'.repeat(count);
    await gil.fill({
      description: stars(1_500),
      audience: stars(100),
      price: stars(100),
      accessibility: stars(200),
      when: '15 novembre 14h',
    });
    const confirmed = 'Enregistrer les nouvelles dates';
    await gil.correct();
    await gil.fill({ description: 'Des livres et des jouets' });
    expect(standing('').filter((controls) => controls.includes(confirmed))).toEqual([`${confirmed},Corriger`]);
    expect(gil.look()).not.toContain('Ce message ne sert plus : un autre, plus récent');
    await gil.press(confirmed);
    const [event] = await world.database.prisma.event.findMany({ select: { description: true } });
    expect(event?.description).toBe('Des livres et des jouets');
  });
});

const TROC = {
  title: 'Le grand troc',
  when: 'samedi 14 novembre de 14h à 18h',
  place: 'Saint-Martin',
  pitch: 'Venez.',
  contact: '03 44 00 00 00',
};
const IGNORED = "Rien n'a été changé : ce message n'était plus à jour.";
const SENT = "C'est proposé : « Le grand troc » (événement 1)";
const PRIVATELY = 'Vous aurez la réponse en privé';

/** The ways in which a proposal ends, and how its organiser is told of that afterwards. */
const outcomes = [
  { of: 'and waits', decided: async () => {}, told: SENT },
  {
    of: 'and was accepted',
    decided: () => coordinator.press('Accepter'),
    told: 'Vous avez déjà proposé « Le grand troc » (événement 1).\nÉtat accepté',
  },
  {
    of: 'and was refused',
    async decided() {
      await coordinator.press('Refuser');
      await coordinator.fill({ reason: 'Sans lien avec le Mois.' });
    },
    told: 'État non retenu',
  },
  {
    of: 'and was called off',
    async decided() {
      await gil.command('/evenement annuler', { evenement: 'Le grand troc' });
      await gil.press("Annuler l'événement");
    },
    told: 'État annulé',
  },
];

describe.each(platformsInTurn())('what is left on the screen of a proposal that was sent, on %s', (platform) => {
  beforeEach(async () => {
    ({ world, gil, coordinator } = await openEdition(platform));
    await gil.command('/evenement proposer');
  });

  it.each(outcomes)(
    'a choice of its town says that it was proposed $of, and changes nothing',
    async ({ decided, told }) => {
      await fillTwice(gil, TROC);
      expect(standing('de quelle commune')).toEqual(['Choisir,Corriger', 'Choisir,Corriger']);
      await gil.choose('Choisir', 'Saint-Martin-Longueau');
      await gil.press('Proposer');
      const before = await proposed();
      expect(before).toEqual([{ title: 'Le grand troc', municipality: 'Saint-Martin-Longueau' }]);
      await decided();
      await gil.choose('Choisir', 'Saint-Martin-Rivière');
      expect(gil.read()).toContain(IGNORED);
      expect(gil.read()).toContain(told);
      expect(gil.read().includes(PRIVATELY)).toBe(told === SENT);
      expect(standing('de quelle commune')).toEqual([]);
      expect(await proposed()).toEqual(before);
    },
  );

  it('a form that was opened before, and is sent with something else, says the same, and shows what was typed', async () => {
    await gil.fill({ ...TROC, place: 'Laon' });
    await gil.correct();
    await gil.press('Proposer');
    await gil.fill({ title: 'Le petit troc' });
    expect(gil.read()).toContain(IGNORED);
    expect(gil.read()).toContain(SENT);
    expect(gil.read()).toContain('Le petit troc');
    expect(gil.read()).not.toContain(TROC.pitch);
    expect(await proposed()).toEqual([{ title: 'Le grand troc', municipality: 'Laon' }]);
  });

  it('[Corriger] below the question for its town says the same, and opens no form', async () => {
    await fillTwice(gil, TROC);
    await gil.choose('Choisir', 'Saint-Martin-Longueau');
    await gil.press('Proposer');
    await coordinator.press('Accepter');
    await gil.press('Corriger', { in: 'de quelle commune' });
    expect(gil.platform.form(gil.user.id)).toBeNull();
    expect(gil.read()).toContain(IGNORED);
    expect(gil.read()).toContain('État accepté');
    expect(standing('de quelle commune')).toEqual([]);
  });

  it('a second preview, or what was left of it, leads to the one event and keeps no button to propose', async () => {
    await fillTwice(gil, { ...TROC, place: 'Laon' });
    // Slack can't reach what it showed to one person after a command.
    const others = platform === 'slack' ? 1 : 0;
    expect(standing('Le grand troc').filter((controls) => controls === LIVE)).toHaveLength(1 + others);
    await gil.press('Proposer');
    await coordinator.press('Accepter');
    const left = standing('Laon').filter((controls) => controls === LIVE);
    expect(left).toHaveLength(others);
    if (others > 0) {
      await gil.press('Proposer');
      expect(gil.read()).toContain('Vous avez déjà proposé « Le grand troc » (événement 1).\nÉtat accepté');
      expect(gil.read()).not.toContain(PRIVATELY);
    }
    expect(standing('Laon').filter((controls) => controls.includes('Proposer'))).toEqual([]);
    expect(await proposed()).toEqual([{ title: 'Le grand troc', municipality: 'Laon' }]);
  });
});
