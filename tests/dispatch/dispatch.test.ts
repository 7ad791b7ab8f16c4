import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { IncomingFile } from '../../src/chat/platform.ts';
import type { Database } from '../../src/database/database.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { gate } from '../support/gate.ts';
import { type Inboxes, NOW, slowlyKeeping, startInbox } from './setting.ts';
import { Shown, someone } from './someone.ts';
import { beSlow, meanwhile } from './tried-commands.ts';

const fileOf = (fetch: IncomingFile['fetch']): IncomingFile => ({
  name: 'affiche.txt',
  type: 'text/plain',
  size: 7,
  fetch,
});

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

/** Returns a platform that takes an answer only once it is told to. */
function slowlyAnswered() {
  const { opened, open } = gate();
  return { slow: Object.assign(new Shown(), { answer: () => opened }), answered: open };
}

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  let here: Inboxes;
  let ana: ReturnType<typeof someone>;
  let bob: ReturnType<typeof someone>;
  beforeEach(async () => {
    await emptyDatabase(database);
    here = await startInbox(database, platform);
    ana = someone(here, 'ana');
    bob = someone(here, 'bob');
  });

  it('what is complete is done, what is not opens a form that holds what was typed', async () => {
    expect((await ana.command('noter', { name: 'Un' })).text).toContain('Noté : Un');
    const { form } = await ana.command('noter', { story: 'Une longue histoire' });
    expect(form.fields.map(({ name, value }) => [name, value])).toEqual([
      ['name', null],
      ['story', 'Une longue histoire'],
    ]);
    expect((await ana.command('noter', {}, 'Tapé')).text).toContain('Noté : Tapé');
  });

  it('a form sent twice is done once; the second is shown what the first brought, and what it would have changed', async () => {
    const { form } = await ana.command('noter');
    const first = await ana.submit(form.id, { name: 'Une fois' });
    const second = await ana.submit(form.id, { name: 'Une fois' });
    const other = await ana.submit(form.id, { name: 'Deux fois' });
    expect(first.text).toContain('Noté : Une fois');
    expect(other.text).toContain("Rien n'a été changé");
    expect(other.text).toContain('Noté : Une fois');
    expect(other.text).toContain('Deux fois');
    // Below the first stands what somebody new is told once.
    expect(first.text.startsWith(`${second.text}\n{"kind":"note","text":"Vos données : `)).toBe(true);
    expect(await here.noted()).toEqual(['Une fois']);
  });

  it('what the platform brings again after it was answered is dropped, after a restart too', async () => {
    const [first, during] = await Promise.all(['a', 'a'].map((id) => ana.command('noter', { name: 'Un' }, '', id)));
    expect([first?.text, during?.text].filter(Boolean)).toEqual([expect.stringContaining('Noté : Un')]);
    const { form } = await ana.command('noter', {}, '', 'b');
    await ana.submit(form.id, { name: 'Deux' }, 'c');
    here = { ...here, ...(await startInbox(database, platform, { seeded: false })) };
    const again = someone(here, 'ana');
    const brought = [
      await again.command('noter', { name: 'Un' }, '', 'a'),
      await again.command('noter', {}, '', 'b'),
      await again.submit(form.id, { name: 'Deux' }, 'c'),
    ];
    for (const { dropped, forms, text } of brought) expect([dropped, forms.length, text]).toEqual([true, 0, '']);
    expect(await here.noted()).toEqual(['Deux', 'Un']);
    // A second press is something else.
    expect((await again.command('noter', { name: 'Trois' }, '', 'd')).text).toContain('Noté : Trois');
  });

  it('what is brought to two processes at the same moment is done and answered by one of them', async () => {
    const elsewhere = someone(await startInbox(database, platform, { seeded: false }), 'ana');
    const twice = (what: (one: typeof ana) => Promise<Shown>) => Promise.all([what(ana), what(elsewhere)]);
    const typed = await twice((one) => one.command('noter', { name: 'Un' }, '', 'a'));
    const pressed = await twice((one) => one.press('note-it:Deux', 'b'));
    const opened = await twice((one) => one.command('noter', {}, '', 'c'));
    for (const shown of [typed, pressed]) expect(shown.filter(({ text }) => text !== '')).toHaveLength(1);
    expect(opened.filter(({ forms }) => forms.length > 0)).toHaveLength(1);
    expect(await here.noted()).toEqual(['Deux', 'Un']);
  });

  it('what nobody could be answered is dealt with when it is brought again', async () => {
    const given = { user: here.user('ana'), place: here.place, path: ['reserver'], values: { name: 'Un' }, text: '' };
    const unreachable = Object.assign(new Shown(), { acknowledge: () => Promise.reject(new Error('the line broke')) });
    await expect(here.inbox.command({ ...given, interaction: 'a' }, unreachable)).rejects.toThrow('the line broke');
    const again = await ana.command('reserver', { name: 'Un' }, '', 'a');
    expect([again.dropped, again.text !== '']).toEqual([false, true]);
  });

  it('a form sent with other words before its first answer has come says that these were not stored, and shows them', async () => {
    const { form } = await ana.command('noter');
    const { slow, answered } = slowlyAnswered();
    const first = ana.submit(form.id, { name: 'Un' }, null, slow);
    await expect.poll(() => here.noted()).toEqual(['Un']);
    const other = await ana.submit(form.id, { name: 'Deux' });
    expect(other.text).toContain("ce que vous venez d'écrire n'a pas été enregistré");
    expect(other.text).toContain('Deux');
    expect((await ana.submit(form.id, { name: 'Un' })).text).toContain("C'était déjà fait");
    answered();
    await first;
    expect(await here.noted()).toEqual(['Un']);
  });

  /** Has the next submission overtaken by another of the same form, which is done and whose answer waits for the returned function. */
  function overtakenBy(form: string, name: string): () => Promise<unknown> {
    const { slow, answered } = slowlyAnswered();
    let first: Promise<Shown> | undefined;
    meanwhile(async () => {
      first = ana.submit(form, { name }, null, slow);
      await expect.poll(() => here.noted()).toEqual([name]);
    });
    return () => {
      answered();
      return Promise.resolve(first);
    };
  }

  it('of a form sent in the same moment with other words, one is done, and the other shown as not stored', async () => {
    const { form } = await ana.command('noter');
    const answered = overtakenBy(form.id, 'Deux');
    const overtaken = await ana.submit(form.id, { name: 'Un' });
    expect(overtaken.text).toContain("ce que vous venez d'écrire n'a pas été enregistré");
    expect(overtaken.text).toContain('Un');
    await answered();
    expect(await here.noted()).toEqual(['Deux']);
    expect((await ana.submit(form.id, { name: 'Deux' })).text).not.toContain("Rien n'a été changé");
    expect((await ana.submit(form.id, { name: 'Un' })).text).toContain("Rien n'a été changé");
  });

  it('what a form was done with is what was sent, and not what was refused meanwhile', async () => {
    const { form } = await ana.command('noter');
    meanwhile(() => ana.submit(form.id, { name: 'impossible' }));
    await ana.submit(form.id, { name: 'Un' });
    expect(await here.noted()).toEqual(['Un']);
    expect((await ana.submit(form.id, { name: 'Un' })).text).not.toContain("Rien n'a été changé");
    expect((await ana.submit(form.id, { name: 'impossible' })).text).toContain("Rien n'a été changé");
  });

  it('a form that was done stays so though it is refused to whoever had sent it just before', async () => {
    const { form } = await ana.command('noter');
    const answered = overtakenBy(form.id, 'Deux');
    await ana.submit(form.id, { name: 'impossible' });
    await ana.submit(form.id, { name: 'Trois' });
    await answered();
    expect(await here.noted()).toEqual(['Deux']);
  });

  it('a form sent twice at the same moment is done once', async () => {
    const { form } = await ana.command('noter');
    const answers = await Promise.all([1, 2, 3].map(() => ana.submit(form.id, { name: 'Une fois' })));
    expect(await here.noted()).toEqual(['Une fois']);
    for (const { text } of answers) expect(text).toMatch(/Noté : Une fois|C'était déjà fait/);
  });

  it('somebody else cannot send it, and its owner still can', async () => {
    const { form } = await ana.command('noter');
    expect((await bob.submit(form.id, { name: 'Volé' })).text).toContain('ouvert par une autre personne');
    expect((await bob.press(`form:${form.id}`)).text).toContain('ouvert par une autre personne');
    expect((await ana.submit(form.id, { name: 'Mien' })).text).toContain('Noté : Mien');
    expect(await here.noted()).toEqual(['Mien']);
  });

  it('two people with the same form each have theirs', async () => {
    const [hers, his] = await Promise.all([ana.command('noter'), bob.command('noter')]);
    await Promise.all([ana.submit(hers.form.id, { name: 'Ana' }), bob.submit(his.form.id, { name: 'Bob' })]);
    expect(await here.noted()).toEqual(['Ana', 'Bob']);
  });

  it('a refusal offers the form again with what was typed, after a restart too', async () => {
    const { form } = await ana.command('noter');
    const refused = await ana.submit(form.id, { name: 'refusé', story: 'Longue' });
    expect(refused.text).toContain("n'existe plus");
    here = { ...here, ...(await startInbox(database, platform, { seeded: false })) };
    const again = await someone(here, 'ana').press(refused.button('Corriger'));
    expect(again.form.fields.map(({ value }) => value)).toEqual(['refusé', 'Longue']);
    const sent = await someone(here, 'ana').submit(again.form.id, { name: 'Accepté', story: 'Longue' });
    expect(sent.text).toContain('Noté : Accepté');
  });

  it('a value that does not fit is said, and nothing typed is lost', async () => {
    const { form } = await ana.command('noter');
    const long = 'x'.repeat(21);
    const shown = await ana.submit(form.id, { name: long, story: 'Longue' });
    if (platform === 'slack')
      expect(shown.refused).toEqual([{ name: expect.stringContaining('21 caractères, 20 au plus') }]);
    else {
      expect(shown.text).toContain('21 caractères, 20 au plus');
      const { fields } = (await ana.press(shown.button('Corriger'))).form;
      expect(fields.map(({ value }) => value)).toEqual([long, 'Longue']);
    }
    expect(await here.noted()).toEqual([]);
  });

  it('files are not waited for before the platform hears of us', async () => {
    const { form } = await ana.command('joindre');
    const shown = new Shown();
    let heard: readonly string[] = [];
    const file = fileOf(async () => {
      heard = [...shown.acknowledged];
      return new TextEncoder().encode('affiche');
    });
    await here.inbox.form(
      { user: here.user('ana'), place: here.place, form: form.id, values: { name: 'Affiche', files: [file] } },
      shown,
    );
    expect(heard).toEqual(['private']);
    expect(shown.text).toContain('Noté : Affiche');
  });

  it('a file that cannot be taken costs nothing of what was typed', async () => {
    const { form } = await ana.command('joindre');
    const gone = fileOf(() => Promise.reject(new Error('gone')));
    const refused = await ana.submit(form.id, { name: 'Affiche', story: 'Longue', files: [gone] });
    expect(refused.text).toContain('affiche.txt');
    const again = await ana.press(refused.button('Corriger'));
    expect(again.form.fields.map(({ value }) => value)).toEqual(['Affiche', 'Longue', null]);
    const file = fileOf(async () => new TextEncoder().encode('affiche'));
    expect((await ana.submit(again.form.id, { name: 'Affiche', files: [file] })).text).toContain('Noté : Affiche');
  });

  it('a review that a newer one has replaced does nothing, and shows the newer one', async () => {
    const { form } = await ana.command('revoir');
    const first = await ana.submit(form.id, { name: 'Lundi' });
    const again = await ana.press(first.button('Corriger'));
    const second = await ana.submit(again.form.id, { name: 'Mardi' });
    // The newer answer replaces the older one where the platform can still reach that.
    expect(second.acknowledged).toEqual(['update']);
    const old = await ana.press(first.button('Confirmer'));
    expect(old.text).toContain("ce message n'était plus le dernier");
    expect(old.text).toContain('Vous voulez noter Mardi');
    expect(await here.noted()).toEqual([]);
    expect((await ana.press(old.button('Confirmer'))).text).toContain('Noté : Mardi');
    expect(await here.noted()).toEqual(['Mardi']);
  });

  it('a review of what has changed since does nothing, and shows what would be done now', async () => {
    const { form } = await ana.command('revoir');
    const review = await ana.submit(form.id, { name: 'Un' });
    await bob.command('noter', { name: 'Un' });
    const old = await ana.press(review.button('Confirmer'));
    expect(old.text).toContain('quelque chose a changé');
    expect(old.text).toContain('Déjà noté : 1');
    expect(await here.noted()).toEqual(['Un']);
    await ana.press(old.button('Confirmer'));
    expect(await here.noted()).toEqual(['Un', 'Un']);
  });

  it('a confirmation of what has changed since does nothing, after a restart too', async () => {
    const question = await ana.press('note-asked:Un');
    await bob.command('noter', { name: 'Un' });
    here = { ...here, ...(await startInbox(database, platform, { seeded: false })) };
    const again = someone(here, 'ana');
    const old = await again.press(question.button('Noter'));
    expect(old.text).toContain('quelque chose a changé');
    expect(old.text).toContain('Déjà noté : 1');
    expect(await here.noted()).toEqual(['Un']);
    expect((await again.press(old.button('Noter'))).text).toContain('Noté : Un');
  });

  it('a button that was posted without saying what it showed is asked about first', async () => {
    const shown = await ana.press('note-confirmed:Un');
    expect(shown.text).toContain('Noter Un ? Déjà noté : 0');
    expect(await here.noted()).toEqual([]);
  });

  it('what is shown back is stored only once confirmed, and once', async () => {
    const { form } = await ana.command('revoir');
    const review = await ana.submit(form.id, { name: 'Réfléchi' });
    expect(review.text).toContain('Vous voulez noter Réfléchi');
    expect(await here.noted()).toEqual([]);
    expect((await bob.press(review.button('Confirmer'))).text).toContain('ouvert par une autre personne');
    const pressed = await Promise.all([1, 2, 3].map(() => ana.press(review.button('Confirmer'))));
    expect(pressed.some(({ text }) => text.includes('Noté : Réfléchi'))).toBe(true);
    expect(await here.noted()).toEqual(['Réfléchi']);
    expect((await ana.press(review.button('Confirmer'))).text).toContain('Noté : Réfléchi');
  });

  it('a form lies ready for two weeks, then says that it no longer does', async () => {
    const { form } = await ana.command('noter');
    here.at(new Date(NOW.getTime() + 13 * 86_400_000));
    expect((await ana.press(`form:${form.id}`)).forms).toHaveLength(1);
    here.at(new Date(NOW.getTime() + 15 * 86_400_000));
    expect((await ana.submit(form.id, { name: 'Trop tard' })).text).toContain("n'est plus valable");
    expect((await ana.press('form:nonsense')).text).toContain("n'est plus valable");
  });

  it('who may not is told who may, before any form opens', async () => {
    const shown = await ana.command('reserver');
    expect(shown.forms).toEqual([]);
    expect(shown.acknowledged).toEqual(['private']);
    expect(shown.text).toContain('Seule la coordination');
  });

  it('a mistake of ours stores nothing and shows what was typed', async () => {
    const shown = await ana.command('noter', { name: 'en panne', story: 'Longue histoire' });
    expect(shown.text).toContain('de notre côté');
    expect(shown.text).toContain('Longue histoire');
    expect(await here.noted()).toEqual([]);
  });

  it('an unknown command brings the menu, an unknown button says so', async () => {
    expect((await ana.command('inconnue')).text).toContain('Le menu');
    expect((await ana.press('gone:1')).text).toContain("n'existe plus");
  });

  it('a message that is delivered again counts once', async () => {
    await Promise.all([ana.say('M1', 'bonjour'), ana.say('M1', 'bonjour')]);
    await ana.say('M1', 'bonjour');
    await ana.say('M2', 'au revoir');
    expect(await here.noted()).toEqual(['au revoir', 'bonjour']);
  });

  it('a form that takes longer than the platform waits is offered as a button', async () => {
    const [come, shown] = [beSlow(), new Shown()];
    const impatient = someone(await startInbox(database, platform, { seeded: false, readMs: 600 }), 'ana');
    const waiting = impatient.command('attendre', {}, 'Ma fête', null, shown);
    await expect.poll(() => shown.acknowledged).toHaveLength(1);
    come();
    await waiting;
    expect(shown.acknowledged).toEqual(['private']);
    expect(shown.text).toContain('Votre formulaire est prêt');
    const opened = await ana.press(shown.button('Ouvrir le formulaire'));
    expect(opened.form.fields.find(({ name }) => name === 'name')?.value).toBe('Ma fête');
  });

  it('what is wrong with a form is told in the form where the platform has that, else in a message', async () => {
    const { form } = await ana.command('verifier');
    const shown = await ana.submit(form.id, { name: 'refusé', story: 'Longue' });
    const inForm = platform === 'slack';
    expect(shown.refused.map((errors) => Object.keys(errors))).toEqual(inForm ? [['name']] : []);
    expect(shown.acknowledged).toEqual(inForm ? [] : ['private']);
    expect(shown.answers).toHaveLength(inForm ? 0 : 1);
    expect((await ana.submit(form.id, { name: 'Bon', story: 'Longue' })).text).toContain('Vous voulez noter Bon');
  });

  it('what is found wrong after the platform has waited is told in a message, with all that was typed kept', async () => {
    const impatient = someone(await startInbox(database, platform, { seeded: false, readMs: 600 }), 'ana');
    const { form } = await ana.command('verifier');
    const [come, shown] = [beSlow(), new Shown()];
    const answering = impatient.submit(form.id, { name: 'refusé', story: 'Longue' }, null, shown);
    await expect.poll(() => shown.acknowledged).toEqual(['private']);
    come();
    await answering;
    expect(shown.refused).toEqual([]);
    const again = await ana.press(shown.button('Corriger'));
    expect(again.form.fields.map(({ value }) => value)).toEqual(['refusé', 'Longue']);
    expect((await ana.submit(again.form.id, { name: 'Bon' })).text).toContain('Vous voulez noter Bon');
  });

  it('a database that is slow to take a form has it told in a message, and nothing is lost or doubled', async () => {
    const { form } = await ana.command('verifier');
    const { slow, letGo } = slowlyKeeping(database);
    const impatient = someone(await startInbox(slow, platform, { seeded: false, readMs: 600 }), 'ana');
    const shown = new Shown();
    const answering = impatient.submit(form.id, { name: 'refusé', story: 'Longue' }, null, shown);
    await expect.poll(() => shown.acknowledged).toEqual(['private']);
    letGo();
    await answering;
    expect(shown.refused).toEqual([]);
    const again = await ana.press(shown.button('Corriger'));
    expect(again.form.fields.map(({ value }) => value)).toEqual(['refusé', 'Longue']);
    const review = await ana.submit(again.form.id, { name: 'Bon', story: 'Longue' });
    await ana.press(review.button('Confirmer'));
    expect(await here.noted()).toEqual(['Bon']);
  });

  it('a press that comes second leaves what the first one brought', async () => {
    const [first, second] = [await ana.press('note-once:Une'), await ana.press('note-once:Une')];
    expect(first.answers).toHaveLength(1);
    expect(second.answers).toEqual([]);
    expect(second.asides).toHaveLength(1);
    const review = await ana.command('revoir', { name: 'Vite' });
    const confirm = review.button('Confirmer');
    const both = await Promise.all([ana.press(confirm), ana.press(confirm)]);
    expect(both.flatMap(({ answers }) => answers).every((words) => JSON.stringify(words).includes('Noté : Vite'))).toBe(
      true,
    );
    expect(await here.noted()).toEqual(['Une', 'Vite']);
  });

  it('twenty presses of one confirmation at once all stay in its message, and say there what the first has brought', async () => {
    const confirm = (await ana.command('revoir', { name: 'Vite' })).button('Confirmer');
    let letGo = (): void => {};
    const isBegun = new Promise<void>((begun) => {
      meanwhile(() => {
        begun();
        return new Promise<void>((resolve) => {
          letGo = resolve;
        });
      });
    });
    const shown = Array.from({ length: 20 }, () => new Shown());
    const pressed = shown.map((one) => ana.press(confirm, null, one));
    await isBegun;
    await expect.poll(() => shown.map(({ acknowledged }) => acknowledged)).toEqual(shown.map(() => ['update']));
    letGo();
    await Promise.all(pressed);
    const read = shown.map(({ answers, asides, text }) => [
      answers.length,
      asides.length,
      text.includes('Noté : Vite'),
    ]);
    expect(read).toEqual(shown.map(() => [1, 0, true]));
    expect(await here.noted()).toEqual(['Vite']);
  });

  it('a press that another process overtakes leaves what that one brought', async () => {
    const confirm = (await ana.command('revoir', { name: 'Vite' })).button('Confirmer');
    const elsewhere = someone(await startInbox(database, platform, { seeded: false }), 'ana');
    const faster: Shown[] = [];
    meanwhile(async () => faster.push(await elsewhere.press(confirm)));
    const slower = await ana.press(confirm);
    expect(faster.map(({ text }) => text)).toEqual([expect.stringContaining('Noté : Vite')]);
    expect([slower.answers, slower.text]).toEqual([[], expect.stringContaining("C'était déjà fait")]);
    expect(await here.noted()).toEqual(['Vite']);
  });

  it('two messages of the same id in two channels both count', async () => {
    await ana.say('M3', 'ici');
    await ana.say('M3', 'ailleurs', 'C2');
    expect(await here.noted()).toEqual(['ailleurs', 'ici']);
  });
});
