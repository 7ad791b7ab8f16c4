import { describe, expect, test } from 'vitest';
import type { UserError } from '../../../src/chat/user-error.ts';
import { delegatedDepartments, LINK_CODE_LIFE_MS, newLinkCode } from '../../../src/features/people/rules.ts';
import { readCode } from '../../../src/reading/index.ts';

describe('a link code', () => {
  test('is eight signs that no eye takes for another, and read back however it is typed', () => {
    for (const code of Array.from({ length: 200 }, newLinkCode)) {
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
      expect(readCode(code)).toBe(code);
    }
  });

  test.each(['7KQ2M9XD', ' 7kq2 m9xd ', '7KQ2-M9XD', '« 7KQ2M9XD »', '7.k.q.2.m.9.x.d'])(
    '« %s » is the same',
    (typed) => {
      expect(readCode(typed)).toBe('7KQ2M9XD');
    },
  );

  test('holds for ten minutes', () => {
    expect(LINK_CODE_LIFE_MS).toBe(600_000);
  });
});

describe('the departments somebody is to look after', () => {
  const picardie = ['02', '60', '80'];
  const refused = (typed: string | undefined): UserError | null => {
    try {
      delegatedDepartments(typed, picardie);
      return null;
    } catch (error) {
      return error as UserError;
    }
  };

  test.each([
    ['60', ['60']],
    ['Oise et Somme', ['60', '80']],
    ['Picardie', ['02', '60', '80']],
  ])('« %s »', (typed, departments) => {
    expect(delegatedDepartments(typed, picardie)).toEqual(departments);
  });

  test.each([
    [undefined, 'people.errors.departmentNeeded', { all: '02, 60, 80' }],
    ['partout', 'people.errors.department', { typed: 'partout', all: '02, 60, 80' }],
    ['59, 60, 62', 'people.errors.departmentElsewhere', { typed: '59, 62', all: '02, 60, 80' }],
  ])('« %s » is refused', (typed, id, values) => {
    expect(refused(typed)).toMatchObject({ id, values, field: 'department' });
  });
});
