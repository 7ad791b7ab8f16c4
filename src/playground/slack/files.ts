import { extensionOf } from './message-json.ts';
import { randomId, randomToken } from './random.ts';
import type { SlackFile, Workspace } from './state.ts';

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/markdown',
  ics: 'text/calendar',
  html: 'text/html',
  json: 'application/json',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Creates a file. Slack takes its type from its name, whatever it contains. */
export function newFile(
  workspace: Workspace,
  file: { name: string; user: string; size: number; altText: string | null },
): SlackFile {
  const added: SlackFile = {
    ...file,
    id: randomId('F'),
    title: file.name,
    mimetype: types[extensionOf(file.name)] ?? 'application/octet-stream',
    created: workspace.stamps.seconds(),
    bytes: null,
    complete: false,
    processed: false,
    channels: new Set(),
    shares: [],
    key: randomToken(16),
  };
  workspace.files.set(added.id, added);
  return added;
}
