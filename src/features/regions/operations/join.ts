import { z } from 'zod';
import type { Departure } from '../../../access/contacts/departure.ts';
import { directory } from '../../../access/contacts/directory-store.ts';
import { LacksRole } from '../../../access/operation/lacks-role.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { wordsFor } from '../../../access/region/region-scope.ts';
import { regionOfTeam } from '../../../access/region/region-store.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder, editUnder, sentUnder, tellPerson } from '../../../delivery/outbox/index.ts';
import { allPlatformWords, platformWords, traitsOf } from '../../../platforms/registered.ts';
import { chooseChannels, setUpOf } from '../channels.ts';
import { installCodeStore } from '../install-code-store.ts';
import { askCoordinators, askedKey, otherCoordinators } from '../join-question.ts';
import { type JoinRequest, joinRequestStore } from '../join-request-store.ts';
import type { GivenInstallCode, JoinDecision } from '../joining.ts';
import { codeAskedNotice, joinDecidedNotice, joinOutcomeNotice } from '../messages/codes.ts';
import { digestOf, INSTALL_CODE_LIFE_MS, newPairingCode } from '../rules.ts';
import { regionStore } from '../store.ts';
import { tellEachCoordinator } from '../tell-coordinators.ts';

/**
 * Gives a code to type where the bot isn't set up yet. It replaces the code before; the other coordinators are told.
 */
export const giveInstallCode = operation({
  name: 'regions.giveInstallCode',
  who: 'coordinator',
  input: z.object({ purpose: z.enum(['JOIN', 'FOUND']) }),
  async run(scope, { purpose }): Promise<GivenInstallCode> {
    const { personId, platform, name } = scope.actor;
    // The person's lock comes before the region's, as everywhere that something is counted.
    await enforceLimit(scope, 'installCode');
    await stillCoordinates(scope);
    const { missing } = await setUpOf(scope, platform);
    if (purpose === 'JOIN' && missing.length === 0) {
      throw new UserError('regions.errors.everywhere', allPlatformWords(wordsFor(scope.actor, scope.region)));
    }
    const code = newPairingCode();
    const expiresAt = new Date(scope.now.getTime() + INSTALL_CODE_LIFE_MS);
    const given = { digest: digestOf(code), madeById: personId, expiresAt };
    const id = await installCodeStore(scope).give(purpose, given);
    const on = purpose === 'JOIN' ? missing : null;
    const words = { name, on, until: expiresAt };
    const key = `install-code:${id}`;
    await tellEachCoordinator(scope, key, (t) => codeAskedNotice(t, words), personId);
    return { code, expiresAt, on, leaves: await departureUnder(scope, `${key}:`) };
  },
  journal: {
    deeds: (_, { purpose }) => ({
      verb: purpose === 'JOIN' ? 'regions.journal.codeGiven' : 'regions.journal.foundingCodeGiven',
      object: { kind: 'region', id: null, name: null },
    }),
  },
});

/**
 * Confirms or refuses, once, that the workspace or server where the code was typed joins the region. Any coordinator
 * may refuse. Any but the one who asked for the code may confirm, or that one when nobody else coordinates.
 */
export const decideJoining = operation({
  name: 'regions.decideJoining',
  who: 'coordinator',
  input: z.object({ request: z.uuid(), confirmed: z.boolean() }),
  async run(scope, { request: id, confirmed }): Promise<JoinDecision> {
    await stillCoordinates(scope);
    const requests = joinRequestStore(scope);
    const request = await requests.find(id);
    if (!request) throw new UserError('common.errors.notFound');
    const { name, platform } = request;
    if (request.decidedAt !== null) throw new UserError('regions.errors.join.decided', { name });
    if (confirmed) await checkStillGood(scope, request);
    const { madeById, expiresAt: until } = request;
    const others = confirmed && madeById === scope.actor.personId ? await otherCoordinators(scope, madeById) : [];
    if (others.length > 0) {
      // People who became coordinators since then haven't been asked yet.
      await askCoordinators(scope, request);
      return { outcome: 'forOthers', name, others, until };
    }
    if (!(await requests.decide(id, scope.actor.personId)))
      throw new UserError('regions.errors.join.decided', { name });
    if (confirmed) await tie(scope, request);
    const leaves = await tellWhoTyped(scope, request, confirmed);
    await showDecided(scope, request, confirmed);
    return { outcome: 'decided', confirmed, name, platform, leaves };
  },
  journal: {
    deeds: (decision) =>
      decision.outcome === 'decided'
        ? {
            verb: decision.confirmed ? 'regions.journal.joined' : 'regions.journal.joinRefused',
            object: { kind: 'region', id: null, name: traitsOf(decision.platform).title },
          }
        : null,
  },
});

/** Checks the role as it is now: the actor may have been removed at the same moment. */
async function stillCoordinates(scope: Scope): Promise<void> {
  const store = regionStore(scope);
  await store.lock();
  if (!(await store.coordinates(scope.actor.personId))) throw new LacksRole('coordinator');
}

async function checkStillGood(scope: Scope, { platform, name, madeById, expiresAt }: JoinRequest): Promise<void> {
  const store = regionStore(scope);
  if (expiresAt <= scope.now) throw new UserError('regions.errors.join.expired', { name });
  if (!(await store.coordinates(madeById))) throw new UserError('regions.errors.join.stale', { name });
  if ((await store.platforms()).includes(platform)) {
    throw new UserError('regions.errors.taken', { region: scope.region.name, ...platformWords(platform) });
  }
}

/**
 * Takes over what was set up there so far: the workspace or server, and the person who typed the code, as a
 * coordinator.
 */
async function tie(scope: Scope, { platform, team, externalId, name, channels }: JoinRequest): Promise<void> {
  const draft = await regionOfTeam(scope.tx, platform, team);
  const gone = new UserError('regions.errors.join.gone', { name });
  if (!draft || draft.departments.length > 0) throw gone;
  const from = regionStore({ ...scope, region: draft });
  const personId = await from.personOf(platform, externalId);
  if (personId === null) throw gone;
  await from.keepOnlyCoordinator(personId);
  if (!(await from.moveTo(scope.region))) throw gone;
  await installCodeStore(scope).void();
  await chooseChannels(scope, platform, channels);
}

/** Tells the person who typed the code. Returns how the message leaves; null when they are no longer there. */
async function tellWhoTyped(scope: Scope, request: JoinRequest, confirmed: boolean): Promise<Departure | null> {
  const { platform, team, externalId, id } = request;
  const there = confirmed ? scope.region : await regionOfTeam(scope.tx, platform, team);
  if (!there) return null;
  const own = { ...scope, region: there };
  const people = directory(own);
  const contact = await people.identity(platform, externalId);
  if (!contact) return null;
  const key = `join-outcome:${id}`;
  await tellPerson(own, contact, {
    key,
    words: (t) => joinOutcomeNotice(t, { confirmed, region: scope.region.name, platform }),
    consent: { asked: 'own-request' },
    readAs: 'themselves',
  });
  return departureUnder(own, key);
}

/** Replaces the question by its answer, for everybody who was asked. */
async function showDecided(scope: Scope, { id, name, platform }: JoinRequest, confirmed: boolean): Promise<void> {
  const asked = await directory(scope).people(await askedOf(scope, id));
  const localeOf = new Map(asked.map(({ personId, locale }) => [personId, locale]));
  await editUnder(scope, `${askedKey(id)}:`, (key) => {
    const locale = localeOf.get(key.slice(askedKey(id).length + 1)) ?? scope.region.locale;
    const words = { confirmed, name, platform, by: scope.actor.name };
    return joinDecidedNotice(wordsFor({ locale }, scope.region), words);
  });
}

async function askedOf(scope: Scope, request: string): Promise<readonly string[]> {
  const prefix = `${askedKey(request)}:`;
  return (await sentUnder(scope, prefix)).map(({ key }) => key.slice(prefix.length));
}
