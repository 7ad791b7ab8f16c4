import type { BlockAction } from '@slack/bolt';
import { expect, it } from 'vitest';
import { socketApp } from './apps.ts';
import { client, here, scene } from './support.ts';

const buttons = {
  type: 'actions',
  block_id: 'choix',
  elements: [
    {
      type: 'button',
      action_id: 'accepter:12',
      text: { type: 'plain_text', text: 'Accepter' },
      value: '12',
      style: 'primary',
    },
    { type: 'button', action_id: 'page', text: { type: 'plain_text', text: 'Lire' }, url: 'https://example.org/' },
    {
      type: 'static_select',
      action_id: 'ville',
      placeholder: { type: 'plain_text', text: 'Ville' },
      options: ['Amiens', 'Laon'].map((name) => ({
        text: { type: 'plain_text', text: name },
        value: name.toLowerCase(),
      })),
    },
  ],
};

it('sends a press with what Slack sends with it, and replaces the message by default [S: reference/interaction-payloads/block_actions-payload]', async () => {
  const { slack, anne, general } = await scene();
  let body: BlockAction | undefined;
  await socketApp(slack, (app) => {
    app.action<BlockAction>('accepter:12', async (args) => {
      body = args.body;
      await args.ack();
      await args.respond({ text: 'Accepté' });
    });
  });
  await client(slack).chat.postMessage({ channel: general, text: 'Question', blocks: [buttons] });
  const [message] = slack.messages(anne, here(general));
  expect(message?.controls).toEqual([
    { kind: 'button', id: 'accepter:12', label: 'Accepter', style: 'primary', disabled: false },
    { kind: 'link', label: 'Lire', url: 'https://example.org/' },
    {
      kind: 'select',
      id: 'ville',
      placeholder: 'Ville',
      options: [
        { value: 'amiens', label: 'Amiens' },
        { value: 'laon', label: 'Laon' },
      ],
      chosen: [],
      min: 1,
      max: 1,
    },
  ]);
  await slack.press(anne, message?.id ?? '', 'accepter:12');
  await expect.poll(() => slack.messages(anne, here(general)).map((one) => one.text)).toEqual(['Accepté']);
  expect(body).toMatchObject({
    type: 'block_actions',
    user: { id: anne, username: 'anne.petit', team_id: slack.team.id },
    container: { type: 'message', message_ts: message?.id, channel_id: general, is_ephemeral: false },
    channel: { id: general, name: 'general' },
    message: { ts: message?.id, text: 'Question' },
    state: { values: { choix: { ville: { type: 'static_select', selected_option: null } } } },
    actions: [{ action_id: 'accepter:12', block_id: 'choix', value: '12', type: 'button', style: 'primary' }],
  });
});

it('shows what is chosen in a list from the start [S: reference/block-kit/block-elements/multi-select-menu-element]', async () => {
  const { slack, anne, general } = await scene();
  const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
  const accessory = {
    ...{ type: 'multi_static_select' as const, action_id: 'villes' },
    ...{ options: ['Amiens', 'Laon', 'Beauvais'].map(option), initial_options: ['Laon', 'Beauvais'].map(option) },
  };
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'Villes' }, accessory }];
  await client(slack).chat.postMessage({ channel: general, text: 'Question', blocks });
  const [message] = slack.messages(anne, here(general));
  expect(message?.controls).toMatchObject([{ kind: 'select', id: 'villes', chosen: ['Laon', 'Beauvais'] }]);
});

it('keeps what a person chose in the state of later presses, each person their own [S: reference/interaction-payloads/block_actions-payload]', async () => {
  const { slack, anne, bruno, general } = await scene();
  const states: unknown[] = [];
  await socketApp(slack, (app) => {
    app.action<BlockAction>(/.*/, async (args) => {
      states.push([args.body.user.id, args.body.state?.values.choix?.ville?.selected_option?.value]);
      await args.ack();
    });
  });
  const { ts = '' } = await client(slack).chat.postMessage({ channel: general, text: 'Question', blocks: [buttons] });
  await slack.select(anne, ts, 'ville', ['laon']);
  await slack.press(anne, ts, 'accepter:12');
  await slack.press(bruno, ts, 'accepter:12');
  expect(states).toEqual([
    [anne, 'laon'],
    [anne, 'laon'],
    [bruno, undefined],
  ]);
});

it('sends no content of a private message, and lets the response delete it [S: interactivity/handling-user-interaction]', async () => {
  const { slack, anne, bruno, general } = await scene();
  let body: BlockAction | undefined;
  await socketApp(slack, (app) => {
    app.action<BlockAction>('accepter:12', async (args) => {
      body = args.body;
      await args.ack();
      await args.respond({ delete_original: true });
    });
  });
  await client(slack).chat.postEphemeral({ channel: general, user: anne, text: 'Pour vous', blocks: [buttons] });
  const [message] = slack.messages(anne, here(general));
  expect(slack.messages(bruno, here(general))).toEqual([]);
  await expect(slack.press(bruno, message?.id ?? '', 'accepter:12')).rejects.toThrow('cannot see');
  await slack.press(anne, message?.id ?? '', 'accepter:12');
  await expect.poll(() => slack.messages(anne, here(general))).toEqual([]);
  expect(body?.message).toBeUndefined();
  expect(body?.container).toMatchObject({ is_ephemeral: true });
});

it('tells the person when a press is not acknowledged within 3 seconds [S: tools/bolt-js/concepts/acknowledge]', async () => {
  const { slack, clock, anne, general } = await scene();
  await socketApp(slack);
  const { ts = '' } = await client(slack).chat.postMessage({ channel: general, text: 'Question', blocks: [buttons] });
  const pressed = slack.press(anne, ts, 'accepter:12');
  clock.advance(3000);
  await expect(pressed).rejects.toThrow("n'a pas répondu");
});

it('tells the same action in two blocks apart [t: block-kit/extensions]', async () => {
  const { slack, anne, general } = await scene();
  const values: unknown[] = [];
  await socketApp(slack, (app) => {
    app.action<BlockAction>('voir', async (args) => {
      values.push(args.action.type === 'button' ? args.action.value : '');
      await args.ack();
    });
  });
  const row = (id: string) => ({
    type: 'section',
    block_id: id,
    text: { type: 'mrkdwn', text: id },
    accessory: { type: 'button', action_id: 'voir', text: { type: 'plain_text', text: 'Voir' }, value: id },
  });
  const { ts = '' } = await client(slack).chat.postMessage({
    channel: general,
    text: 'Liste',
    blocks: [row('a'), row('b')],
  });
  await slack.press(anne, ts, 'b/voir');
  expect(values).toEqual(['b']);
});

it('runs message and global shortcuts [S: interactivity/implementing-shortcuts]', async () => {
  const { slack, anne, general } = await scene();
  const seen: unknown[] = [];
  await socketApp(slack, (app) => {
    app.shortcut('relay', async ({ ack, shortcut }) => {
      await ack();
      seen.push(shortcut.type === 'message_action' ? shortcut.message.text : '');
    });
    app.shortcut('help', async ({ ack, shortcut, client: web }) => {
      await ack();
      const title = { type: 'plain_text' as const, text: 'Aide' };
      await web.views.open({ trigger_id: shortcut.trigger_id, view: { type: 'modal', title, blocks: [] } });
    });
  });
  const ts = await slack.say(anne, here(general), 'à relayer');
  await slack.messageShortcut(anne, ts, 'relay');
  expect(seen).toEqual(['à relayer']);
  await slack.shortcut(anne, 'help');
  await expect.poll(() => slack.form(anne)?.title).toBe('Aide');
  await expect(slack.shortcut(anne, 'relay')).rejects.toThrow('no global shortcut');
});
