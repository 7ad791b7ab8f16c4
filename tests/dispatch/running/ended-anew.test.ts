import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { around, pressAround } from '../../support/departures.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { channelOn, optionOf, tieYearRound } from '../../support/relays.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

/** Nothing that is begun anew has the minute of what was ended. */
const later = () => world.clock.set(new Date(world.clock.now().getTime() + 60_000));
const ALREADY = "C'était déjà fait";

/** Returns the buttons of two such questions that stay open. */
async function stillOpen(here: World, person: Person, ask: () => Promise<void>, label: string) {
  const asked = async () => {
    await ask();
    const button = around(person, label);
    await here.restartBot();
    return button;
  };
  return [await asked(), await asked()] as const;
}

describe.each(['slack', 'discord'] as const)(
  'what was asked to be ended and has begun anew since, on %s,',
  (platform) => {
    const named = (name: string) => `${name} ${platform}`;

    /** Asks three times whether something is to end, by processes that forget what they showed, and presses each button in turn. */
    async function endsWhatItShowed(
      person: Person,
      ask: () => Promise<void>,
      label: string,
      { done, anew }: { readonly done: string; readonly anew: () => Promise<unknown> },
    ): Promise<void> {
      const [oldest, old] = await stillOpen(world, person, ask, label);
      await ask();
      await person.press(label);
      expect(plain(person.read())).toContain(done);
      await pressAround(world, person, old);
      expect(plain(person.look())).toContain(ALREADY);
      later();
      await anew();
      await pressAround(world, person, oldest);
      expect(plain(person.look())).toContain('Voici ce qui se ferait maintenant');
      // What is shown now does what it shows.
      await person.press(label, { in: 'Voici ce qui se ferait maintenant' });
      expect(plain(person.read())).toContain(done);
    }

    /** Returns a member of an organisation, a colleague who has just joined, and how that one joins it. */
    async function colleagues(first: string, second: string) {
      const [member, colleague] = [first, second].map((name) => world.person(platform, named(name))) as [
        Person,
        Person,
      ];
      const structure = named(`Chez ${first}`);
      await member.command('/structure creer', { nom: structure });
      const joins = async () => {
        await colleague.command('/structure rejoindre', { structure });
        await member.press('Confirmer');
      };
      await joins();
      return { member, colleague, joins };
    }

    it('stays: a membership that was left', async () => {
      const { colleague, joins } = await colleagues('Ana', 'Bob');
      await endsWhatItShowed(colleague, () => colleague.command('/structure quitter'), 'Confirmer', {
        done: 'vous ne faites plus partie de',
        anew: joins,
      });
    });

    it('stays: a membership that others ended', async () => {
      const { member, colleague, joins } = await colleagues('Cléo', 'Dan');
      const exclude = () => member.command('/structure exclure', { membre: colleague.name });
      await endsWhatItShowed(member, exclude, 'Exclure', {
        done: `${colleague.name} ne fait plus partie de`,
        anew: joins,
      });
    });

    it('stays: a role in the team', async () => {
      const coordinator = world.coordinator[platform];
      const chloe = world.person(platform, named('Chloé'));
      const whom = { personne: coordinator.mention(chloe) };
      const name = () => coordinator.command('/equipe nommer', { ...whom, role: 'Coordination' });
      await name();
      await endsWhatItShowed(coordinator, () => coordinator.command('/equipe retirer', whom), 'Retirer', {
        done: "ne fait plus partie de l'équipe",
        anew: name,
      });
    });
  },
);

describe.each(platformsInTurn())('a relay that was to be cut and has another channel since, on %s,', (platform) => {
  it('is shown anew', async () => {
    const here = await startWorld();
    const coordinator = here.coordinator[platform];
    await tieYearRound(coordinator);
    const ask = async () => {
      await coordinator.command('/passerelle couper');
      await coordinator.fill({ what: optionOf(coordinator, 'what', 'Toute la passerelle') });
    };
    const [oldest, old] = await stillOpen(here, coordinator, ask, 'Couper');
    await coordinator.command('/passerelle lier');
    await coordinator.fill({ channel: channelOn(here, platform, 'general') });
    await coordinator.press('Relier ces salons');
    await pressAround(here, coordinator, oldest);
    expect(plain(coordinator.look())).toContain('Voici ce qui se ferait maintenant');
    await coordinator.press('Couper', { in: 'Voici ce qui se ferait maintenant' });
    expect(plain(coordinator.read())).toContain("C'est coupé");
    await pressAround(here, coordinator, old);
    expect(plain(coordinator.look())).toContain(ALREADY);
    await here.close();
  });
});
