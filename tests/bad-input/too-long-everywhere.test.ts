import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ForgedPress } from '../../scripts/attack/forging/presses.ts';
import { doForged } from '../../scripts/attack/forging/wire.ts';
import { fieldsOf } from '../../src/chat/form.ts';
import { composeRegistry } from '../../src/composition.ts';
import { commandDefinitions } from '../../src/dispatch/definitions.ts';
import { textIn } from '../../src/texts/index.ts';
import { both, platformsInTurn } from '../support/platforms.ts';
import { plain } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';
import { answerable } from './answerable.ts';
import { forms, nameOf, open, type Setting, typedFields } from './forms.ts';
import { storedTexts } from './stored-texts.ts';

const LONG = 'ô'.repeat(4_000);
const howOften = (text: string) => text.split('ô').length - 1;

/** Every text that can be typed as an option of a command. */
const options = commandDefinitions(composeRegistry().commands).flatMap((command) =>
  command.options.filter(({ kind }) => kind === 'text').map((option) => ({ path: command.path.fr.join(' '), option })),
);

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-25T09:00:00+01:00' });
  await world.restartBot(undefined, { nationals: both.map((platform) => world.coordinator[platform]) });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

it('there are many options and forms', () => {
  expect(options.length).toBeGreaterThan(60);
  expect(forms.length).toBeGreaterThan(30);
});

describe.each(platformsInTurn())('4 000 characters, wherever text can be typed on %s', (platform) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await answerable(world, platform);
  });

  it('in any option of any command: are not read; given back with both lengths, or the platform takes no more', async () => {
    const { person } = setting;
    for (const { path, option } of options) {
      const typed = person.command(`/${path}`, { [option.name.fr]: LONG });
      if (platform === 'discord' && option.max !== null && option.max < LONG.length) {
        await expect(typed, `/${path} ${option.name.fr}`).rejects.toThrow(String(option.max));
        continue;
      }
      await typed;
      const seen = plain(person.read());
      const length = platform === 'discord' ? 4_000 : `/${path} ${option.name.fr}:${LONG}`.length;
      const figure = plain(new Intl.NumberFormat('fr-FR').format(length));
      expect(seen, `/${path} ${option.name.fr}`).toContain(
        `${figure} caractères, 3 000 au plus. Rien n'est enregistré.`,
      );
      expect(howOften(seen), `/${path} ${option.name.fr}`).toBe(LONG.length);
      expect(person.platform.form(person.user.id)).toBeNull();
    }
  });

  it.each(forms.map((form) => [nameOf(form), form] as const))(
    'in every field of %s: each is refused with both lengths, and given back',
    async (_, form) => {
      const { person, personId } = setting;
      const { conversation } = world.database.prisma;
      const send = async (does: ForgedPress['does']) => {
        await doForged(person.platform, person.user.id, person.place.channel, does);
        await world.settle();
      };
      await open(form, setting);
      await person.platform.dismiss(person.user.id);
      const about = { startsWith: 'path' in form ? `command:${form.path.fr.join(' ')}` : `action:${form.name}:` };
      const where = { personId, about, status: 'OPEN' } as const;
      const { id } = await conversation.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
      const all = typedFields(form);
      const values = Object.fromEntries(all.map(({ name }) => [name, LONG]));
      const shown = fieldsOf(form.input).filter(({ hidden }) => hidden !== true);
      for (let page = 0; page * PER_PAGE[platform] < shown.length; page += 1) {
        const here = shown.slice(page * PER_PAGE[platform], (page + 1) * PER_PAGE[platform]);
        const typed = here.filter((field) => all.includes(field));
        await conversation.update({ where: { id }, data: { page } });
        person.look();
        await send({ kind: 'submit', form: id, values });
        const refused = plain(person.look());
        await send({ kind: 'press', action: `form:${id}` });
        const again = person.platform.form(person.user.id);
        for (const { name, label, max } of typed) {
          const lengths = `4 000 caractères, ${plain(new Intl.NumberFormat('fr-FR').format(max ?? 3_000))} au plus`;
          // Slack tells it in the form, which anybody's client keeps open; none of them sends as much.
          if (platform === 'slack')
            expect(plain(again?.text ?? '')).toContain(`« ${textIn('fr', label)} » : ${lengths}`);
          else expect(refused).toContain(`${textIn('fr', label)} Trop long : ${lengths}`);
          const held = again?.fields.find(({ id: of }) => of === name)?.value.join('');
          // A list that is too long for the form is asked first.
          if (again && platform === 'discord') expect(held).toBe(LONG);
        }
        if (platform === 'slack')
          expect(howOften(again?.text ?? '')).toBeGreaterThanOrEqual(LONG.length * typed.length);
        if (again) await person.platform.dismiss(person.user.id);
      }
      expect(await conversation.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'OPEN', values });
    },
  );

  it('nothing of it was stored', async () => {
    const stored = await storedTexts(world.database);
    expect([...stored].filter((text) => howOften(text) > 0)).toEqual([]);
  });
});

const PER_PAGE = { slack: 100, discord: 5 } as const;
