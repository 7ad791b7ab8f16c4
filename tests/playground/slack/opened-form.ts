import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { socketApp } from './apps.ts';
import { here, type Scene, scene } from './support.ts';

export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const option = (value: string) => ({ text: plain(value.toUpperCase()), value });

export function modal(blocks: ModalView['blocks'], more: Partial<ModalView> = {}): ModalView {
  return { type: 'modal', callback_id: 'form', title: plain('Proposer'), submit: plain('Envoyer'), blocks, ...more };
}

export async function opened(view: ModalView, prepare: (app: App) => void = () => {}): Promise<Scene> {
  const setting = await scene();
  await socketApp(setting.slack, (app) => {
    app.command('/evenement', async ({ ack, command, client }) => {
      await client.views.open({ trigger_id: command.trigger_id, view });
      await ack();
    });
    prepare(app);
  });
  await setting.slack.command(setting.anne, here(setting.general), '/evenement');
  return setting;
}

export const title = {
  type: 'input' as const,
  block_id: 'title',
  label: plain('Titre'),
  hint: plain('Court'),
  element: { type: 'plain_text_input' as const, action_id: 'value', max_length: 20, initial_value: 'Marché' },
};
