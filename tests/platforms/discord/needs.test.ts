import { GatewayIntentBits } from 'discord.js';
import { expect, test } from 'vitest';
import { needsOn } from '../../../src/composition.ts';
import { intentBits, omissions } from '../../../src/platforms/discord/intents.ts';
import { inviteLink, permissionsFor, requiredFor } from '../../../src/platforms/discord/permissions.ts';

const needs = needsOn('discord');

test('the invitation grants what is declared: a change here has every server invite the bot again', () => {
  expect(inviteLink('123', needs)).toBe(
    'https://discord.com/oauth2/authorize?client_id=123&scope=bot+applications.commands&permissions=2252195487656960',
  );
});

test('a channel takes what it is used for, in the order in which people read it', () => {
  expect(permissionsFor(needs, 'posts')).toEqual([
    'ViewChannel',
    'SendMessages',
    'AttachFiles',
    'ReadMessageHistory',
    'PinMessages',
  ]);
  expect(permissionsFor(needs, 'private-threads')).toEqual([
    'ViewChannel',
    'CreatePrivateThreads',
    'SendMessagesInThreads',
    'ManageThreads',
    'AttachFiles',
    'ReadMessageHistory',
    'PinMessages',
  ]);
  expect(requiredFor(needs, 'posts')).toEqual(['ViewChannel', 'SendMessages']);
});

test('the connection asks for all intents that are declared, then does without the privileged ones', () => {
  const { Guilds, GuildMessages, DirectMessages, MessageContent, GuildMembers } = GatewayIntentBits;
  const { GuildMessageReactions, GuildWebhooks } = GatewayIntentBits;
  const always = [Guilds, GuildMessages, DirectMessages, GuildMessageReactions, GuildWebhooks];
  const asked = omissions(needs).map((omitted) => intentBits(needs, omitted).toSorted((a, b) => a - b));
  const sorted = (...intents: readonly GatewayIntentBits[]) => [...always, ...intents].toSorted((a, b) => a - b);
  expect(asked).toEqual([sorted(MessageContent, GuildMembers), sorted(MessageContent), sorted(GuildMembers), sorted()]);
});

test('a name that Discord does not know is found at the start', () => {
  const wrong = { required: false, without: [], events: [], purposes: ['posts'] } as const;
  expect(() => inviteLink('123', [{ ...wrong, kind: 'permission', name: 'SendMails' }])).toThrow('SendMails');
  expect(() => intentBits([{ ...wrong, kind: 'intent', name: 'Mails' }], [])).toThrow('Mails');
});
