import { describe, expect, it } from 'vitest';
import { ChoiceNeeded, readEach, SeveralErrors, UserError } from '../../src/chat/user-error.ts';

const fails = (field: string) => () => {
  throw new UserError('common.errors.invalid', {}, field);
};
const asks = (field: string) => async () => {
  throw new ChoiceNeeded('common.when.ambiguous', {}, field, []);
};

describe('reading several fields', () => {
  it('gives what each holds, in their order', async () => {
    const read = await readEach(
      () => 1,
      async () => 'two',
    );
    expect(read).toEqual([1, 'two']);
  });

  it('tells all that is wrong at once', async () => {
    const error = await readEach(fails('when'), asks('place'), fails('link')).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(SeveralErrors);
    expect((error as SeveralErrors).errors.map(({ field }) => field)).toEqual(['when', 'link']);
  });

  it('tells one thing alone as it is, before anything is asked', async () => {
    await expect(readEach(asks('place'), fails('when'))).rejects.toMatchObject({ field: 'when' });
    await expect(readEach(asks('place'), asks('when'))).rejects.toMatchObject({ field: 'place' });
  });

  it('goes no further where something is wrong with no field', async () => {
    const offline = () => Promise.reject(new Error('offline'));
    await expect(readEach(fails('when'), offline)).rejects.toThrow('offline');
  });
});
