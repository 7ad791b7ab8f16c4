import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Ours: a web server in front of us needs some dozens. */
const MOST_CONNECTIONS = 256;

/**
 * Keeps the number of connections bounded. Beyond it the one that has been waiting for longest without having asked for
 * anything is ended, so that whoever only holds connections open keeps nobody out.
 */
export function limitConnections(server: Server, most = MOST_CONNECTIONS): void {
  const open = new Set<Socket>();
  const waiting = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    waiting.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      waiting.delete(socket);
    });
    if (open.size <= most) return;
    const [oldest] = waiting;
    oldest?.destroy();
  });
  server.on('request', ({ socket }, response) => {
    waiting.delete(socket);
    response.on('close', () => {
      if (!socket.destroyed) waiting.add(socket);
    });
  });
}
