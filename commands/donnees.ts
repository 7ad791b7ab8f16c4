import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { dataMessage } from '../src/features/privacy/messages.ts';
import { viewData } from '../src/features/privacy/operations.ts';

export const privacyCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['profil', 'donnees'], en: ['profile', 'data'] },
    description: 'privacy.command.data',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => dataMessage(context, await context.do(viewData, {})),
  }),
];
