import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const title = { slack: 'Slack', discord: 'Discord' } as const;

describe.each(platformsInTurn())('the channels of the whole year, seen by who sets up on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
  });
  afterAll(() => world?.close());

  it('are offered to be tied as soon as both platforms have one, until they are', async () => {
    // The one who lets the other platform join is the first to see that both have one.
    expect(world.coordinator.slack.read()).toContain('celui de Discord ne se parlent pas encore');

    await coordinator.command('/installer', { region: 'Picardie' });
    expect(coordinator.read()).toContain(`celui de ${title[other[platform]]} ne se parlent pas encore`);
    await coordinator.press('Relier les deux');
    await coordinator.fill({});
    expect(coordinator.read()).toContain('Rien de ce qui a été dit avant ne passe');
    await coordinator.press('Relier ces salons');
    expect(coordinator.read()).toContain('Ces salons sont reliés');
    await world.person(platform, 'Léa').write(channelNames.yearRound, 'Tout le monde lit ?');
    expect(world.coordinator[other[platform]].sawLast('Tout le monde lit ?').author.name).toContain('Léa');

    await coordinator.command('/installer', { region: 'Picardie' });
    expect(coordinator.read()).not.toContain('ne se parlent pas encore');

    // An earlier message still offers it; pressed, it says what has come of it.
    const first = world.coordinator.slack;
    await first.press('Relier les deux');
    expect(first.read()).toContain('sont déjà reliés');
    expect(first.sees('Relier les deux')).toBe(false);
  });
});

describe('one channel of the whole year alone', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ region: false });
  });
  afterAll(() => world?.close());

  it('is tied to nothing, so nothing is offered', async () => {
    const { slack } = world.coordinator;
    await slack.command('/installer', { region: 'Picardie', permanent: slack.channel(channelNames.yearRound) });
    expect(slack.read()).toContain('relié à la région Picardie');
    expect(slack.read()).not.toContain('ne se parlent pas encore');
  });
});
