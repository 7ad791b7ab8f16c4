import { expect, it } from 'vitest';
import { here, scene, socketApp } from './support.ts';

it('hands a slash command to the app and shows its private answer to the person alone', async () => {
  const { slack, anne, bruno, general } = await scene();
  await socketApp(slack, (app) => {
    app.command('/evenement', async ({ ack, command, respond }) => {
      await ack();
      await respond(`Reçu : *${command.text}*`);
    });
  });
  await slack.command(anne, here(general), '/evenement proposer un atelier');
  await expect.poll(() => slack.messages(anne, here(general)).at(-1)?.text).toBe('Reçu : proposer un atelier');
  expect(slack.messages(anne, here(general)).at(-1)?.onlyForYou).toBe(true);
  expect(slack.messages(bruno, here(general))).toEqual([]);
});
