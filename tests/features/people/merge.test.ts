import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { personColumns } from '../../../src/features/people/person-columns.ts';

test('merging two persons forgets no column of the schema that says who', () => {
  const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');
  const columns = [...schema.matchAll(/^model (\w+) \{(.*?)^\}/gms)].flatMap(([, model, body = '']) =>
    [...body.matchAll(/^\s+(personId|unsolicitedTo|\w+ById)\s/gm)].map(([, column]) => `${model}.${column}`),
  );
  expect(personColumns.map((pair) => pair.join('.')).sort()).toEqual(columns.sort());
});
