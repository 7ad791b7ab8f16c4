import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import { rewordMessages } from '../../../src/relay/erase-store.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

describe.each(['slack', 'discord'] as const)(
  'a copy on %s that can’t be edited, and names somebody who is erased,',
  (side) => {
    const from = () => (side === 'discord' ? one.slack : one.discord);
    const to = () => one[side];

    it('stands anew without the name, once, wherever the process is killed meanwhile', async () => {
      for (let statements = 1; statements < 16; statements += 1) {
        to().isFixed = false;
        from().say('Léa', `Camille vient ${statements}`);
        await one.tell();
        to().isFixed = true;
        const { database, clock } = one;
        const region = { ...one.region, locale: 'fr' } as const;
        await inTransaction(database, (tx) =>
          rewordMessages(
            { tx, region, now: new Date(clock.now()) },
            { after: null, most: 500, without: '' },
            {
              reword: (state) => JSON.parse(JSON.stringify(state).replaceAll('Camille', 'Elle')),
              see: () => {},
            },
          ),
        );
        one.dieAfter(statements);
        await one.rest();
        await one.kill();
        await one.start();
        await one.later();
        const expected = Array.from({ length: statements }, (_, index) => `Elle vient ${index + 1}`);
        expect([...copiesIn(to())].toSorted()).toEqual(expected.toSorted());
      }
    });
  },
);
