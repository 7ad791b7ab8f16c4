import { isObject, type Json, textOf } from '../json.ts';
import { ProtocolError } from '../protocol-error.ts';
import type { Workspace } from '../state.ts';

/** Checks that a workspace file shown by an image block exists and that Slack has processed it. */
export function checkSlackFiles(workspace: Workspace, value: Json | undefined, code: string, at: string): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      checkSlackFiles(workspace, item, code, `${at}/${index}`);
    });
  }
  if (!isObject(value)) return;
  const { slack_file: reference } = value;
  if (isObject(reference)) {
    const id = textOf(reference.id) || (/-(F[A-Z0-9]+)\//.exec(textOf(reference.url))?.[1] ?? '');
    if (!workspace.files.get(id)?.processed) {
      const problem = `invalid slack file [json-pointer:${at}/slack_file]`;
      throw new ProtocolError(code, { errors: [problem], response_metadata: { messages: [`[ERROR] ${problem}`] } });
    }
  }
  for (const [name, held] of Object.entries(value)) checkSlackFiles(workspace, held, code, `${at}/${name}`);
}
