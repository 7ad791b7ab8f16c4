import type { SlackCore } from './core.ts';
import { HttpDelivery } from './deliver/http.ts';
import { SocketDelivery } from './deliver/sockets.ts';
import { addMember, archive, removeMember } from './membership.ts';
import { userChanged } from './methods/users.ts';
import { Lookup } from './people/lookup.ts';
import type { SlackFaultRule, SlackFaults } from './wire/faults.ts';
import type { SlackRateLimits } from './wire/rate-limits.ts';

/** Controls for tests: settings that somebody else changes, connections that break, requests that go wrong. */
export class Levers {
  protected readonly core: SlackCore;
  protected readonly find: Lookup;
  private readonly faults: SlackFaults;
  private readonly limits: SlackRateLimits;

  constructor(core: SlackCore, faults: SlackFaults, limits: SlackRateLimits) {
    this.core = core;
    this.faults = faults;
    this.limits = limits;
    this.find = new Lookup(core);
  }

  fault(rule: SlackFaultRule): void {
    this.faults.add(rule);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  keepLimits(on = true): void {
    this.limits.on = on;
  }

  refuseDirectMessages(user: string, error: string | null = 'user_not_visible'): void {
    this.find.person(user).refusesDirect = error;
  }

  deactivate(user: string, deactivated = true): void {
    const person = this.find.person(user);
    person.deactivated = deactivated;
    userChanged(this.core, person);
  }

  addToChannel(channel: string, user: string = this.core.workspace.bot.id): void {
    addMember(this.core, this.find.known(channel), user, null);
  }

  removeFromChannel(channel: string, user: string = this.core.workspace.bot.id): void {
    removeMember(this.core, this.find.known(channel), user);
  }

  archive(channel: string): void {
    const by = [...this.core.workspace.users.values()].find((user) => !user.bot) ?? this.core.workspace.bot;
    archive(this.core, this.find.known(channel), by.id);
  }

  unarchive(channel: string): void {
    this.find.known(channel).archived = false;
    this.core.workspace.touch();
  }

  restrictPosting(channel: string, restricted = true): void {
    this.find.known(channel).restricted = restricted;
  }

  limitEditing(milliseconds: number | null): void {
    this.core.workspace.editWindow = milliseconds;
  }

  shareNext(...after: readonly (number | 'never')[]): void {
    this.core.unusualProcessing.push(...after);
  }

  lockThread(message: string): void {
    this.find.message(message).locked = true;
  }

  dropSockets(): void {
    this.sockets?.drop();
  }

  giveUpEvents(): void {
    this.sockets?.giveUp();
  }

  recycleSockets(reason: 'warning' | 'refresh_requested' = 'refresh_requested'): void {
    this.sockets?.askToReconnect(reason);
  }

  disableSocketMode(): void {
    this.sockets?.disable();
  }

  get connections(): number {
    return this.sockets?.connections ?? 0;
  }

  async verifyRequestUrl(): Promise<boolean> {
    return this.core.delivery instanceof HttpDelivery && this.core.delivery.verify(this.core.secrets.verification);
  }

  private get sockets(): SocketDelivery | null {
    return this.core.delivery instanceof SocketDelivery ? this.core.delivery : null;
  }
}
