import { describe, expect, test } from 'vitest';
import { type Actor, hasRole } from '../../../src/access/actor/actor.ts';

const somebody: Actor = {
  personId: 'ana',
  name: 'Ana',
  platform: 'slack',
  externalId: 'U1',
  team: 'T1',
  administrator: null,
  coordinator: false,
  delegateOf: [],
  organisations: [],
  requests: [],
  separable: null,
  locale: 'fr',
};

const people = {
  stranger: somebody,
  'who asked to be a member': { ...somebody, requests: [{ id: 'r', organisation: 'Les Jardins' }] },
  'an administrator of the workspace': { ...somebody, administrator: true },
  member: { ...somebody, organisations: [{ id: 'o', name: 'Les Jardins' }] },
  delegate: { ...somebody, delegateOf: ['60'] },
  coordinator: { ...somebody, coordinator: true },
} satisfies Record<string, Actor>;

describe.each([
  ['stranger', ['anyone']],
  ['who asked to be a member', ['anyone']],
  ['an administrator of the workspace', ['anyone']],
  ['member', ['anyone', 'organiser']],
  ['delegate', ['anyone', 'organiser', 'delegate']],
  ['coordinator', ['anyone', 'organiser', 'delegate', 'coordinator']],
] as const)('%s', (who, roles: readonly string[]) => {
  test.each(['anyone', 'organiser', 'delegate', 'coordinator'] as const)('may do what is for %s, or not', (role) => {
    expect(hasRole(people[who], role)).toBe(roles.includes(role));
  });
});
