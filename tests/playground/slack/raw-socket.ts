import { WebSocket } from 'ws';
import { type Scene, stops } from './support.ts';

/** A frame of a socket, as Slack's pages describe it. */
interface Received {
  readonly type: string;
  readonly envelope_id?: string;
  readonly reason?: string;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
  readonly num_connections?: number;
  readonly accepts_response_payload?: boolean;
  readonly payload?: { readonly event_id?: string; readonly event?: { readonly text?: string } };
}

export interface RawSocket {
  readonly received: Received[];
  /** Returns the envelopes among the frames. */
  readonly envelopes: () => Received[];
  /** Acknowledges the newest envelope. */
  readonly acknowledge: () => void;
  readonly cut: () => void;
  readonly isClosed: () => boolean;
  /** The closing frames were exchanged. */
  readonly isClosing: () => boolean;
  readonly url: string;
}

/** An app that speaks Socket Mode by hand, and acknowledges only when it is told to. */
export async function rawSocket(scene: Scene): Promise<RawSocket> {
  const url = await openConnection(scene);
  const socket = new WebSocket(url);
  stops.push(async () => socket.terminate());
  const received: Received[] = [];
  let closed = false;
  socket.on('close', () => {
    closed = true;
  });
  socket.on('error', () => {});
  const first = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      received.push(JSON.parse(String(data)) as Received);
      resolve();
    });
  });
  await first;
  const envelopes = () => received.filter((one) => one.envelope_id !== undefined);
  return {
    received,
    envelopes,
    acknowledge: () => socket.send(JSON.stringify({ envelope_id: envelopes().at(-1)?.envelope_id })),
    cut: () => socket.terminate(),
    isClosed: () => closed,
    isClosing: () => socket.readyState >= WebSocket.CLOSING,
    url,
  };
}

async function openConnection({ slack }: Scene): Promise<string> {
  const response = await fetch(`${slack.environment.SLACK_API_URL}apps.connections.open`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${slack.environment.SLACK_APP_TOKEN}` },
  });
  const { url } = (await response.json()) as { url: string };
  return url;
}
