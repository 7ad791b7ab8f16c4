import { once } from 'node:events';
import { WebSocket } from 'ws';

const COLLECT = { id: 1, method: 'HeapProfiler.collectGarbage' };

/** Has a process give back what it no longer uses, by its debugger's address: what is left is what it holds. */
export async function collectGarbage(debuggerUrl: string): Promise<void> {
  const socket = new WebSocket(debuggerUrl);
  try {
    await once(socket, 'open');
    socket.send(JSON.stringify(COLLECT));
    await once(socket, 'message');
  } finally {
    socket.close();
  }
}
