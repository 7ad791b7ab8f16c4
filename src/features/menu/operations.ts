import { z } from 'zod';
import { noticeOnce } from '../../access/actor/notice.ts';
import { directory, privateTarget } from '../../access/contacts/directory-store.ts';
import { operation } from '../../access/operation/operation.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import { type Message, message as messageOf } from '../../chat/message.ts';
import type { Place } from '../../chat/place.ts';
import { send } from '../../delivery/outbox/index.ts';
import { answerKey } from '../../delivery/outbox/replies.ts';
import type { Menu } from './menu.ts';
import { type Today, today } from './waits.ts';

/** Answers what somebody said: in the same place if it was a private conversation, otherwise in a private one. */
export const answerMessage = operation({
  name: 'menu.answerMessage',
  who: 'anyone',
  journal: { silent: 'is a message' },
  input: z.object({
    /** Id of the message that is answered. */
    id: z.string(),
    direct: z.boolean(),
    place: z.custom<Place>(),
    message: z.custom<Message>(),
  }),
  async run(scope, { id, direct, place, message }): Promise<void> {
    const reader = await directory(scope).acting(scope.actor);
    if (!reader) return;
    const target = direct ? { kind: 'place' as const, place } : privateTarget(reader);
    const notice = scope.actor.isUninformed
      ? await noticeOnce(scope, [scope.actor.personId], wordsFor(scope.actor, scope.region))
      : [];
    const whole = notice.length === 0 ? message : messageOf(...message.blocks, ...notice);
    await send(scope, {
      key: answerKey(place, id),
      target,
      message: whole,
      consent: { asked: 'said' },
      readAs: 'themselves',
    });
  },
});

/** Returns the operation that looks what waits for whoever acts. */
export const lookAtToday = (menu: () => Menu) =>
  operation({
    name: 'menu.today',
    who: 'anyone',
    looks: true,
    input: z.object({}),
    run: (scope): Promise<Today> => today(scope, menu().waits),
  });
