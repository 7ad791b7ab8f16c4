import { refuse } from '../errors.ts';
import type { UploadedPart } from '../http/request.ts';
import { textOf, type WireObject } from '../json.ts';
import { storedName } from '../model/file-name.ts';
import type { AllowedMentions, DiscordMessage } from '../model/types.ts';
import { messageFlag } from '../model/types.ts';
import { checkAllowedMentions } from './allowed-mentions.ts';
import { checkAttachments, type KeptFile, type NewAttachment } from './attachments.ts';
import { checkMessageComponents } from './components.ts';
import { checkEmbeds } from './embeds.ts';
import { checkNumber, checkText, FormErrors } from './form-errors.ts';
import { checkList } from './values.ts';

/** A checked message body: the new state of the message. */
export interface Draft {
  readonly content: string;
  readonly embeds: readonly WireObject[];
  readonly components: readonly WireObject[];
  readonly flags: number;
  readonly keptAttachments: readonly KeptFile[];
  readonly newFiles: readonly NewAttachment[];
  readonly allowed: AllowedMentions | null;
}

export interface DraftContext {
  /** The message being edited, or null for a new one. */
  readonly existing: DiscordMessage | null;
  /** Interaction answers may be ephemeral. */
  readonly interaction: boolean;
}

export function checkMessage(
  body: WireObject,
  files: readonly UploadedPart[],
  context: DraftContext,
  prefix: readonly string[] = [],
): Draft {
  const errors = new FormErrors();
  const { existing } = context;
  const flags = checkFlags(body, context);
  const v2 = (flags & messageFlag.componentsV2) !== 0;
  const { kept, added } = checkAttachments(errors, body.attachments, files, existing);
  const content = body.content === undefined ? (existing?.content ?? '') : textOf(body.content);
  checkText(errors, ['content'], body.content, { max: 2000 });
  checkNumber(errors, ['flags'], body.flags, 0, Number.MAX_SAFE_INTEGER);
  const stickers = checkList(errors, ['sticker_ids'], body.sticker_ids);
  if (body.poll !== undefined && body.poll !== null)
    errors.add(['poll'], 'LOCAL_DISCORD_HAS_NO_POLLS', 'This Discord has no polls.');
  const embeds = body.embeds === undefined ? (existing?.embeds ?? []) : checkEmbeds(errors, body.embeds);
  const names = new Set([...added.map((file) => storedName(file.name)), ...kept.map((file) => file.filename)]);
  const components =
    body.components === undefined
      ? (existing?.components ?? [])
      : checkMessageComponents(errors, body.components, v2, names);
  if (v2) {
    const legacy = { content: content !== '', embeds: embeds.length > 0, sticker_ids: stickers.length > 0 };
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
  // No server of this Discord has stickers of its own.
  if (stickers.length > 0) throw refuse('invalidSticker');
  const shownFiles = v2 ? 0 : kept.length + added.length;
  const something = trimmed !== '' || embeds.length > 0 || components.length > 0 || shownFiles > 0;
  if (!something) throw refuse('emptyMessage');
  return { content: trimmed, embeds, components, flags, keptAttachments: kept, newFiles: added, allowed };
}

function checkFlags(body: WireObject, context: DraftContext): number {
  const wanted = typeof body.flags === 'number' && Number.isSafeInteger(body.flags) ? body.flags : 0;
  const { existing } = context;
  const common = messageFlag.suppressEmbeds | messageFlag.componentsV2;
  if (!existing) {
    const settable = common | messageFlag.suppressNotifications | (context.interaction ? messageFlag.ephemeral : 0);
    return wanted & settable;
  }
  // A message that uses components v2 always will.
  const kept = existing.flags & ~messageFlag.loading;
  return body.flags === undefined ? kept : (kept & ~messageFlag.suppressEmbeds) | (wanted & common);
}
