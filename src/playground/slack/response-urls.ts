import { randomInt } from 'node:crypto';
import { randomId } from './random.ts';
import type { Workspace } from './state.ts';

const lifetime = 30 * 60_000;
const uses = 5;

/** The target of a response URL: a command, or a press in a message that the response may replace. */
export interface ResponseTarget {
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | null;
  /** The message the interaction came from; null for commands and forms. */
  readonly message: string | null;
}

interface Issued {
  readonly target: ResponseTarget;
  readonly expires: number;
  left: number;
}

export class ResponseUrls {
  readonly #workspace: Workspace;
  readonly #issued = new Map<string, Issued>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  issue(base: string, kind: 'commands' | 'actions' | 'app', target: ResponseTarget): string {
    const path = `/${kind}/${this.#workspace.team.id}/${randomInt(10 ** 12)}/${randomId('', 24)}`;
    this.#issued.set(path, { target, expires: this.#workspace.clock.now() + lifetime, left: uses });
    return `${base}${path}`;
  }

  use(path: string): ResponseTarget | 'expired_url' | 'used_url' | null {
    const issued = this.#issued.get(path);
    if (!issued) return null;
    if (this.#workspace.clock.now() > issued.expires) return 'expired_url';
    if (issued.left === 0) return 'used_url';
    issued.left -= 1;
    return issued.target;
  }
}
