import type { WithheldHandler } from '../../access/region/withheld.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import { withheldMessage } from './messages/access.ts';
import { ofRegion, tellCoordinators } from './tell-coordinators.ts';

/** Tells the coordinators, once each time, what a platform no longer allows the bot, and what it allows again. */
export const tellWithheld: WithheldHandler = async (scope, change) => {
  await tellCoordinators(
    scope,
    ofRegion(
      scope,
      `withheld:${change.platform}:${scope.now.getTime()}:${[...namesOf(change.lost), '', ...namesOf(change.back)].join()}`,
    ),
    (t) => withheldMessage(t, change),
  );
};

const namesOf = (needs: readonly DeclaredNeed[]): readonly string[] => needs.map(({ name }) => name);
