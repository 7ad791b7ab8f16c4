import type { SlackCore } from './core.ts';
import { HttpDelivery } from './deliver/http.ts';
import { SocketDelivery } from './deliver/sockets.ts';
import { addChannelMember, archive, makePrivate, removeChannelMember, renameChannel } from './membership.ts';
import { userChanged } from './methods/users.ts';
import type { Lookup } from './people/lookup.ts';
import type { LocalSlack } from './types.ts';
import type { SlackFaults } from './wire/faults.ts';
import type { SlackRateLimits } from './wire/rate-limits.ts';

type SlackLevers = Pick<
  LocalSlack,
  | 'fault'
  | 'clearFaults'
  | 'keepLimits'
  | 'refuseDirectMessages'
  | 'deactivate'
  | 'renameUser'
  | 'addToChannel'
  | 'removeFromChannel'
  | 'archive'
  | 'renameChannel'
  | 'makePrivate'
  | 'unarchive'
  | 'restrictPosting'
  | 'limitEditing'
  | 'hideOld'
  | 'shareNext'
  | 'lockThread'
  | 'dropSockets'
  | 'giveUpEvents'
  | 'recycleSockets'
  | 'disableSocketMode'
  | 'verifyRequestUrl'
>;

/** Returns the controls for tests: settings that somebody else changes, connections that break, requests that go wrong. */
export function slackLevers(core: SlackCore, find: Lookup, faults: SlackFaults, limits: SlackRateLimits): SlackLevers {
  return {
    fault(rule) {
      faults.add(rule);
    },
    clearFaults() {
      faults.clear();
    },
    keepLimits(on = true) {
      limits.on = on;
    },
    refuseDirectMessages(user, error = 'user_not_visible') {
      find.person(user).refusesDirect = error;
    },
    deactivate(user, deactivated = true) {
      const person = find.person(user);
      person.deactivated = deactivated;
      userChanged(core, person);
    },
    renameUser(user, name) {
      const person = find.person(user);
      person.name = name;
      userChanged(core, person);
    },
    addToChannel(channel, user = core.workspace.bot.id) {
      addChannelMember(core, find.known(channel), user, null);
    },
    removeFromChannel(channel, user = core.workspace.bot.id) {
      removeChannelMember(core, find.known(channel), user);
    },
    archive(channel) {
      archive(core, find.known(channel), somebody(core));
    },
    renameChannel(channel, name) {
      renameChannel(core, find.known(channel), name, somebody(core));
    },
    makePrivate(channel) {
      makePrivate(core, find.known(channel), somebody(core));
    },
    unarchive(channel) {
      find.known(channel).archived = false;
      core.workspace.touch();
    },
    restrictPosting(channel, restricted = true) {
      find.known(channel).restricted = restricted;
    },
    limitEditing(milliseconds) {
      core.workspace.editWindow = milliseconds;
    },
    hideOld(milliseconds) {
      core.workspace.shownFor = milliseconds;
      core.workspace.touch();
    },
    shareNext(...after) {
      core.unusualProcessing.push(...after);
    },
    lockThread(message) {
      find.message(message).locked = true;
    },
    dropSockets() {
      inSocketMode(core)?.sockets.drop();
    },
    giveUpEvents() {
      inSocketMode(core)?.giveUp();
    },
    recycleSockets(reason = 'refresh_requested') {
      inSocketMode(core)?.sockets.askToReconnect(reason);
    },
    disableSocketMode() {
      inSocketMode(core)?.sockets.disable();
    },
    async verifyRequestUrl() {
      return core.delivery instanceof HttpDelivery && core.delivery.verify(core.secrets.verification);
    },
  };
}

/** Returns how the app is reached in Socket Mode; null where it is reached by signed HTTP requests. */
export function inSocketMode(core: SlackCore): SocketDelivery | null {
  return core.delivery instanceof SocketDelivery ? core.delivery : null;
}

/** Returns who does what no test says the doer of. */
function somebody({ workspace }: SlackCore): string {
  return ([...workspace.users.values()].find((user) => !user.bot) ?? workspace.bot).id;
}
