import { once } from 'node:events';
import { WebSocket } from 'ws';

const COLLECT = { id: 1, method: 'HeapProfiler.collectGarbage' };

/** Collects a process's garbage, by its debugger's address: the memory that remains is in use. */
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
