import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../../src/log.ts';
import { createClient } from '../../../../src/platforms/slack/client.ts';
import { createDirectory } from '../../../../src/platforms/slack/directory.ts';
import { emojiNamed } from '../../../../src/platforms/slack/relaying/emoji-names.ts';
import { RelayReceiver } from '../../../../src/platforms/slack/relaying/receive.ts';
import { wordsOf } from '../../../../src/platforms/slack/words.ts';
import { textIn } from '../../../../src/texts/index.ts';
import { type RelayedSlack, startRelayed, TestIntake, words, written } from './support.ts';

interface Told {
  readonly there: RelayedSlack;
  readonly intake: TestIntake;
  /** Tells an event of a message in the relayed channel, as Slack does. */
  tell(event: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Starts to be told what the local Slack knows no way for people to do. */
async function toldByHand(): Promise<Told> {
  const there = await startRelayed();
  const { environment } = there.slack;
  const client = createClient(environment.SLACK_BOT_TOKEN ?? '', environment.SLACK_API_URL ?? '', silentLog);
  const intake = new TestIntake();
  intake.relayed.add(there.channel);
  const reading = { bot: 'UBOT', directory: createDirectory(client, Date.now), words: wordsOf(textIn, 'fr') };
  const receiver = new RelayReceiver(intake, reading);
  const said = { type: 'message', channel: there.channel, event_ts: '1700000009.000100' };
  return { there, intake, tell: (event) => receiver.receive({ event: { ...said, ...event } }) };
}

const ts = '1700000000.000100';
const link = (url: string, text: string | null) => written([{ kind: 'link', url, text, marks: [] }]).blocks;

describe('what isn’t text', () => {
  it('is said in words, or by a link to it', async () => {
    const { there, intake, tell } = await toldByHand();
    const { ana: user } = there;
    const room = { call_family: 'huddle', created_by: user };
    await tell({ subtype: 'huddle_thread', user: 'USLACKBOT', ts, text: 'A huddle started', room });
    const shared = { is_share: true, from_url: 'https://t.slack.com/archives/C1/p1', text: 'secret' };
    await tell({ user, ts, text: 'Voyez', attachments: [shared, { from_url: 'https://exemple.fr/', text: 'déplié' }] });
    const kept = { id: 'F1', mode: 'external', url_private: 'https://docs.exemple.fr/1', title: 'Le budget' };
    await tell({ subtype: 'file_share', user, ts, text: '', files: [kept, { id: 'F2', mode: 'tombstone' }] });
    const [huddle, passedOn, elsewhere] = intake.events.map((event) =>
      event.kind === 'message' ? event.message : null,
    );
    expect(huddle).toMatchObject({ author: { id: user }, content: written([words('🎧 (a lancé un appel audio)')]) });
    expect(passedOn?.content.blocks).toEqual([...written('Voyez').blocks, ...link(shared.from_url, null)]);
    expect(elsewhere?.content.blocks).toEqual(link(kept.url_private, kept.title));
    expect(elsewhere?.files).toEqual([]);
  });

  it('is named where Slack names it in the text: a group of people', async () => {
    const { there, intake, tell } = await toldByHand();
    const elements = [{ type: 'rich_text_section', elements: [{ type: 'usergroup', usergroup_id: 'S1' }] }];
    const blocks = [{ type: 'rich_text', elements }];
    await tell({ user: there.ana, ts, text: '<!subteam^S1|@bureau>', blocks });
    expect(intake.events).toMatchObject([{ message: { names: { S1: 'bureau' } } }]);
  });
});

describe('a change', () => {
  it('is one when a file was deleted, though nobody has edited anything', async () => {
    const { there, intake, tell } = await toldByHand();
    const message = { user: there.ana, ts, text: 'Voici', files: [{ id: 'F1', name: 'a.png' }] };
    const deleted = { ...message, files: [{ id: 'F1', mode: 'tombstone' }] };
    await tell({ subtype: 'message_changed', message: deleted, previous_message: message });
    expect(intake.events).toMatchObject([{ message: { id: ts, files: [], edited: '1700000009.000100' } }]);
  });

  it('is none when only Slack’s own ids of blocks are others, or somebody else’s name stands beside it', async () => {
    const { there, intake, tell } = await toldByHand();
    const message = {
      user: there.ana,
      ts,
      text: 'Voici',
      blocks: [{ type: 'rich_text', block_id: 'a', elements: [] }],
    };
    const other = { ...message, blocks: [{ type: 'rich_text', block_id: 'b', elements: [] }] };
    const edited = { user: there.ana, ts: '1700000001.000000' };
    await tell({ subtype: 'message_changed', message: { ...other, edited }, previous_message: { ...message, edited } });
    const byBob = { ...other, text: 'Autre', edited: { ...edited, user: there.bob } };
    await tell({ subtype: 'message_changed', message: byBob, previous_message: message });
    expect(intake.events).toEqual([]);
  });
});

it.each([
  ['+1', '👍'],
  ['thinking_face::skin-tone-2', '🤔'],
  ['flag-fr', '🇫🇷'],
  ['notre-logo', ':notre-logo:'],
  ['constructor', ':constructor:'],
])('the emoji that Slack calls %s is %s', (name, emoji) => {
  expect(emojiNamed(name)).toBe(emoji);
});
