import { expect, it } from 'vitest';
import { formerNames } from '../../../src/access/actor/former-names.ts';

it('keeps the ten newest names that an account had, each once, and not the one that it has', () => {
  let account = { name: 'Nom 0', formerNames: [] as readonly string[] };
  const renamed = (name: string) => {
    account = { name, formerNames: formerNames(account, name) };
    return account.formerNames;
  };
  expect(renamed('Nom 1')).toEqual(['Nom 0']);
  expect(renamed('Nom 0')).toEqual(['Nom 1']);
  for (let count = 2; count <= 30; count += 1) renamed(`Nom ${count}`);
  expect(account.formerNames).toHaveLength(10);
  expect(account.formerNames[0]).toBe('Nom 29');
});
