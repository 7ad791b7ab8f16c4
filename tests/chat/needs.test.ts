import { expect, it } from 'vitest';
import { gatherNeeds, type Needs } from '../../src/chat/needs.ts';

const core: Needs = {
  slack: [
    { kind: 'scope', name: 'chat:write', required: true, without: 'nothing is written' },
    { kind: 'scope', name: 'files:read', required: false, without: 'no files' },
  ],
};
const relay: Needs = {
  slack: [
    { kind: 'scope', name: 'files:read', required: true, without: 'no relay', events: ['file_shared'] },
    { kind: 'scope', name: 'reactions:read', required: true, without: 'no relay' },
  ],
  discord: [{ kind: 'permission', name: 'ManageWebhooks', required: true, without: 'no relay', purposes: ['posts'] }],
};

it('each thing is needed once, with all that is off without it', () => {
  expect(gatherNeeds('slack', [core], [relay]).map(({ name, without }) => [name, without])).toEqual([
    ['chat:write', ['nothing is written']],
    ['files:read', ['no files', 'no relay']],
    ['reactions:read', ['no relay']],
  ]);
  expect(gatherNeeds('slack', [core], [relay, relay])).toEqual(gatherNeeds('slack', [core], [relay]));
  expect(gatherNeeds('discord', [core], [relay])).toMatchObject([{ name: 'ManageWebhooks', purposes: ['posts'] }]);
});

it('what a feature cannot do without does not stop the bot', () => {
  const required = gatherNeeds('slack', [core], [relay]).filter((need) => need.required);
  expect(required.map(({ name }) => name)).toEqual(['chat:write']);
});
