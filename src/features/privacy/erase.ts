import { writeJournal } from '../../access/journal/journal-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { countErasure } from '../../access/personal/erasures-store.ts';
import { regionWords } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { lastSequence } from '../../delivery/outbox/index.ts';
import { clearFromCut, disown, namesInChannels } from '../../relay/erase-store.ts';
import { relayPeopleStore } from '../../relay/people-store.ts';
import { takeTitlesBack } from '../../relay/titles-store.ts';
import { schedule } from '../../schedule/due.ts';
import { leaveOrganisation } from '../organisations/operations/leave.ts';
import { removeTeamMember } from '../people/operations/team.ts';
import { callsBy } from './elsewhere-store.ts';
import { eraseRows } from './erase-rows-store.ts';
import { CALL_REWORDED, type Doing, ERASURE } from './erasure.ts';
import { erasureStore } from './erasure-store.ts';
import { homesOf } from './homes-store.ts';
import { soughtNames } from './sought-names.ts';

/**
 * Erases the actor as the erasure of this id: their rows at once, and by the schedule what others' rows and messages tell of them.
 * `marks` are noted beside the backups. Throws UserError for the last coordinator, and for whoever was erased meanwhile.
 */
export async function eraseActor(scope: Scope, id: string, marks: readonly string[]): Promise<void> {
  const { actor } = scope;
  await countErasure(scope);
  const store = erasureStore(scope);
  const person = await store.named(actor.personId);
  if (!person) throw new UserError('privacy.errors.gone');
  const t = regionWords(scope.region);
  const words = { name: t.text('privacy.erased.name'), text: t.text('privacy.erased.text') };
  if (actor.coordinator) await removeTeamMember.run(scope, { personId: actor.personId });
  // The journal and the notices about it name nobody.
  const unnamed = { ...scope, actor: { ...actor, name: words.name } };
  for (const { id: organisation } of actor.organisations) await leaveOrganisation.run(unnamed, { organisation });
  // The neutral person stands in it a moment later.
  const erased = { kind: 'person', id: null, name: null } as const;
  await writeJournal(scope, { verb: 'privacy.journal.erased', object: erased, person: actor.personId });
  const relayed = relayPeopleStore(scope);
  const neutralId = crypto.randomUUID();
  const marker = `erased-${neutralId.slice(0, 8)}`;
  const accounts = await relayed.accountsOf(actor.personId);
  // What they were called before, their messages still say; what others called them is found later.
  const called = [...new Set([...person.names, ...(await namesInChannels(scope, accounts))])];
  await takeTitlesBack(scope, accounts, words.text);
  if (accounts.length > 0) await relayed.takeBack(accounts, 1);
  await disown(scope, accounts, marker);
  await clearFromCut(scope, marker);
  const { elsewhere, ...sought } = await soughtNames(scope, actor.personId, called);
  const { texts, files } = await eraseRows(scope, {
    ...{ personId: actor.personId, accounts: person.accounts, neutralId, marker, words },
  });
  const ids = Object.fromEntries([
    [actor.personId, neutralId],
    ...person.accounts.map(({ id: account }) => [account, marker] as const),
  ]);
  const doing: Doing = {
    needles: { ...sought, ids, texts: [...texts], words },
    elsewhere,
    accounts: person.accounts.map(({ platform, id: own }) => `${platform}:${own}`),
    identities: [...person.identities],
    ...{ places: [], marks: [...marks], files: [...files], marker, until: await lastSequence(scope) },
    ...{
      documents: 0,
      published: [],
      alike: 0,
      phase: 'tables',
      table: 0,
      after: null,
      own: [],
      changed: [],
      named: [],
    },
    ...{ round: 1, found: false, since: null, searched: false, homesListed: false, readAsked: false, readBack: false },
  };
  // Others' places may show them until the search has ended, and are listed then.
  await store.begin(id, neutralId, doing, homesOf(doing.accounts));
  // Their name stands below such a message in other regions, too.
  for (const call of await callsBy(scope, neutralId)) {
    await schedule(scope, { kind: CALL_REWORDED, subject: call, at: scope.now, expires: null });
  }
  await schedule(scope, { kind: ERASURE, subject: id, at: scope.now, expires: null });
}
