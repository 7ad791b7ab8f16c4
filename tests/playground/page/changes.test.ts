import { getEventListeners } from 'node:events';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { streamChanges } from '../../../src/playground/page/changes.ts';

it('what listened to a page is gone once the page is, and the bot that goes on knows nothing of it', async () => {
  const over = new AbortController();
  const listening = new Set<() => void>();
  const source = {
    onChange(listener: () => void) {
      listening.add(listener);
      return () => void listening.delete(listener);
    },
  };
  const app = new Hono().get('/changes', (context) => streamChanges(context, [source], over.signal));
  for (let opened = 0; opened < 3; opened += 1) {
    const { body } = await app.request('/changes');
    const reader = body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('event: change');
    expect(getEventListeners(over.signal, 'abort')).toHaveLength(1);
    expect(listening.size).toBe(1);
    await reader?.cancel();
    await expect.poll(() => getEventListeners(over.signal, 'abort').length + listening.size).toBe(0);
  }
});
