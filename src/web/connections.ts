import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The bot's own limit. Slack opens a connection for each request made while the others are busy, so a flood from
 * Slack comes over its own connections.
 */
const MOST_CONNECTIONS = 1_024;

/**
 * Limits the number of connections. Beyond it one is ended: the oldest that has never sent a request; otherwise one
 * whose request isn't complete; otherwise the least recently used. So somebody who only holds connections open keeps
 * nobody out.
 */
export function limitConnections(server: Server, most = MOST_CONNECTIONS): void {
  const open = new Set<Socket>();
  const silent = new Set<Socket>();
  const asking = new Set<Socket>();
  const idle = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    silent.add(socket);
    socket.on('close', () => {
      for (const those of [open, silent, asking, idle]) those.delete(socket);
    });
    if (open.size <= most) return;
    const [oldest] = [silent.size > 1 ? silent : [], asking, idle].flatMap(([first]) => first ?? []);
    (oldest ?? socket).destroy();
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    silent.delete(socket);
    idle.delete(socket);
    asking.add(socket);
    request.on('end', () => asking.delete(socket));
    response.on('close', () => {
      asking.delete(socket);
      if (!socket.destroyed) idle.add(socket);
    });
  });
}

/** Ends all connections, whatever is under way on them, and resolves once the server takes no more. */
export async function closeNow(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
