import { describe, expect, it } from 'vitest';

// The page's scripts have no types.
const script: unknown = await import(
  String(new URL('../../../src/playground/page/public/pane/suggestions.js', import.meta.url))
);
const { isUnfinished } = script as {
  isUnfinished(text: string, commands: readonly { readonly path: string }[]): boolean;
};

const commands = [{ path: '/kit recevoir' }, { path: '/kit liste' }, { path: '/aide' }];

describe('a command typed on the page', () => {
  it.each(['/kit', '/Kit'])('is not sent while it is only the beginning of others: %s', (text) => {
    expect(isUnfinished(text, commands)).toBe(true);
  });

  it.each(['/kit recevoir', '/kit recevoir titre:x', '/aide', '/ki', '/rien', '/kit truc'])('is sent: %s', (text) => {
    expect(isUnfinished(text, commands)).toBe(false);
  });
});
