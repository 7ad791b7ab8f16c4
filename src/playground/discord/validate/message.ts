import { refuse } from '../errors.ts';
import type { UploadedPart } from '../http/request.ts';
import { idOf, isObject, type JsonObject, listOf, numberOf, objectsOf, stringsOf, textOf } from '../json.ts';
import { storedName } from '../model/file-name.ts';
import type { AllowedMentions, Message } from '../model/types.ts';
import { messageFlag } from '../model/types.ts';
import { checkMessageComponents } from './components.ts';
import { checkEmbeds } from './embeds.ts';
import { checkCount, checkText, FormErrors } from './form-errors.ts';

const ONE_FILE = 10 * 1024 * 1024;

export interface NewFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly description: string | null;
}

/** A checked message body: the state the message shall have. */
export interface Draft {
  readonly content: string;
  readonly embeds: readonly JsonObject[];
  readonly components: readonly JsonObject[];
  readonly flags: number;
  readonly keptAttachments: readonly string[];
  readonly newFiles: readonly NewFile[];
  readonly allowed: AllowedMentions | null;
}

export interface DraftContext {
  /** The message being edited, or null for a new one. */
  readonly existing: Message | null;
  /** Interaction answers may be ephemeral. */
  readonly interaction: boolean;
}

export function checkMessage(
  body: JsonObject,
  files: readonly UploadedPart[],
  context: DraftContext,
  prefix: readonly string[] = [],
): Draft {
  const errors = new FormErrors();
  const { existing } = context;
  const flags = checkFlags(body, context);
  const v2 = (flags & messageFlag.componentsV2) !== 0;
  const { kept, added } = chooseFiles(body, files, existing);
  for (const file of added) if (file.bytes.length > ONE_FILE) throw refuse('requestTooLarge');
  checkCount(errors, ['attachments'], kept.length + added.length, 0, 10);

  const content = body.content === undefined ? (existing?.content ?? '') : textOf(body.content);
  checkText(errors, ['content'], body.content, { max: 2000 });
  const embeds = body.embeds === undefined ? (existing?.embeds ?? []) : checkEmbeds(errors, body.embeds);
  const names = new Set([
    ...added.map((file) => storedName(file.name)),
    ...(existing?.attachments ?? []).filter((file) => kept.includes(file.id)).map((file) => file.filename),
  ]);
  const components =
    body.components === undefined
      ? (existing?.components ?? [])
      : checkMessageComponents(errors, body.components, v2, names);
  if (v2) {
    const legacy = {
      content: content !== '',
      embeds: embeds.length > 0,
      poll: isObject(body.poll),
      sticker_ids: listOf(body.sticker_ids).length > 0,
    };
    for (const [field, used] of Object.entries(legacy)) {
      if (used)
        errors.add(
          [field],
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        );
    }
  }
  const allowed = checkAllowedMentions(errors, body.allowed_mentions);
  // Interaction callbacks report errors below `data`.
  errors.throwIfAny(prefix);
  const trimmed = content.trim();
  const shownFiles = v2 ? 0 : kept.length + added.length;
  const something =
    trimmed !== '' ||
    embeds.length > 0 ||
    components.length > 0 ||
    shownFiles > 0 ||
    isObject(body.poll) ||
    listOf(body.sticker_ids).length > 0;
  if (!something) throw refuse('emptyMessage');
  return { content: trimmed, embeds, components, flags, keptAttachments: kept, newFiles: added, allowed };
}

function checkFlags(body: JsonObject, context: DraftContext): number {
  const wanted = numberOf(body.flags, 0);
  const { existing } = context;
  const common = messageFlag.suppressEmbeds | messageFlag.componentsV2;
  if (!existing) {
    const settable = common | messageFlag.suppressNotifications | (context.interaction ? messageFlag.ephemeral : 0);
    return wanted & settable;
  }
  // Once a message uses components v2 it stays so.
  const kept = existing.flags & ~messageFlag.loading;
  return body.flags === undefined ? kept : (kept & ~messageFlag.suppressEmbeds) | (wanted & common);
}

function chooseFiles(
  body: JsonObject,
  files: readonly UploadedPart[],
  existing: Message | null,
): { kept: string[]; added: NewFile[] } {
  const listed = Array.isArray(body.attachments) ? objectsOf(body.attachments) : null;
  const before = (existing?.attachments ?? []).map((attachment) => attachment.id);
  const kept = listed === null ? before : before.filter((id) => listed.some((entry) => idOf(entry.id) === id));
  const added = files.map((file, index) => {
    const number = /^files\[(\d+)\]$/.exec(file.field)?.[1] ?? String(index);
    const entry = listed?.find((candidate) => idOf(candidate.id) === number);
    const description = textOf(entry?.description);
    return {
      name: textOf(entry?.filename, file.name),
      type: file.type,
      bytes: file.bytes,
      description: description === '' ? null : description,
    };
  });
  return { kept, added };
}

function checkAllowedMentions(errors: FormErrors, value: unknown): AllowedMentions | null {
  if (!isObject(value)) return null;
  const at = ['allowed_mentions'];
  const parse = stringsOf(value.parse);
  const users = listOf(value.users).map(idOf);
  const roles = listOf(value.roles).map(idOf);
  for (const [index, kind] of parse.entries()) {
    if (!['users', 'roles', 'everyone'].includes(kind))
      errors.add([...at, 'parse', index], 'BASE_TYPE_CHOICES', "Value must be one of ('everyone', 'users', 'roles').");
  }
  checkCount(errors, [...at, 'users'], users.length, 0, 100);
  checkCount(errors, [...at, 'roles'], roles.length, 0, 100);
  for (const [kind, ids] of [
    ['users', users],
    ['roles', roles],
  ] as const) {
    if (parse.includes(kind) && ids.length > 0) {
      errors.add(
        at,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    }
  }
  return { parse, users, roles, repliedUser: value.replied_user === true };
}
