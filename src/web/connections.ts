import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Ours: Slack opens one for each thing that is done while the others are busy, and a flood of it comes over its connections. */
const MOST_CONNECTIONS = 1_024;

/**
 * Keeps the number of connections bounded. Beyond it one is ended: of those that never asked for anything the oldest, else of
 * those whose request hasn't come whole, so that whoever only holds connections open keeps nobody out; else the one that was
 * used least lately.
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
