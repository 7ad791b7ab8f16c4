import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createLog, type LogFields } from '../src/log.ts';

/** Returns the lines that a log writes. */
function logged(write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = [];
  write(createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } }));
  return lines;
}

it('tells what happened and where, as one line of JSON', () => {
  const [line = ''] = logged((log) => log.with({ platform: 'slack' }).info('started', { milliseconds: 12 }));
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    platform: 'slack',
    event: 'started',
    milliseconds: 12,
  });
});

it('of an error it keeps type, code and places, never what it says', () => {
  const cause = Object.assign(new Error('password=hunter2'), { code: 'ECONNREFUSED' });
  const error = new TypeError('« Camille Martin » n’est pas un nom', { cause });
  const [line = ''] = logged((log) => log.error('interaction.failed', error, { item: '1' }));
  expect(JSON.parse(line)).toMatchObject({ error: { type: 'TypeError', cause: { code: 'ECONNREFUSED' } }, item: '1' });
  expect(line).toContain('log.test.ts');
  expect(line).not.toMatch(/Camille|hunter2/);
});

it('what is thrown and is no error is not quoted', () => {
  const [line = ''] = logged((log) => log.error('failed', 'xoxb-secret'));
  expect(line).not.toContain('xoxb');
});

it('what must not be logged is removed where somebody logs it all the same', () => {
  const careless: LogFields = {
    token: 'xoxb-1',
    text: 'mon avis',
    name: 'Camille',
    url: 'postgres://a:b@c/d',
    id: '7',
  };
  const [line = ''] = logged((log) => log.info('careless', careless));
  expect(JSON.parse(line)).toMatchObject({
    token: '[removed]',
    text: '[removed]',
    name: '[removed]',
    url: '[removed]',
    id: '7',
  });
});

it('says no more than its level', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'warn', destination: { write: (line) => lines.push(line) } });
  log.debug('a');
  log.info('b');
  log.warn('c');
  expect(lines).toHaveLength(1);
});

it.runIf(existsSync('/dev/full'))('loses what a full disk can’t take, and goes on', () => {
  const full = openSync('/dev/full', 'w');
  const source = `
    const { createLog } = await import(${JSON.stringify(new URL('../src/log.ts', import.meta.url).href)});
    const log = createLog();
    for (const event of ['first', 'second', 'third']) log.info(event);
    console.log('goes on');
  `;
  const given = ['--import', 'tsx', '--input-type=module', '--eval', source];
  const { status, stdout } = spawnSync(process.execPath, given, { stdio: ['ignore', 'pipe', full], encoding: 'utf8' });
  closeSync(full);
  expect([status, stdout]).toEqual([0, 'goes on\n']);
});
