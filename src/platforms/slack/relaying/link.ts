import type { RelayedPlace } from '../../../chat/relaying.ts';

/** Returns the address of a message in a workspace, as Slack itself would give it. */
export function messageLink(workspace: string, { channel, thread }: RelayedPlace, id: string): string {
  const within = thread === null || thread === id ? '' : `?thread_ts=${thread}&cid=${channel}`;
  return `${workspace}archives/${channel}/p${id.replace('.', '')}${within}`;
}
