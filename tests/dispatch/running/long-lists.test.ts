import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { testDatabase } from '../../support/database.ts';
import { letThereBe, things } from '../long-commands.ts';
import { type Inboxes, NOW, startInbox } from '../setting.ts';
import { someone } from '../someone.ts';

let database: Database;
let inboxes: Inboxes;
beforeAll(async () => {
  database = await testDatabase();
  inboxes = await startInbox(database, 'discord');
});
afterAll(() => database.close());
beforeEach(() => {
  inboxes.at(NOW);
  letThereBe(60);
});

const ana = () => someone(inboxes, 'ana');

describe('a message with long lists', () => {
  it('shows a page of each, and turns the one without the other', async () => {
    const shown = await ana().command('lister');
    expect(shown.list('Une chose').options).toHaveLength(25);
    const turned = await ana().press(shown.button('Une chose : Suivants (26–50 sur 60)'));
    expect(
      turned
        .list('Une chose')
        .options.map(({ value }) => value)
        .slice(0, 2),
    ).toEqual(['chose-26', 'chose-27']);
    expect(turned.list('Des choses').options[0]?.value).toBe('chose-1');
    expect(turned.acknowledged).toEqual(['update']);
  });

  it('gives the thing itself, of whichever page, however alike they are called', async () => {
    const shown = await ana().command('lister');
    const turned = await ana().press(shown.button('Une chose : Suivants'));
    const { action, options } = turned.list('Une chose');
    const last = options.at(-1)?.value ?? '';
    expect((await ana().choose(action, last)).text).toContain('Choisi : chose-50');
  });

  it('remembers what is chosen on the other pages, where several may be', async () => {
    const shown = await ana().command('lister');
    const list = shown.list('Des choses');
    expect(list.options.filter(({ value }) => list.chosen?.includes(value))).toHaveLength(1);
    expect((await ana().choose(list.action, 'chose-1', 'chose-3')).text).toContain(
      'Choisi : chose-30 chose-59 chose-1 chose-3',
    );
    expect((await ana().choose(list.action)).text).toContain('Choisi : chose-30 chose-59"');
  });

  it('gives nothing to anybody else', async () => {
    const shown = await ana().command('lister');
    const zoe = someone(inboxes, 'zoe');
    const turned = await zoe.press(shown.button('Une chose : Suivants'));
    const chosen = await zoe.choose(shown.list('Des choses').action, 'chose-1');
    const sought = await zoe.press(shown.button('Une chose : Suivants').replace('turn:', 'seek:'));
    const found = await zoe.submit(sought.form.id, { words: 'chose' });
    for (const { text } of [turned, chosen, found]) {
      expect(text).toContain("Cette liste n'est plus valable");
      expect(text).not.toContain('chose-');
    }
  });

  it('still turns its pages after a restart and days later, and then says that it is too old', async () => {
    const shown = await ana().command('lister');
    inboxes = await startInbox(database, 'discord', { seeded: false });
    inboxes.at(new Date(NOW.getTime() + 13 * 86_400_000));
    expect((await ana().press(shown.button('Une chose : Suivants'))).list('Une chose').options).toHaveLength(25);
    inboxes.at(new Date(NOW.getTime() + 15 * 86_400_000));
    expect((await ana().press(shown.button('Une chose : Suivants'))).text).toContain("Cette liste n'est plus valable");
    expect((await ana().choose(shown.list('Des choses').action, 'chose-1')).text).toContain('chose-1');
  });

  it.each(['', 'x', 'x/y', `${'0'.repeat(8)}-0000-8000-a000-${'0'.repeat(12)}/0`])("isn't made up: %j", async (key) => {
    for (const name of ['turn', 'among']) {
      expect((await ana().choose(`${name}:${key}`, 'chose-1')).text).toContain("Cette liste n'est plus valable");
    }
  });
});

describe('a form whose list is too long for it', () => {
  it('is preceded by the list, and does at once what needs nothing else', async () => {
    const asked = await ana().command('prendre');
    expect(asked.forms).toEqual([]);
    const turned = await ana().press(asked.button('Suivants'));
    const { action } = turned.list('Fichiers');
    expect((await ana().choose(action, 'chose-42')).text).toContain('Pris : chose-42');
  });

  it('opens then for the rest, without the list', async () => {
    const asked = await ana().command('prendre nommer');
    const picked = await ana().choose(asked.list('Fichiers').action, 'chose-7');
    expect(picked.form.fields.map(({ name }) => name)).toEqual(['name']);
    expect((await ana().submit(picked.form.id, { name: 'Léa' })).text).toContain('Pris : chose-7 Léa');
  });

  it('keeps what was typed with the command, and runs when nothing is missing', async () => {
    const asked = await ana().command('prendre nommer', { name: 'Léa' });
    expect((await ana().choose(asked.list('Fichiers').action, 'chose-8')).text).toContain('Pris : chose-8 Léa');
  });

  it('says what was typed and is not in the list', async () => {
    const asked = await ana().command('prendre', { thing: 'truc' });
    expect(asked.text).toContain('Vous avez tapé « truc »');
    expect(asked.list('Fichiers').options).toHaveLength(25);
  });

  it('offers first what was typed may mean', async () => {
    const asked = await ana().command('prendre', { thing: 'hose 5' });
    expect(asked.list('Fichiers').options[0]?.value).toBe('chose-5');
  });

  it('can be gone back to: what was picked stays unless another is', async () => {
    const asked = await ana().command('prendre nommer');
    const picked = await ana().choose(asked.list('Fichiers').action, 'chose-55');
    const refused = await ana().submit(picked.form.id, { name: 'x'.repeat(30) });
    const again = await ana().press(refused.button('Corriger'));
    expect(again.text).toContain('"text":"chose 55"');
    expect(again.list('Fichiers').options.some(({ value }) => value === 'chose-55')).toBe(true);
    const form = await ana().press(again.button('Continuer'));
    expect(form.form.fields.map(({ name }) => name)).toEqual(['name']);
    const other = await ana().choose(again.list('Fichiers').action, 'chose-60');
    expect((await ana().submit(other.form.id, { name: 'Léa' })).text).toContain('Pris : chose-60 Léa');
  });

  it('counts once, as any form', async () => {
    const asked = await ana().command('prendre');
    const { action } = asked.list('Fichiers');
    await ana().choose(action, 'chose-1');
    expect((await ana().choose(action, 'chose-2')).text).not.toContain('chose-2');
  });

  it("is nobody else's", async () => {
    const asked = await ana().command('prendre');
    const zoe = await someone(inboxes, 'zoe').choose(asked.list('Fichiers').action, 'chose-1');
    expect(zoe.text).toContain('Ce formulaire a été ouvert par une autre personne');
  });

  it('has the list in it again once that is short enough', async () => {
    const asked = await ana().command('prendre nommer');
    letThereBe(20);
    const picked = await ana().choose(asked.list('Fichiers').action, 'chose-7');
    expect(picked.form.fields.map(({ name, value }) => [name, value])).toEqual([
      ['thing', 'chose-7'],
      ['name', null],
    ]);
    expect(things).toHaveLength(20);
  });
});
