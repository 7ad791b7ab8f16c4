import { createLog } from '../../src/log.ts';
import { payloadSource } from '../../src/platforms/discord/payload.ts';
import { textIn } from '../../src/texts/index.ts';

/** Returns the payloads that Discord is sent, where all may be typed and every file has one byte. */
export const payloads = payloadSource({
  readsMessages: () => true,
  files: { bytes: async () => new Uint8Array(1), link: async () => null },
  text: textIn,
  log: createLog({ level: 'silent' }),
});

export const reader = { kind: 'delivery', key: 'of the gallery' } as const;
