import type { Person } from '../../src/playground/person.ts';
import type { World } from './world.ts';

/** A second region, Bretagne, in a Discord server of its own. */
export interface Brittany {
  readonly guild: ReturnType<World['discord']['addGuild']>;
  /** Its coordinator. */
  readonly gwenn: Person;
  /** The channel of its coordination. */
  readonly coordination: string;
  /** Brings in somebody new on its server, in a channel of their own. */
  person(name: string, administrator?: boolean): Person;
}

/** Founds a second region as people do: with a code that the first one's coordinator asks for. */
export async function beginBrittany(world: World): Promise<Brittany> {
  const claire = world.coordinator.slack;
  await claire.command('/installer', { region: 'Picardie' });
  await claire.press('Inviter une autre région');
  const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(claire.read())?.[0] ?? '';
  const guild = world.discord.addGuild({ name: 'ESS Bretagne' });
  const person = (name: string, administrator = false): Person => {
    const one = world.person('discord', name);
    guild.join(one.user.id, { administrator });
    one.place = { channel: guild.addChannel({ name: `accueil-${name}` }).id, thread: null };
    return one;
  };
  const gwenn = person('Gwenn', true);
  const coordination = guild.addChannel({ name: 'coordination-bretonne' }).id;
  await gwenn.command('/installer', { region: code });
  await gwenn.command('/installer', { region: 'Bretagne', departements: '22, 29, 35, 56', coordination });
  return { guild, gwenn, coordination, person };
}
