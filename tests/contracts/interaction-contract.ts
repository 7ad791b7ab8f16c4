import { describe, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { actions, button, message, select, text } from '../../src/chat/message.ts';
import type { FormResponder, IncomingAction, IncomingForm } from '../../src/chat/platform.ts';
import type { LocalPlatform, SeenOption } from '../../src/playground/local-platform.ts';
import { fileBytes, type OpeningTrouble } from './setting.ts';
import { long, say, type Trial } from './trial.ts';
import { field, form } from './tried-form.ts';

const two = [
  { value: 'a', label: 'Amiens' },
  { value: 'b', label: 'Beauvais' },
];

const valuesOf = (options: readonly SeenOption[]) => options.map(({ value }) => value);

/** Tests what people do, and what they are shown in answer. */
export function interactionContract(trial: Trial): void {
  const { name, nextKey, toChannel, seen, during, command, press, lacks } = trial;

  describe('a command', () => {
    it('says who, where and what, and is answered privately', async () => {
      const given = await command(async (responder) => {
        await responder.acknowledge('private');
        await responder.answer(say('Pour vous seule'));
      });
      expect(given).toMatchObject({
        path: ['essai'],
        place: { platform: name, channel: trial.here.channel, thread: null },
        user: { platform: name, id: trial.here.ana, team: trial.here.team, locale: 'fr' },
      });
      const answer = trial.here.screen(trial.here.ana).find((one) => one.text === 'Pour vous seule');
      expect(answer?.onlyForYou).toBe(true);
      expect(trial.here.screen(trial.here.bob).some((one) => one.text === 'Pour vous seule')).toBe(false);
    });

    it('a long answer comes whole', async () => {
      await command(async (responder) => {
        await responder.acknowledge('private');
        await responder.answer(message(...long('d').blocks, text('Fin de la réponse')));
      });
      const private_ = trial.here.screen(trial.here.ana).filter(({ onlyForYou }) => onlyForYou);
      const all = private_.map((one) => one.text).join('\n');
      expect(all).toContain('Fin de la réponse');
      expect(all.split('d ').length).toBeGreaterThan(6 * 1_399);
      expect(trial.here.screen(trial.here.bob).some((one) => one.text.includes('Fin de la réponse'))).toBe(false);
    });
  });

  describe('a button', () => {
    const withButton = async () => {
      const shown = message(text('Venez-vous ?'), actions(button('rsvp:42', 'Je viens', 'primary')));
      const [ref] = await trial.here.platform.post(toChannel(), shown, nextKey());
      return ref;
    };

    it('comes back as it was given, weeks later too', async () => {
      const ref = await withButton();
      const given = await press(ref, 'Je viens', async (responder) => {
        await responder.acknowledge('private');
        await responder.answer(say('Noté en privé'));
      });
      expect(given).toMatchObject({ action: 'rsvp:42', choice: [], user: { id: trial.here.ana }, message: ref });
      expect(trial.here.screen(trial.here.ana).find((one) => one.text === 'Noté en privé')?.onlyForYou).toBe(true);
      expect(seen(ref)?.text).toBe('Venez-vous ?');
    });

    it('silent: nothing is said, and a refusal all the same reaches the one who pressed, alone', async () => {
      const ref = await withButton();
      const before = trial.here.screen(trial.here.ana).length;
      await press(ref, 'Je viens', (responder) => responder.acknowledge('silent'));
      expect(trial.here.screen(trial.here.ana)).toHaveLength(before);
      await press(ref, 'Je viens', async (responder) => {
        await responder.acknowledge('silent');
        await responder.answer(say('Cela ne va pas'));
      });
      expect(trial.here.screen(trial.here.ana).find((one) => one.text === 'Cela ne va pas')?.onlyForYou).toBe(true);
      expect(trial.here.screen(trial.here.bob).some((one) => one.text === 'Cela ne va pas')).toBe(false);
      expect(seen(ref)?.text).toBe('Venez-vous ?');
    });

    it('update: the private message that held it becomes the answer', async () => {
      await command(async (responder) => {
        await responder.acknowledge('private');
        await responder.answer(message(text('Vraiment ?'), actions(button('confirm:1', 'Oui, vraiment'))));
      });
      const held = trial.here.screen(trial.here.ana).find((one) => one.text.startsWith('Vraiment ?'));
      const control = held?.controls[0];
      if (!held || control?.kind !== 'button') throw new Error('no button');
      trial.here.on({
        action: async (_, responder) => {
          await responder.acknowledge('update');
          await responder.answer(say('C’est fait'));
        },
      });
      await trial.here.local.press(trial.here.ana, held.id, control.id);
      await trial.here.quiet();
      const texts = trial.here.screen(trial.here.ana).map((one) => one.text);
      expect(texts).toContain('C’est fait');
      expect(texts.some((one) => one.startsWith('Vraiment ?'))).toBe(false);
    });

    it('a list hands over what was chosen', async () => {
      const shown = message(text('Lesquels ?'), actions(select('pick:', 'Choisir', two, 2)));
      const [ref] = await trial.here.platform.post(toChannel(), shown, nextKey());
      let came: IncomingAction | undefined;
      trial.here.on({
        action: async (given, responder) => {
          came = given;
          await responder.acknowledge('silent');
        },
      });
      const control = seen(ref)?.controls[0];
      if (!ref || control?.kind !== 'select') throw new Error('no list');
      const given = await during(
        () => trial.here.local.select(trial.here.ana, ref.id, control.id, valuesOf(control.options)),
        () => came,
      );
      expect(given).toMatchObject({ action: 'pick:', choice: ['a', 'b'] });
    });
  });

  describe.skipIf(lacks('forms'))('a form', () => {
    async function fill(
      shown: Form,
      values: (form: NonNullable<ReturnType<LocalPlatform['form']>>) => Parameters<LocalPlatform['submit']>[1],
      answer: (responder: FormResponder) => Promise<void> = (responder) => responder.acknowledge('silent'),
    ): Promise<IncomingForm> {
      await command((responder) => responder.openForm(shown));
      const open = trial.here.local.form(trial.here.ana);
      if (!open) throw new Error('no form opened');
      let came: IncomingForm | undefined;
      trial.here.on({
        form: async (given, responder) => {
          came = given;
          await answer(responder);
        },
      });
      return during(
        () => trial.here.local.submit(trial.here.ana, values(open)),
        () => came,
      );
    }
    /** Returns the field of the open form that stands for one of the bot's. */
    const idOf = (open: NonNullable<ReturnType<LocalPlatform['form']>>, label: string) => {
      const found = open.fields.find((one) => one.label === label);
      if (!found) throw new Error(`no field ${label}`);
      return found.id;
    };

    it('shows title, introduction, labels, hints and what is known', async () => {
      await command((responder) =>
        responder.openForm(
          form(
            field({ value: 'Déjà', hint: 'En quelques mots' }),
            field({ name: 'b', label: 'Détail', required: false, kind: 'longText' }),
          ),
        ),
      );
      const open = trial.here.local.form(trial.here.ana);
      expect(open).toMatchObject({ title: 'Proposer', submit: expect.stringMatching(/Envoyer|Submit/) });
      expect(JSON.stringify(open)).toContain('Cinq minutes suffisent.');
      expect(JSON.stringify(open)).toContain('En quelques mots');
      expect(open?.fields.map(({ label, required }) => [label, required])).toEqual([
        ['Titre', true],
        ['Détail', false],
      ]);
      expect(open?.fields[0]?.value).toEqual(['Déjà']);
      await trial.here.local.dismiss(trial.here.ana);
    });

    it.each<OpeningTrouble>(['server error', 'not arrived', 'answer lost'])(
      'opens, once, within the seconds there are for it: %s',
      async (what) => {
        trial.here.openingTrouble(what);
        const given = await fill(form(field({})), (open) => ({ [idOf(open, 'Titre')]: 'Fête' }));
        expect(given.values).toEqual({ titre: 'Fête' });
        expect(trial.here.local.form(trial.here.ana)).toBeNull();
      },
    );

    it('comes back under its id, with what was filled in under the names of its fields', async () => {
      const given = await fill(
        form(
          field({}),
          field({ name: 'ville', label: 'Ville', kind: 'choice', options: two }),
          field({ name: 'villes', label: 'Villes', kind: 'choices', options: two }),
          field({ name: 'qui', label: 'Qui', kind: 'person' }),
          field({ name: 'salon', label: 'Salon', kind: 'channel' }),
        ),
        (open) => ({
          [idOf(open, 'Titre')]: 'Fête @everyone',
          [idOf(open, 'Ville')]: ['b'],
          [idOf(open, 'Villes')]: ['a', 'b'],
          [idOf(open, 'Qui')]: [trial.here.bob],
          [idOf(open, 'Salon')]: [trial.here.channel],
        }),
      );
      expect(given).toMatchObject({
        form: 'f1',
        user: { id: trial.here.ana, platform: name },
        values: {
          titre: 'Fête @everyone',
          ville: 'b',
          villes: ['a', 'b'],
          qui: trial.here.bob,
          salon: trial.here.channel,
        },
      });
    });

    it('leaves out what was left empty', async () => {
      const given = await fill(form(field({}), field({ name: 'b', label: 'Détail', required: false })), (open) => ({
        [idOf(open, 'Titre')]: 'Seul',
      }));
      expect(given.values.titre).toBe('Seul');
      expect(given.values.b ?? '').toBe('');
    });

    it('a picked row comes back as its value', async () => {
      const given = await fill(form(field({ kind: 'pick', options: two })), (open) => ({
        [idOf(open, 'Titre')]: ['b'],
      }));
      expect(given.values.titre).toBe('b');
    });

    it('several picked rows come back as their values', async () => {
      const given = await fill(form(field({ kind: 'picks', options: two, most: 2 })), (open) => ({
        [idOf(open, 'Titre')]: ['a', 'b'],
      }));
      expect(given.values.titre).toEqual(['a', 'b']);
    });

    it('a typed date comes back as typed', async () => {
      const given = await fill(form(field({ kind: 'moment', label: 'Quand' })), (open) => ({
        [open.fields[0]?.id ?? '']: 'samedi 14 novembre 18h30',
      }));
      expect(given.values.titre).toBe('samedi 14 novembre 18h30');
    });

    it('uploads can be read', async () => {
      const given = await fill(form(field({ kind: 'file' })), (open) => ({
        [open.fields[0]?.id ?? '']: [{ name: 'a.md', type: 'text/markdown', bytes: fileBytes }],
      }));
      const [uploaded] = given.values.titre ?? [];
      if (typeof uploaded !== 'object') throw new Error('no file');
      expect(uploaded).toMatchObject({ name: 'a.md', size: fileBytes.length });
      expect(new Uint8Array(await uploaded.fetch(1_000_000))).toEqual(fileBytes);
    });

    it('is answered privately', async () => {
      await fill(
        form(field({})),
        (open) => ({ [idOf(open, 'Titre')]: 'Fête' }),
        async (responder) => {
          await responder.acknowledge('private');
          await responder.answer(say('Proposition reçue'));
        },
      );
      expect(trial.here.screen(trial.here.ana).find((one) => one.text === 'Proposition reçue')?.onlyForYou).toBe(true);
      expect(trial.here.screen(trial.here.bob).some((one) => one.text === 'Proposition reçue')).toBe(false);
      expect(trial.here.local.form(trial.here.ana)).toBeNull();
    });

    it('opens from a button of a private message, in front of the one who pressed', async () => {
      const [ref] = await trial.here.platform.post(
        toChannel(),
        message(text('Corriger ?'), actions(button('fix:1', 'Corriger'))),
        nextKey(),
      );
      await press(ref, 'Corriger', (responder) => responder.openForm(form(field({}))));
      expect(trial.here.local.form(trial.here.ana)?.title).toBe('Proposer');
      expect(trial.here.local.form(trial.here.bob)).toBeNull();
      await trial.here.local.dismiss(trial.here.ana);
    });

    it('as many fields fit as the adapter says', async () => {
      const count = trial.here.platform.traits.fieldsPerForm;
      const fields = Array.from({ length: count }, (_, index) =>
        field({ name: `f${index}`, label: `Champ ${index}`, required: false }),
      );
      await command((responder) => responder.openForm(form(...fields)));
      expect(trial.here.local.form(trial.here.ana)?.fields).toHaveLength(count);
      await trial.here.local.dismiss(trial.here.ana);
    });
  });
}
