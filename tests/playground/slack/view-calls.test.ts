import type { ModalView } from '@slack/types';
import { beforeEach, expect, it } from 'vitest';
import { rawSocket } from './raw-socket.ts';
import { client, here, refusal, type Scene, scene } from './support.ts';

let setting: Scene;
let socket: Awaited<ReturnType<typeof rawSocket>>;

beforeEach(async () => {
  setting = await scene();
  socket = await rawSocket(setting);
});

const views = () => client(setting.slack).views;
const plain = (text: string) => ({ type: 'plain_text' as const, text });

function modal(title: string, more: Partial<ModalView> = {}): ModalView {
  const element = { type: 'button' as const, action_id: 'plus', text: plain('Plus') };
  return { type: 'modal', title: plain(title), blocks: [{ type: 'actions', elements: [element] }], ...more };
}

/** Returns the trigger that comes with what a person does, and acknowledges that as it should be. */
async function triggerOf(action: Promise<void>): Promise<string> {
  const before = socket.envelopes().length;
  await expect.poll(() => socket.envelopes().length, { interval: 5 }).toBe(before + 1);
  socket.acknowledge();
  await action;
  const { payload } = socket.envelopes().at(-1) ?? {};
  return (payload as { trigger_id?: string } | undefined)?.trigger_id ?? '';
}

const typed = () => triggerOf(setting.slack.command(setting.anne, here(setting.general), '/evenement'));
const pressed = () => triggerOf(setting.slack.useInView(setting.anne, 'plus'));

it('a trigger id opens one view, within three seconds [K: views.open; 3 s: U]', async () => {
  const [first, second] = [await typed(), await typed()];
  const open = (trigger_id: string) => refusal(views().open({ trigger_id, view: modal('un') }));
  expect(first).toMatch(/^\d+\.\d+\.[0-9a-f]+$/);
  expect(await open(first)).toBe('ok');
  expect(await open(first)).toBe('exchanged_trigger_id');
  setting.clock.advance(3000);
  expect(await open(second)).toBe('ok');
  const third = await typed();
  setting.clock.advance(3001);
  expect(await open(third)).toBe('expired_trigger_id');
  expect(await open('1.2.3')).toBe('invalid_trigger_id');
});

it('a refused view does not use up the trigger [U: order of checks]', async () => {
  const trigger_id = await typed();
  expect(await refusal(views().open({ trigger_id, view: modal('x'.repeat(25)) }))).toBe('invalid_arguments');
  expect(await refusal(views().open({ trigger_id, view: modal('un') }))).toBe('ok');
});

it('a view is pushed from within a modal alone, two times [K: views.push]', async () => {
  const trigger_id = await typed();
  expect(await refusal(views().push({ trigger_id, view: modal('un') }))).toBe('not_found');
  await views().open({ trigger_id: await typed(), view: modal('un') });
  for (const title of ['deux', 'trois']) await views().push({ trigger_id: await pressed(), view: modal(title) });
  expect(await refusal(views().push({ trigger_id: await pressed(), view: modal('x') }))).toBe('push_limit_reached');
  expect(setting.slack.form(setting.anne)?.title).toBe('trois');
});

it('a view is updated by its id or external id, if the hash is its own [K: views.update]', async () => {
  const opened = await views().open({ trigger_id: await typed(), view: modal('un', { external_id: 'forme' }) });
  const { id: view_id = '', hash = '' } = opened.view ?? {};
  const view = modal('deux', { external_id: 'forme' });
  expect(await refusal(views().update({ view_id, hash, view }))).toBe('ok');
  expect(await refusal(views().update({ view_id, hash, view }))).toBe('hash_conflict');
  expect(await refusal(views().update({ external_id: 'forme', view: modal('trois') }))).toBe('ok');
  expect(setting.slack.form(setting.anne)?.title).toBe('trois');
  expect(await refusal(views().update({ view_id: 'V0', view }))).toBe('not_found');
  expect(await refusal(views().update({ view } as never))).toBe('invalid_arguments');
  expect(await refusal(views().update({ view_id, view: { type: 'home', blocks: [] } }))).toBe('invalid_arguments');
});

it('a view is not found once the person has closed it [K: views.update]', async () => {
  const opened = await views().open({ trigger_id: await typed(), view: modal('un') });
  await setting.slack.dismiss(setting.anne);
  expect(await refusal(views().update({ view_id: opened.view?.id ?? '', view: modal('deux') }))).toBe('not_found');
});

it('an external id stands for one view of the workspace [K: views.open]', async () => {
  const view = modal('un', { external_id: 'forme' });
  await views().open({ trigger_id: await typed(), view });
  expect(await refusal(views().open({ trigger_id: await typed(), view }))).toBe('duplicate_external_id');
});
