import { appMethods } from './app.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import type { Method, Methods } from './method.ts';
import { pinMethods } from './pins.ts';
import { reactionMethods } from './reactions.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

const methods: Methods = {
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...pinMethods,
  ...reactionMethods,
  ...userMethods,
  ...viewMethods,
};

export function methodNamed(name: string): Method | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}
