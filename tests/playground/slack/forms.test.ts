import type { ViewSubmitAction } from '@slack/bolt';
import { expect, it } from 'vitest';
import { modal, opened, option, plain, title } from './opened-form.ts';

it('shows the fields of a form with what stands in them [ours]', async () => {
  const { slack, anne, bruno } = await opened(
    modal([{ type: 'section', text: { type: 'mrkdwn', text: 'Dites-nous *tout*' } }, title]),
  );
  expect(slack.form(anne)).toEqual({
    id: expect.stringMatching(/^V/),
    title: 'Proposer',
    text: 'Dites-nous tout',
    submit: 'Envoyer',
    errors: {},
    fields: [
      {
        id: 'title',
        label: 'Titre',
        hint: 'Court',
        kind: 'text',
        required: true,
        value: ['Marché'],
        options: [],
        maxLength: 20,
      },
    ],
  });
  expect(slack.form(bruno)).toBeNull();
});

it('submits every kind of field the way Slack encodes it [S: reference/interaction-payloads/view-interactions-payload]', async () => {
  let body: ViewSubmitAction | undefined;
  const input = (block_id: string, element: object) =>
    ({
      type: 'input',
      block_id,
      label: plain(block_id),
      optional: true,
      element: { action_id: 'value', ...element },
    }) as never;
  const options = [option('a'), option('b')];
  const { slack, anne, bruno, general } = await opened(
    modal([
      title,
      input('one', { type: 'static_select', options }),
      input('many', { type: 'multi_static_select', options, initial_options: [option('a')] }),
      input('radio', { type: 'radio_buttons', options }),
      input('boxes', { type: 'checkboxes', options }),
      input('person', { type: 'users_select' }),
      input('people', { type: 'multi_users_select' }),
      input('place', { type: 'conversations_select' }),
      input('day', { type: 'datepicker' }),
      input('hour', { type: 'timepicker' }),
      input('moment', { type: 'datetimepicker' }),
      input('count', { type: 'number_input', is_decimal_allowed: false }),
      input('mail', { type: 'email_text_input' }),
      input('site', { type: 'url_text_input' }),
      input('poster', { type: 'file_input', filetypes: ['png'] }),
      input('empty', { type: 'plain_text_input' }),
    ]),
    (app) => {
      app.view('form', async (args) => {
        body = args.body as ViewSubmitAction;
        await args.ack();
      });
    },
  );
  await slack.submit(anne, {
    one: 'b',
    many: ['a', 'B'],
    radio: 'a',
    boxes: ['a', 'b'],
    person: bruno,
    people: [anne, 'Bruno'],
    place: '#general',
    day: '2026-11-14',
    hour: '2026-11-14T18:30',
    moment: '2026-07-14T18:30',
    count: '12',
    mail: 'a@example.org',
    site: 'https://example.org',
    poster: [{ name: 'affiche.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) }],
  });
  expect(slack.form(anne)).toBeNull();
  const values = Object.fromEntries(
    Object.entries(body?.view.state.values ?? {}).map(([block, held]) => [block, held.value]),
  );
  expect(values).toMatchObject({
    title: { type: 'plain_text_input', value: 'Marché' },
    one: { type: 'static_select', selected_option: { value: 'b' } },
    many: { selected_options: [{ value: 'a' }, { value: 'b' }] },
    radio: { selected_option: { value: 'a' } },
    boxes: { selected_options: [{ value: 'a' }, { value: 'b' }] },
    person: { selected_user: bruno },
    people: { selected_users: [anne, bruno] },
    place: { selected_conversation: general },
    day: { selected_date: '2026-11-14' },
    hour: { selected_time: '18:30' },
    moment: { selected_date_time: Date.UTC(2026, 6, 14, 16, 30) / 1000 },
    count: { value: '12' },
    mail: { value: 'a@example.org' },
    site: { value: 'https://example.org' },
    poster: { files: [{ name: 'affiche.png', size: 3, mimetype: 'image/png' }] },
    empty: { value: null },
  });
});

it("refuses what Slack's client refuses before anything is sent [t: block-kit/block-elements]", async () => {
  const { slack, anne } = await opened(modal([title]));
  await expect(slack.submit(anne, { title: '' })).rejects.toThrow('champ obligatoire');
  await expect(slack.submit(anne, { title: 'x'.repeat(21) })).rejects.toThrow('20 caractères');
  await expect(slack.submit(anne, { autre: 'x' })).rejects.toThrow('no field autre; it has: title');
  expect(slack.form(anne)).not.toBeNull();
});

it('keeps the form open with errors at their blocks, then closes it [S: surfaces/modals]', async () => {
  const { slack, anne } = await opened(modal([title]), (app) => {
    app.view('form', async ({ ack, view }) => {
      const text = view.state.values.title?.value?.value;
      if (text === 'bon') await ack();
      else await ack({ response_action: 'errors', errors: { title: 'Trop vague' } });
    });
  });
  await slack.submit(anne, {});
  expect(slack.form(anne)?.errors).toEqual({ title: 'Trop vague' });
  await slack.submit(anne, { title: 'bon' });
  expect(slack.form(anne)).toBeNull();
});

it('refuses errors for a block that has no field [S: surfaces/modals]', async () => {
  const { slack, anne } = await opened(modal([title]), (app) => {
    app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { autre: 'Non' } }));
  });
  await expect(slack.submit(anne, {})).rejects.toThrow('Nous avons eu un problème de connexion');
});

it('updates, stacks and clears forms as the acknowledgement says [S: surfaces/modals]', async () => {
  const next = (name: string) => modal([title], { title: plain(name), callback_id: name });
  const { slack, anne } = await opened(modal([title]), (app) => {
    app.view('form', async ({ ack }) => ack({ response_action: 'update', view: next('deux') }));
    app.view('deux', async ({ ack }) => ack({ response_action: 'push', view: next('trois') }));
    app.view('trois', async ({ ack }) => ack({ response_action: 'clear' }));
  });
  await slack.submit(anne, {});
  expect(slack.form(anne)?.title).toBe('deux');
  await slack.submit(anne, { title: 'gardé' });
  expect(slack.form(anne)?.title).toBe('trois');
  await slack.dismiss(anne);
  expect(slack.form(anne)?.title).toBe('deux');
  expect(slack.form(anne)?.fields[0]?.value).toEqual(['gardé']);
  await slack.submit(anne, {});
  await slack.submit(anne, {});
  expect(slack.form(anne)).toBeNull();
});

it('refuses an update with an invalid view, in words that name the fault [t: views]', async () => {
  const { slack, anne } = await opened(modal([title]), (app) => {
    app.view('form', async ({ ack }) => {
      await ack({ response_action: 'update', view: modal([title], { title: plain('x'.repeat(25)) }) });
    });
  });
  await expect(slack.submit(anne, {})).rejects.toThrow('/view/title/text');
});

it('tells the app when a form is closed, if it asked for that [S: surfaces/modals]', async () => {
  const closed: unknown[] = [];
  const { slack, anne } = await opened(modal([title], { notify_on_close: true, private_metadata: 'x' }), (app) => {
    app.view({ type: 'view_closed', callback_id: 'form' }, async ({ ack, body }) => {
      await ack();
      closed.push([body.view.private_metadata, 'is_cleared' in body && body.is_cleared]);
    });
  });
  await slack.dismiss(anne);
  expect(slack.form(anne)).toBeNull();
  expect(closed).toEqual([['x', false]]);
});

it.each([
  ['a view for the home tab', { response_action: 'update', view: { type: 'home', blocks: [] } }],
  ['no view', { response_action: 'push' }],
  ['no error', { response_action: 'errors', errors: {} }],
  ['an action that is none', { response_action: 'autre' }],
])('keeps the form open and says that something went wrong after %s [S: surfaces/modals]', async (_, answer) => {
  const { slack, anne } = await opened(modal([title]), (app) => {
    app.view('form', async ({ ack }) => ack(answer as never));
  });
  await expect(slack.submit(anne, {})).rejects.toThrow('Nous avons eu un problème de connexion');
  expect(slack.form(anne)?.title).toBe('Proposer');
});

it('keeps the form open when it is not acknowledged within 3 seconds [S: tools/bolt-js/concepts/acknowledge]', async () => {
  const { slack, clock, anne } = await opened(modal([title]), (app) => {
    app.view('form', async () => {});
  });
  const submitted = expect(slack.submit(anne, {})).rejects.toThrow('Nous avons eu un problème de connexion');
  clock.advance(3000);
  await submitted;
  expect(slack.form(anne)?.fields[0]?.value).toEqual(['Marché']);
});

it('takes as many files in a form as the field says, of the types it says, of 10 MB each [S: reference/block-kit/block-elements/file-input-element]', async () => {
  const element = { type: 'file_input' as const, action_id: 'value', filetypes: ['png'], max_files: 2 };
  const sizes: unknown[] = [];
  const field = { type: 'input' as const, block_id: 'poster', label: plain('Affiche'), element };
  const { slack, anne } = await opened(modal([field]), (app) => {
    app.view('form', async ({ ack, view }) => {
      sizes.push(...(view.state.values.poster?.value?.files ?? []).map((file) => file.size));
      await ack();
    });
  });
  const file = (name: string, size: number) => ({ name, type: 'image/png', bytes: new Uint8Array(size) });
  const submit = (...poster: ReturnType<typeof file>[]) => slack.submit(anne, { poster });
  await expect(submit(file('a.png', 1), file('b.png', 1), file('c.png', 1))).rejects.toThrow("jusqu'à 2 fichiers");
  await expect(submit(file('a.pdf', 1))).rejects.toThrow('type de fichier accepté');
  await expect(submit(file('a.png', 10 * 1024 ** 2 + 1))).rejects.toThrow('dépasse 10 Mo');
  await submit(file('a.png', 10 * 1024 ** 2), file('b.png', 1));
  expect(sizes).toEqual([10 * 1024 ** 2, 1]);
});
