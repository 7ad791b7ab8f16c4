import { directoryMessage, entryMessage } from '../../../src/features/directory/messages.ts';
import type { Samples } from '../sample.ts';
import { id, organisation } from './facts.ts';

export const directory: Samples = {
  directoryMessage: {
    'with some organisations': (given) =>
      directoryMessage(
        given.t,
        given.several(2, 60, (index) => ({ ...organisation(given), id: id(300 + index) })),
      ),
    'with none yet': ({ t }) => directoryMessage(t, []),
  },
  entryMessage: (given) => entryMessage(given.t, organisation(given)),
};
