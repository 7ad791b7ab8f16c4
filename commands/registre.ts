import { z } from 'zod';
import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { registerComing } from '../src/features/register/messages.ts';
import { makeRegister } from '../src/features/register/operations.ts';

export const registerCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['equipe', 'registre'], en: ['team', 'register'] },
    description: 'register.command',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => registerComing(context.t, await context.do(makeRegister, {})),
  }),
];
