import { expect, it } from 'vitest';
import { fieldKindOf } from '../../../../src/features/events/fields/kinds.ts';
import { completionFields, proposalFields } from '../../../../src/features/events/fields/list.ts';
import { writtenColumns } from '../../../../src/features/events/fields/written.ts';
import { inside, sourceFiles } from '../../../support/sources.ts';

const fields = [...proposalFields, ...completionFields];

it('each field has columns of its own', () => {
  expect(new Set(writtenColumns).size).toBe(writtenColumns.length);
  const held = fields.map((name) => [name, fieldKindOf(name).columns(name)]);
  expect(Object.fromEntries(held)).toMatchObject({
    title: ['title'],
    when: [],
    place: ['venue', 'municipalityCode', 'municipality', 'department'],
    picture: ['pictureId'],
    link: ['link'],
  });
});

it('nobody but the kinds’ own files asks which kind of field it is', () => {
  const asks = /[=!]== '(text|dates|place|picture|when)'/;
  const events = sourceFiles('src').filter(
    ({ path }) => inside(path, 'src/features/events') && !inside(path, 'src/features/events/fields'),
  );
  expect(events.filter(({ text }) => asks.test(text)).map(({ path }) => path)).toEqual([]);
});
