import { describe, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { actions, message, select, text } from '../../src/chat/message.ts';
import type { FormResponder, IncomingForm, IncomingMessage } from '../../src/chat/platform.ts';
import { say, type Trial } from './trial.ts';

const form: Form = {
  id: 'f1',
  locale: 'fr',
  title: 'Proposer',
  intro: null,
  submit: 'Envoyer',
  fields: [
    { name: 'titre', kind: 'text', label: 'Titre', hint: null, required: true, options: [], max: null, value: null },
  ],
};

/** Tests that what an adapter declares of itself (src/chat/traits.ts) is what it does. */
export function traitsContract(trial: Trial): void {
  const { nextKey, toChannel, seen, during, command, lacks } = trial;
  const traits = () => trial.here.platform.traits;

  describe('what it declares', () => {
    it('is its own', () => {
      expect(traits().name).toBe(trial.name);
    });

    it('ids look as it says, and a name typed by hand doesn’t', () => {
      const { channelId, accountId } = traits();
      expect(trial.here.channel).toMatch(channelId);
      for (const id of [trial.here.ana, trial.here.bob, trial.here.team]) expect(id).toMatch(accountId);
      for (const typed of ['#annonces', 'annonces', 'Ana Petit', '']) {
        expect(typed).not.toMatch(channelId);
        expect(typed).not.toMatch(accountId);
      }
    });

    it('knows what is said to the bot alone from what is said in a channel', async () => {
      const heard: IncomingMessage[] = [];
      trial.here.on({ message: async (said) => void heard.push(said) });
      for (const channel of ['direct', trial.here.channel]) {
        await trial.here.local.say(trial.here.ana, { channel, thread: null }, 'Bonjour');
        await trial.here.quiet();
      }
      const direct = heard.map(({ place, user }) => traits().isDirect({ channel: place.channel, team: user.team }));
      expect(direct).toEqual([true, false]);
    });

    it('an answer to a message stands where it says threads stand', async () => {
      const [ref] = await trial.here.platform.post(toChannel(), say('Question'), nextKey());
      if (!ref) throw new Error('nothing was posted');
      const thread = traits().threads === 'below-message' ? ref.id : null;
      const place = { ...ref.place, thread };
      const [answer] = await trial.here.platform.post({ kind: 'place', place }, say('Réponse'), nextKey());
      expect(answer?.place).toMatchObject({ channel: ref.place.channel, thread });
      const beside = trial.here.local
        .messages(trial.here.ana, { channel: trial.here.channel, thread: null })
        .map((one) => one.text);
      expect(beside.includes('Réponse')).toBe(thread === null);
    });

    it.skipIf(lacks('forms'))('a refused form stays open with a word at its field, or not, as it says', async () => {
      await command((responder) => responder.openForm(form));
      const open = trial.here.local.form(trial.here.ana);
      const id = open?.fields[0]?.id ?? '';
      let came: IncomingForm | undefined;
      const refuse = async (responder: FormResponder) => {
        if (traits().fieldErrors) await responder.refuse({ titre: 'Écrivez un titre.' });
        else await responder.acknowledge('silent');
      };
      trial.here.on({
        form: async (given, responder) => {
          came = given;
          await refuse(responder);
        },
      });
      await during(
        () => trial.here.local.submit(trial.here.ana, { [id]: 'x' }),
        () => came,
      );
      const left = trial.here.local.form(trial.here.ana);
      expect(left !== null).toBe(traits().fieldErrors);
      if (left) await trial.here.local.dismiss(trial.here.ana);
    });

    it('a list of a message offers as many things as it says', async () => {
      const options = Array.from({ length: traits().optionsPerList }, (_, index) => ({
        value: `v${index + 1}`,
        label: `Ville ${index + 1}`,
      }));
      const [ref] = await trial.here.platform.post(
        toChannel(),
        message(text('Où ?'), actions(select('ou:1', 'Choisir', options))),
        nextKey(),
      );
      const control = seen(ref)?.controls.find(({ kind }) => kind === 'select');
      if (control?.kind !== 'select') throw new Error('no list');
      expect(control.options).toHaveLength(options.length);
    });
  });
}
