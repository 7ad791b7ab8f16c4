import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doForged } from '../../../../scripts/attack/forging/wire.ts';
import type { SeenMessage } from '../../../../src/playground/local-platform.ts';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { allButTheIdea, organisationOf, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const ASK = 'Peut-on citer ou montrer cette réponse dans le bilan ?';
const NAMED = 'Oui, en nommant notre structure';
const ANEW = 'Relisez celle qui est enregistrée maintenant';

let world: World;
let number = 0;

beforeAll(async () => {
  world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
});
afterAll(() => world?.close());

type Asked = Pick<SeenMessage, 'place' | 'text'> & { readonly list: string };

/** Returns the card in which somebody is asked whether the answer may be quoted, with the id of the list. */
function askedOf(person: Person): Asked {
  for (const { place, text, controls } of person.screen().toReversed()) {
    const list = controls.find((each) => each.kind === 'select' && plain(each.placeholder) === ASK);
    if (list?.kind === 'select') return { place, text, list: list.id };
  }
  throw new Error(`${person.name} isn't asked`);
}

/** Chooses in a list as it was seen once: the platform hadn't yet shown what it has become since. */
async function chooseIn(person: Person, { place, list }: Asked, chosen: string): Promise<void> {
  const where = place.thread ?? place.channel;
  await doForged(person.platform, person.user.id, where, { kind: 'choose', action: list, chosen: [chosen] });
  await world.settle();
}

const shows = (person: Person, words: string) => person.screen().some(({ text }) => text.includes(words));
const minutesLater = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000));

/** Returns the bilan as the coordinators have it now. */
async function bilan(): Promise<string> {
  const { slack } = world.coordinator;
  await slack.command('/bilan document');
  const file = slack.news.flatMap(({ files }) => files).find(({ name }) => name.endsWith('.md'));
  return plain(await (await fetch(file?.url ?? '')).text());
}

describe.each(platformsInTurn())(
  'a choice whether an answer may be quoted, for what its chooser has read on %s',
  (platform) => {
    let ana: Person;
    let bilal: Person;
    let organisation: string;
    let questionnaireId: string;
    let first: string;
    let second: string;

    beforeEach(async () => {
      number += 1;
      organisation = `La Ruche ${number}`;
      first = `Idée anodine, la ${number}e`;
      second = `Idée sensible, la ${number}e`;
      ana = world.person(platform, `Ana ${number}`);
      bilal = world.person(platform, `Bilal ${number}`);
      questionnaireId = await allButTheIdea(world, await organisationOf(world, organisation, [ana, bilal]), ana);
      await ana.command('/questionnaire repondre');
      await bilal.command('/questionnaire repondre');
    });

    /** Ana answers, Bilal reads that, and Ana says something else before his card shows it. */
    async function correctedUnseen(): Promise<Asked> {
      await ana.say(first, 'Une bonne idée');
      minutesLater(1);
      expect(askedOf(bilal).text).toContain(first);
      const read = askedOf(bilal);
      await ana.choose('Corriger une réponse', 'Une bonne idée');
      await ana.say(second, 'Une bonne idée');
      minutesLater(1);
      return read;
    }

    it('is not taken for what a colleague has written since; he reads it and is asked anew', async () => {
      await chooseIn(bilal, await correctedUnseen(), 'named');
      expect(shows(bilal, ANEW)).toBe(true);
      expect(shows(bilal, second)).toBe(true);
      expect(await bilan()).not.toContain(second);
      await bilal.choose(ASK, NAMED);
      expect(bilal.read()).toContain('avec le nom de votre structure');
      expect(await bilan()).toContain(`« ${second} » (${organisation})`);
    });

    it('ends when a colleague writes something else, and the card says so', async () => {
      await ana.say(first, 'Une bonne idée');
      minutesLater(1);
      await bilal.choose(ASK, NAMED);
      expect(await bilan()).toContain(first);
      minutesLater(1);
      await ana.choose('Corriger une réponse', 'Une bonne idée');
      await ana.say(second, 'Une bonne idée');
      expect(askedOf(bilal).text).toContain('ne sera ni citée ni montrée');
      expect(await bilan()).not.toContain(second);
    });

    it('from a list that was sent before lists named the answer is asked anew, unless nothing is answered', async () => {
      const former = () => ({ ...askedOf(bilal), list: askedOf(bilal).list.replace(/\/[^/]+$/u, '') });
      await chooseIn(bilal, former(), 'named');
      expect(askedOf(bilal).text).toContain('avec le nom de votre structure');
      minutesLater(1);
      await ana.say(first, 'Une bonne idée');
      expect(askedOf(bilal).text).toContain('ne sera ni citée ni montrée');
      expect(await bilan()).not.toContain(first);
      await chooseIn(bilal, former(), 'named');
      expect(shows(bilal, ANEW)).toBe(true);
      expect(await world.database.prisma.quoteConsent.count({ where: { questionnaireId } })).toBe(0);
    });
  },
);

it('is not taken on Discord for what a colleague has answered in private since', async () => {
  const ana = world.person('discord', 'Ana en privé');
  const bilal = world.person('discord', 'Bilal dans le fil');
  await allButTheIdea(world, await organisationOf(world, 'Le Verger', [ana, bilal]), ana);
  await ana.command('/questionnaire repondre');
  const read = askedOf(bilal);
  await ana.press('Répondre en privé');
  await ana.say('Idée toute privée');
  minutesLater(1);
  expect(shows(bilal, 'toute privée')).toBe(false);
  await chooseIn(bilal, read, 'named');
  expect(shows(bilal, 'a été donnée en privé')).toBe(true);
  expect(shows(bilal, 'toute privée')).toBe(false);
  expect(await bilan()).not.toContain('Idée toute privée');
  // Whoever wrote it may choose, where it may be read.
  await ana.choose(ASK, NAMED);
  expect(await bilan()).toContain('« Idée toute privée » (Le Verger)');
});
