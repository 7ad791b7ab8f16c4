import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/chat/place.ts';
import { DeliveryError } from '../../../src/chat/platform.ts';
import { failureOf, refusesLayout, slackRefusal } from '../../../src/platforms/slack/errors.ts';
import { type Setting, say, start, texts } from './support.ts';

/** Every error Slack's pages name for the methods that send, change, delete or open, and those of any method. */
const sorted = {
  'passes, by itself or when an administrator puts it right': [
    ...['update_failed', 'external_channel_migrating', 'org_login_required', 'ekm_access_denied', 'request_timeout'],
    ...['team_added_to_org', 'two_factor_setup_required', 'accesslimited', 'streaming_state_conflict'],
    ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'team_access_not_granted'],
    ...['file_update_failed', 'unable_to_share_files'],
  ],
  'is to be waited for': ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
  'may have been done': ['internal_error', 'fatal_error', 'service_unavailable'],
  'is final for the place or the person': [
    ...['not_in_channel', 'channel_not_found', 'invalid_channel', 'is_archived', 'is_inactive', 'restricted_action'],
    ...['restricted_action_read_only_channel', 'restricted_action_thread_only_channel', 'cant_delete_message'],
    ...['restricted_action_non_threadable_channel', 'restricted_action_thread_locked', 'cant_update_message'],
    ...['message_not_found', 'thread_not_found', 'cannot_reply_to_message', 'edit_window_closed'],
    ...['user_not_found', 'users_not_found', 'user_disabled', 'user_is_bot', 'user_not_visible', 'cannot_dm_bot'],
    ...['messages_tab_disabled', 'invalid_user_combination', 'method_not_supported_for_channel_type'],
    ...['no_permission', 'posting_to_channel_denied', 'access_denied', 'app_access_restricted'],
    ...['not_allowed_token_type', 'user_is_external_guest'],
  ],
  'is final for the request': [
    ...['msg_too_long', 'msg_blocks_too_long', 'metadata_too_large', 'attachment_payload_limit_exceeded'],
  ],
  'is a mistake of ours': [
    ...['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments', 'invalid_arguments', 'block_mismatch'],
    ...['no_text', 'as_user_not_supported', 'invalid_metadata_format', 'invalid_metadata_schema'],
    ...['metadata_must_be_sent_from_app', 'too_many_attachments', 'too_many_contact_cards', 'markdown_text_conflict'],
    ...['draft_not_found', 'draft_already_sent', 'draft_already_deleted', 'draft_has_conflict', 'missing_file_data'],
    ...['duplicate_channel_not_found', 'duplicate_message_not_found', 'send_on_behalf_not_allowed', 'file_not_found'],
    ...['team_not_found', 'cant_broadcast_message', 'no_dual_broadcast_content_update', 'file_deleted'],
    ...['file_is_deleted', 'blocked_file_type', 'file_share_limit_reached', 'max_file_sharing_exceeded'],
    ...['slack_connect_blocked_file_type', 'slack_connect_canvas_sharing_blocked', 'channels_limit_exceeded'],
    ...['slack_connect_clip_sharing_blocked', 'slack_connect_file_link_sharing_blocked', 'file_uploads_disabled'],
    ...['slack_connect_file_upload_sharing_blocked', 'slack_connect_lists_sharing_blocked', 'file_type_not_allowed'],
    ...['alt_txt_too_large', 'file_upload_size_restricted', 'file_uploads_except_images_disabled'],
    ...['storage_limit_reached', 'snippet_too_large', 'unknown_snippet_type', 'unknown_subtype', 'missing_argument'],
    ...['not_enough_users', 'too_many_users', 'users_list_not_supplied', 'method_deprecated', 'deprecated_endpoint'],
    ...['enterprise_is_restricted', 'invalid_arg_name', 'invalid_array_arg', 'invalid_charset', 'invalid_form_data'],
    ...['invalid_post_type', 'missing_post_type', 'no_such_error_yet'],
  ],
} as const;

const kinds = {
  'passes, by itself or when an administrator puts it right': 'unavailable',
  'is to be waited for': 'rate-limited',
  'may have been done': 'ambiguous',
  'is final for the place or the person': 'refused',
  'is final for the request': 'refused',
  'is a mistake of ours': 'refused',
} as const;

const reasons: Partial<Record<keyof typeof sorted, (reason: string) => boolean>> = {
  'is final for the place or the person': (reason) => reason !== 'other' && reason !== 'too-long',
  'is final for the request': (reason) => reason === 'too-long',
  'is a mistake of ours': (reason) => reason === 'other',
};

const rows = Object.entries(sorted).flatMap(([meaning, codes]) =>
  codes.map((code): [string, keyof typeof sorted] => [code, meaning as keyof typeof sorted]),
);

describe('an error of Slack’s', () => {
  it.each(rows)('%s %s', (code, meaning) => {
    const failure = failureOf(slackRefusal(code));
    expect(failure.kind).toBe(kinds[meaning]);
    if (failure.kind === 'refused') expect(reasons[meaning]?.(failure.reason)).toBe(true);
    if (refusesLayout(slackRefusal(code))) expect(failure.kind).toBe('refused');
  });

  it('stands in one place', () => {
    const codes = rows.map(([code]) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });
});

describe('over the wire', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await start();
  });
  afterEach(() => here.close());

  const passing = [...sorted['passes, by itself or when an administrator puts it right'], 'missing_scope'];

  it.each([401, 403, 404])(
    'a page with status %i holds a message and an edit back until it has passed',
    async (status) => {
      const target: Target = { kind: 'channel', platform: 'slack', channel: here.channel };
      const held = { failure: { kind: 'unavailable' } };
      here.slack.fault({ kind: 'status', status, method: 'chat.postMessage' });
      await expect(here.platform.post(target, say('Bonjour'), 'k')).rejects.toMatchObject(held);
      const refs = await here.platform.post(target, say('Bonjour'), 'k');
      here.slack.fault({ kind: 'status', status, method: 'chat.update' });
      await expect(here.platform.edit(refs, say('Bonsoir'), 'k')).rejects.toMatchObject(held);
      await here.platform.edit(refs, say('Bonsoir'), 'k');
      expect(texts(here)).toEqual(['Bonsoir']);
    },
  );

  it.each([400, 413])('a page with status %i is about the request itself', async (status) => {
    const target: Target = { kind: 'channel', platform: 'slack', channel: here.channel };
    here.slack.fault({ kind: 'status', status, method: 'chat.postMessage' });
    const refused = { failure: { kind: 'refused', reason: 'other' } };
    await expect(here.platform.post(target, say('Bonjour'), 'k')).rejects.toMatchObject(refused);
  });

  it.each(passing)('%s holds a message and an edit back until it has passed', async (error) => {
    const target: Target = { kind: 'channel', platform: 'slack', channel: here.channel };
    const held = { failure: { kind: 'unavailable' } };
    here.slack.fault({ kind: 'refuse', error, method: 'chat.postMessage' });
    await expect(here.platform.post(target, say('Bonjour'), 'k')).rejects.toMatchObject(held);
    const refs = await here.platform.post(target, say('Bonjour'), 'k');
    here.slack.fault({ kind: 'refuse', error, method: 'chat.update' });
    const edited = here.platform.edit(refs, say('Bonsoir'), 'k');
    await expect(edited).rejects.toBeInstanceOf(DeliveryError);
    await expect(edited).rejects.toMatchObject(held);
    await here.platform.edit(refs, say('Bonsoir'), 'k');
    expect(texts(here)).toEqual(['Bonsoir']);
  });
});
