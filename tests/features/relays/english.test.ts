import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const { yearRound } = channelNames;

let world: World;
afterEach(() => world?.close());

describe.each(platformsInTurn())('a relay of a region that speaks English, by a coordinator on %s', (platform) => {
  /** Matches words that only French has, in what the bot says. */
  const FRENCH = /\b(?:le|les|salon|salons|reliés?|vous|votre|depuis|messages? de)\b/iu;

  async function does(person: Person, act: () => Promise<unknown>, ...reads: readonly string[]): Promise<void> {
    await act();
    const read = person.read();
    for (const words of reads) expect(read).toContain(words);
    expect(read).not.toMatch(FRENCH);
  }

  it('says all in English: what is asked, the note, the copies, the state, the silence, what is taken back, the end', async () => {
    world = await startWorld();
    const kate = world.person(platform, 'Kate', { locale: 'en' });
    const first = world.coordinator[platform];
    await first.command('/equipe nommer', { personne: first.mention(kate), role: 'Coordination' });
    await world.database.prisma.region.updateMany({ data: { locale: 'en' } });
    const command = (french: string, english: string) => kate.command(platform === 'slack' ? french : english);

    await does(kate, () => command('/passerelle etat', '/relay status'), 'No channel is linked');
    await command('/passerelle lier', '/relay tie');
    expect(kate.form().title).toBe('Link channels');
    await does(kate, () => kate.fill({}), 'Nothing said before passes');
    await does(kate, () => kate.press('Link these channels'), 'These channels are linked');

    const reader = world.person(other[platform], 'Sam', { locale: 'en' });
    for (const one of [kate, reader]) {
      const [note, ...more] = one.screen().filter(({ text }) => text.includes('This channel is part of the relay'));
      expect(more).toEqual([]);
      expect(note?.pinned).toBe(true);
      expect(note?.text).toContain('begin it with an exclamation mark');
      expect(note?.text).not.toMatch(FRENCH);
    }

    await kate.write(yearRound, 'Who brings the soup?');
    await kate.react('👍', 'Who brings the soup');
    const place = platform === 'slack' ? 'Slack' : 'Discord';
    const copy = () => reader.screen().filter(({ text }) => text.includes('Who brings the soup'));
    expect(copy().map(({ author, text }) => [author.name, text.replaceAll(/\s+/gu, ' ')])).toEqual([
      [`Kate · ${place}`, `Who brings the soup? 👍 1 on ${place}`],
    ]);
    await does(kate, () => command('/passerelle etat', '/relay status'), 'has arrived there');

    await does(kate, () => command('/passerelle silence', '/relay silence'), 'stays where you write it', 'One message');
    await does(kate, () => kate.press('Be copied again'), 'passes the relay again');
    await does(kate, () => command('/passerelle retirer', '/relay take-back'), 'Take back the copies of your message?');
    await does(kate, () => kate.press('Take back the copies'), 'I am now deleting the copies');
    await does(kate, () => kate.press('How far is it?'), 'no copy is left');
    expect(copy()).toEqual([]);

    await command('/passerelle couper', '/relay cut');
    const [whole] = kate.form().fields.find(({ id }) => id === 'what')?.options ?? [];
    await does(kate, () => kate.fill({ what: whole?.value ?? '' }), 'Cut the whole relay “Picardie”?');
    await does(kate, () => kate.press('Cut'), 'It is cut');
    expect(reader.screen().some(({ text }) => text.includes('no longer part of the relay “Picardie”'))).toBe(true);
  });
});
