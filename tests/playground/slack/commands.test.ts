import type { SlashCommand } from '@slack/bolt';
import { expect, it } from 'vitest';
import { PlatformRefusal } from '../../../src/playground/local-platform.ts';
import { socketApp } from './apps.ts';
import { here, scene } from './support.ts';

it('hands a slash command to the app and shows its private answer to the person alone [S: interactivity/implementing-slash-commands]', async () => {
  const { slack, anne, bruno, general } = await scene();
  let received: SlashCommand | undefined;
  await socketApp(slack, (app) => {
    app.command('/evenement', async ({ ack, command }) => {
      received = command;
      await ack({ text: `Reçu : *${command.text}*` });
    });
  });
  await slack.command(anne, here(general), '/evenement  proposer un atelier & plus');
  const seen = slack.messages(anne, here(general));
  expect(seen.map((message) => [message.text, message.onlyForYou])).toEqual([
    ['Reçu : proposer un atelier & plus', true],
  ]);
  expect(slack.messages(bruno, here(general))).toEqual([]);
  expect(received).toMatchObject({
    command: '/evenement',
    text: 'proposer un atelier & plus',
    channel_id: general,
    channel_name: 'general',
    user_id: anne,
    user_name: 'anne.petit',
    team_id: slack.team.id,
    is_enterprise_install: 'false',
  });
});

it('shows the time-out Slack shows when a command is not acknowledged within 3 seconds [S: tools/bolt-js/concepts/acknowledge]', async () => {
  const { slack, clock, anne, general } = await scene();
  await socketApp(slack, (app) => app.command('/evenement', async () => {}));
  const typed = slack.command(anne, here(general), '/evenement');
  clock.advance(2999);
  clock.advance(1);
  await expect(typed).rejects.toThrow(new PlatformRefusal("/evenement a échoué avec l'erreur « operation_timeout »"));
});

it('refuses a command that no app has, one in a thread, and one while the app is not connected [S: interactivity/implementing-slash-commands]', async () => {
  const { slack, anne, general } = await scene();
  await expect(slack.command(anne, here(general), '/autre')).rejects.toThrow("/autre n'est pas une commande valide.");
  await expect(slack.command(anne, here(general), '/evenement')).rejects.toThrow('« dispatch_failed »');
  const parent = await slack.say(anne, here(general), 'bonjour');
  await expect(slack.command(anne, here(general, parent), '/evenement')).rejects.toThrow(
    'ne fonctionne pas dans les fils',
  );
});

it('takes a command in a direct conversation and hides the names of private channels [S: interactivity/implementing-slash-commands]', async () => {
  const { slack, anne } = await scene();
  const names: string[] = [];
  await socketApp(slack, (app) => {
    app.command('/evenement', async ({ ack, command }) => {
      names.push(command.channel_name);
      await ack();
    });
  });
  const secret = slack.addChannel({ name: 'bureau', private: true, members: [anne] });
  await slack.command(anne, here('direct'), '/evenement');
  await slack.command(anne, here(secret.id), '/evenement');
  expect(names).toEqual(['directmessage', 'privategroup']);
});

it('turns names into ids in the text of a command that asks for it [S: interactivity/implementing-slash-commands]', async () => {
  const { slack, anne, bruno, general } = await scene();
  let text = '';
  await socketApp(slack, (app) => {
    app.command('/echappe', async ({ ack, command }) => {
      text = command.text;
      await ack();
    });
  });
  await slack.command(anne, here(general), '/echappe @Bruno dans #general, 1 < 2');
  expect(text).toBe(`<@${bruno}|bruno> dans <#${general}|general>, 1 &lt; 2`);
});

it('lists the commands of the manifest [ours]', async () => {
  const { slack, anne } = await scene();
  expect(slack.commands(anne)[0]).toEqual({
    path: '/evenement',
    description: 'Proposer un événement · proposer',
    options: [],
  });
});

async function responseUrl(name: string) {
  const setting = await scene();
  let url = '';
  await socketApp(setting.slack, (app) => {
    app.command('/evenement', async ({ ack, command }) => {
      url = command.response_url;
      await ack();
    });
  });
  await setting.slack.command(setting.anne, here(setting.general), name);
  const post = async (body: object) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return [response.status, await response.text()];
  };
  return { ...setting, post };
}

it('lets a response URL be used five times [S: interactivity/handling-user-interaction]', async () => {
  const { post } = await responseUrl('/evenement');
  for (let use = 0; use < 5; use += 1) expect(await post({ text: 'encore' })).toEqual([200, 'ok']);
  expect(await post({ text: 'trop' })).toEqual([404, '{"ok":false,"error":"used_url"}']);
});

it('lets a response URL be used for thirty minutes [S: interactivity/handling-user-interaction]', async () => {
  const { post, clock } = await responseUrl('/evenement');
  clock.advance(30 * 60_000);
  expect((await post({ text: 'juste' }))[0]).toBe(200);
  clock.advance(1);
  expect(await post({ text: 'trop tard' })).toEqual([404, '{"ok":false,"error":"expired_url"}']);
});

it('answers in the channel or in a thread when the response says so [S: interactivity/handling-user-interaction]', async () => {
  const { post, slack, anne, bruno, general } = await responseUrl('/evenement');
  const parent = await slack.say(bruno, here(general), 'fil');
  await post({ text: 'à tous', response_type: 'in_channel' });
  await post({ text: 'dans le fil', response_type: 'in_channel', thread_ts: parent });
  expect(slack.messages(bruno, here(general)).map((one) => one.text)).toEqual(['fil', 'à tous']);
  expect(slack.messages(anne, here(general, parent)).map((one) => one.text)).toEqual(['fil', 'dans le fil']);
});

it.each([
  ['invalid_blocks', { blocks: [{ type: 'autre' }] }],
  ['no_text', { text: '' }],
  ['thread_not_found', { text: 'x', thread_ts: '1.000001' }],
])('answers %s at a response URL by its name alone, with 404 [S: java-slack-sdk issue 1349]', async (error, body) => {
  const { post } = await responseUrl('/evenement');
  expect(await post(body)).toEqual([404, JSON.stringify({ ok: false, error })]);
});
