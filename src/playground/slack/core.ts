import type { Delivery } from './deliver/delivery.ts';
import { Events } from './deliver/events.ts';
import { type Installation, withoutManifest } from './manifest.ts';
import { randomId, randomToken } from './random.ts';
import { ResponseUrls } from './response-urls.ts';
import type { Workspace } from './state.ts';
import { Triggers } from './triggers.ts';
import { type View, Views } from './views.ts';

export interface Secrets {
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The old shared token that payloads still carry. */
  readonly verification: string;
}

/** The parts of one local Slack, shared by the methods, the people and the server. */
export class SlackCore {
  readonly workspace: Workspace;
  readonly secrets: Secrets;
  readonly delivery: Delivery;
  readonly events: Events;
  readonly triggers: Triggers;
  readonly views: Views;
  readonly responseUrls: ResponseUrls;
  installation: Installation = withoutManifest;
  /** Milliseconds that Slack processes an upload before it shares it. */
  readonly fileProcessing: number;
  /** The same for the next uploads, one after the other: Slack shares some late and some never. */
  readonly unusualProcessing: (number | 'never')[] = [];
  /** Address of the server, known once it listens. */
  base = '';
  /** Resolves once what was done is stored, where somebody stores it; every answer waits for it. */
  kept: () => Promise<void> = async () => {};

  constructor(
    workspace: Workspace,
    secrets: Secrets,
    delivery: Delivery,
    fileProcessing: number,
    homes?: ReadonlyMap<string, View>,
  ) {
    this.workspace = workspace;
    this.secrets = secrets;
    this.delivery = delivery;
    this.fileProcessing = fileProcessing;
    this.events = new Events(workspace, delivery, () => this.installation, secrets.verification);
    this.triggers = new Triggers(workspace);
    this.views = new Views(workspace, homes);
    this.responseUrls = new ResponseUrls(workspace);
  }
}

export function newSecrets(): Secrets {
  const digits = () => String(Math.floor(Math.random() * 1e12)).padStart(12, '1');
  return {
    botToken: `xoxb-${digits()}-${digits()}-${randomId('', 24)}`,
    appToken: `xapp-1-${randomId('A')}-${digits()}-${randomToken(32)}`,
    signingSecret: randomToken(16),
    verification: randomId('', 24),
  };
}
