import { expect, it } from 'vitest';
import { modal, opened, plain, title } from './opened-form.ts';
import { here } from './support.ts';

it('asks the app for the options of an external select [S: reference/interaction-payloads/block_suggestion-payload]', async () => {
  const asked: unknown[] = [];
  let chosen: unknown;
  const { slack, anne } = await opened(
    modal([
      {
        type: 'input',
        block_id: 'city',
        label: plain('Commune'),
        element: { type: 'external_select', action_id: 'value', min_query_length: 1 },
      },
    ]),
    (app) => {
      app.options('value', async ({ ack, payload }) => {
        asked.push([payload.type, payload.value]);
        await ack({ options: payload.value === 'Laon' ? [{ text: plain('Laon'), value: '02408' }] : [] });
      });
      app.view('form', async ({ ack, view }) => {
        chosen = view.state.values.city?.value?.selected_option?.value;
        await ack();
      });
    },
  );
  expect(await slack.suggestInField(anne, 'city', 'Laon')).toEqual([{ value: '02408', label: 'Laon' }]);
  await expect(slack.submit(anne, { city: 'Nulle part' })).rejects.toThrow('Aucun résultat');
  await slack.submit(anne, { city: 'Laon' });
  expect(chosen).toBe('02408');
  expect(asked[0]).toEqual(['block_suggestion', 'Laon']);
});

it('sends what is used inside a form, with what was filled in so far, and takes an update of the same view [S: surfaces/modals]', async () => {
  const { slack, anne } = await opened(
    modal([
      title,
      {
        type: 'actions',
        block_id: 'more',
        elements: [{ type: 'button', action_id: 'add', text: plain('Ajouter') }],
      },
    ]),
    (app) => {
      app.action('add', async ({ ack, body, client }) => {
        await ack();
        if (body.type !== 'block_actions' || !body.view) return;
        const text = body.view.state.values.title?.value?.value ?? '';
        const view = modal([{ type: 'section', text: { type: 'mrkdwn', text: `Avant : ${text}` } }, title]);
        await client.views.update({ view_id: body.view.id, hash: body.view.hash, view });
      });
    },
  );
  expect(slack.controlsInView(anne)).toMatchObject([{ kind: 'button', id: 'add', label: 'Ajouter' }]);
  await slack.useInView(anne, 'title', ['Fête']);
  await slack.useInView(anne, 'add');
  await expect.poll(() => slack.form(anne)?.text).toBe('Avant : Fête');
  expect(slack.form(anne)?.fields[0]?.value).toEqual(['Fête']);
});

it('lets three forms stand on each other, and no fourth [S: surfaces/modals]', async () => {
  const outcomes: unknown[] = [];
  const button = { type: 'button' as const, action_id: 'deeper', text: plain('Plus loin') };
  const view = modal([{ type: 'actions', elements: [button] }], { external_id: '' });
  const { slack, anne } = await opened(view, (app) => {
    app.action('deeper', async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions') return;
      const pushed = client.views.push({ trigger_id: body.trigger_id, view });
      outcomes.push(
        await pushed.then((answer) => answer.view?.previous_view_id !== null).catch((error) => error.data.error),
      );
    });
  });
  for (let depth = 1; depth <= 3; depth += 1) {
    await slack.useInView(anne, 'deeper');
    await expect.poll(() => outcomes.length).toBe(depth);
  }
  expect(outcomes).toEqual([true, true, 'push_limit_reached']);
});

it('gives a form the right to answer in the conversation chosen in it [S: surfaces/modals]', async () => {
  const { slack, anne, bruno, general } = await opened(
    modal([
      {
        type: 'input',
        block_id: 'place',
        label: plain('Où'),
        element: { type: 'conversations_select', action_id: 'value', response_url_enabled: true },
      },
    ]),
    (app) => {
      app.view('form', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'Annonce', response_type: 'in_channel' });
      });
    },
  );
  await slack.submit(anne, { place: general });
  await expect.poll(() => slack.messages(bruno, here(general)).map((one) => one.text)).toEqual(['Annonce']);
});
