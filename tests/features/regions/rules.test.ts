import { expect, test } from 'vitest';
import { newPairingCode, readPairingCode } from '../../../src/features/regions/rules.ts';

test('a code is read however it is spaced and written', () => {
  const code = newPairingCode();
  expect(readPairingCode(code)).toBe(code);
  expect(readPairingCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
  expect(readPairingCode(`« ${code} »`)).toBe(code);
});

test.each(['Picardie', 'Hauts-de-France', 'Filature du Nord', 'Fil-et-Aiguille', '02, 60, 80'])(
  '%s is no code',
  (name) => {
    expect(readPairingCode(name)).toBeNull();
  },
);

test('codes are not guessed from one another', () => {
  expect(new Set(Array.from({ length: 500 }, newPairingCode)).size).toBe(500);
});
