import { UserError } from '../../../chat/user-error.ts';
import { fileRefs } from '../../../files/store.ts';
import type { EventFieldKind } from './kind.ts';

/** A picture, which is a stored file. Its id is read; people see the picture itself. */
export const pictureFieldKind: EventFieldKind<'picture'> = {
  columns: () => ['pictureId'],
  async read({ scope }, _, id) {
    const [file] = await fileRefs(scope, [id]);
    if (!file?.type.startsWith('image/')) throw new UserError('events.errors.picture', {}, 'picture');
    return { pictureId: id };
  },
  text: () => '',
  // Forms tell by it that there is a picture, and whether somebody else has sent another one meanwhile.
  prefill: (_, { pictureId }) => (pictureId === null ? null : [pictureId]),
  compared: ({ pictureId }) => pictureId ?? '',
  decided: ({ pictureId }) => [pictureId],
};
