import { randomUUID } from 'node:crypto';
import type { AnyAction } from '../../../src/access/operation/context.ts';
import { type FieldDefinition, fieldsOf, type RawValues } from '../../../src/chat/form.ts';
import type { Database } from '../../../src/database/database.ts';
import { keys } from './keys.ts';
import type { WrongPerson } from './people.ts';
import type { Planted } from './plant.ts';

/**
 * A form that somebody opened while they were allowed to, or by a forged press: the form is theirs, its subject isn't.
 */
export interface HeldForm {
  readonly action: string;
  readonly id: string;
  readonly values: RawValues;
}

/**
 * Valid values of these fields, so that nothing but the person's rights keeps them out. The day to which an event was
 * moved stays empty, because it was held.
 */
const readable: Readonly<Record<string, string>> = {
  ...{ when: '28 novembre 2027 18h', publishedOn: '12 novembre', from: '22h', until: '8h', place: 'Amiens' },
  ...{ link: 'www.exemple.fr', links: 'www.exemple.fr', website: 'www.exemple.fr', reply: 'www.exemple.fr' },
  ...{ attendance: 'environ 60', relayedReach: '12', coverageItems: 'Le Courrier, presse', newDay: '' },
  ...{ siteLinkAddress: 'www.exemple.fr' },
  ...{ code: 'ABCD2345', howMany: 'environ 60', region: 'Picardie', departments: '80', municipality: 'Amiens' },
};

function fittingValue({ name, kind, options, source }: FieldDefinition, { ids }: Planted, channel: string) {
  if (kind === 'file') return [ids.file ?? ''];
  if (kind === 'choice') return options?.[0]?.value ?? '';
  if (kind === 'choices') return [options?.[0]?.value ?? ''];
  if (kind === 'channel') return channel;
  if (kind === 'person') return 'U0FORGED';
  // An option can't be ranked twice, and nothing has to be ranked.
  if (source?.startsWith('surveyRanking-')) return '';
  if (kind === 'picks') return [ids.guest ?? ''];
  // One's own events needn't be named.
  if (source === 'my-events' || source === 'cited-events') return '';
  if (kind === 'pick') return (source === 'themes' ? ids.theme : ids.guest) ?? '';
  return readable[name] ?? 'Texte';
}

/** Returns the forms that this person holds: one for each form of an action and each planted thing it can be about. */
export async function holdForms(
  { prisma }: Database,
  actions: readonly AnyAction[],
  planted: Planted,
  { personId, channel }: WrongPerson,
  regionId: string,
  at: Date,
): Promise<readonly HeldForm[]> {
  const held = actions
    .filter(({ form }) => form !== 'never')
    .flatMap(({ name, input }) =>
      (keys[name]?.(planted) ?? []).map((key) => ({
        ...{ id: randomUUID(), action: name, about: `action:${name}:${key}` },
        values: Object.fromEntries(fieldsOf(input).map((field) => [field.name, fittingValue(field, planted, channel)])),
      })),
    );
  const expiresAt = new Date(at.getTime() + 10 * 24 * 3_600_000);
  await prisma.conversation.createMany({
    data: held.map(({ id, about, values }) => ({
      ...{ id, regionId, personId, about, values, status: 'OPEN' as const, createdAt: at, expiresAt },
    })),
  });
  return held;
}
