import { describe, expect, it } from 'vitest';
import { acts } from '../../../src/playground/page/requests.ts';

const who = { platform: 'slack', user: 'U1' };
const place = { channel: 'C1', thread: null };
const file = { name: 'a.png', type: 'image/png', base64: 'YQ==' };
const saying = (changes: object) =>
  acts.say.safeParse({ ...who, place, text: 'ici', files: [{ ...file, ...changes }] });

describe('what the page asks for', () => {
  it('holds a file as browsers send it', () => {
    expect(saying({}).success).toBe(true);
    for (const type of ['', 'text/plain;charset=utf-8', 'image/svg+xml', 'application/vnd.ms-excel'])
      expect(saying({ type }).success).toBe(true);
    expect(saying({ name: 'Été 🎉.png' }).success).toBe(true);
  });

  it.each(['image/png\r\nX-A: b', 'png', 'image/png\n'])(
    'holds no file of the type %j, which no header may hold',
    (type) => {
      expect(saying({ type }).success).toBe(false);
    },
  );

  it.each(['a\u0000.png', 'a\ud800.png', 'a\r\nX: y'])('holds no file called %j, which no address may hold', (name) => {
    expect(saying({ name }).success).toBe(false);
  });

  it('holds few values, and is refused at once where there are millions', () => {
    const values = Array.from({ length: 1_000_000 }, () => 0);
    for (const asked of [
      acts.select.safeParse({ ...who, message: 'm', control: 'c', values }),
      acts.useInHome.safeParse({ ...who, control: 'c', values }),
      acts.submit.safeParse({ ...who, values: { k: values } }),
      acts.say.safeParse({ ...who, place, text: 'ici', files: values }),
    ]) {
      expect(asked.success).toBe(false);
      expect(asked.error?.issues.length).toBeLessThan(5);
    }
    expect(acts.select.safeParse({ ...who, message: 'm', control: 'c', values: ['un', 'deux'] }).success).toBe(true);
    expect(acts.submit.safeParse({ ...who, values: { k: ['un'], f: [file], t: 'mot' } }).success).toBe(true);
  });
});
