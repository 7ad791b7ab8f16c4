import { parentPort } from 'node:worker_threads';
import { fileTypeFromBuffer } from 'file-type';

// A worker of its own, in plain JavaScript: it starts without the loader that the rest needs.
parentPort?.on('message', async (/** @type {Uint8Array} */ beginning) => {
  // It throws where a file ends before its beginning says so.
  const found = await fileTypeFromBuffer(beginning).catch(() => undefined);
  parentPort?.postMessage(found?.mime ?? null);
});
