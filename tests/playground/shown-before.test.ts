import { describe, expect, it } from 'vitest';
import { ShownBefore } from '../../src/playground/shown-before.ts';

const shows = (text: string) => ({ text, blocks: [], controls: [] });

describe('what a message shows', () => {
  it('is drawn once, as long as its parts are the same', () => {
    const before = new ShownBefore<object>();
    const [message, blocks] = [{}, [{ type: 'divider' }]];
    const first = before.of(message, ['Bonjour', blocks], () => shows('Bonjour'));
    expect(before.of(message, ['Bonjour', blocks], () => shows('drawn again'))).toBe(first);
    expect(before.of({}, ['Bonjour', blocks], () => shows('of another message')).text).toBe('of another message');
  });

  it('is drawn anew once it is edited', () => {
    const before = new ShownBefore<object>();
    const message = {};
    before.of(message, ['Bonjour', []], () => shows('Bonjour'));
    expect(before.of(message, ['Bonsoir', []], () => shows('Bonsoir')).text).toBe('Bonsoir');
  });

  it('is drawn anew each time where it shows a name or a time, which may become another', () => {
    const before = new ShownBefore<object>();
    const message = {};
    const drawn = (name: string) =>
      before.of(message, ['<@1>'], () => {
        before.elsewhere();
        return shows(`@${name}`);
      });
    drawn('utilisateur-inconnu');
    expect(drawn('Ana').text).toBe('@Ana');
  });
});
