import { describe, expect, it } from 'vitest';
import { KEEP } from '../../../src/chat/interaction.ts';
import type { Message } from '../../../src/chat/message.ts';
import { composeRegistry } from '../../../src/composition.ts';
import { fingerprinted } from '../../../src/dispatch/running/fingerprint.ts';
import { CONFIRM, REOPEN } from '../../../src/dispatch/running/words.ts';
import { CUSTOM_ID } from '../../../src/platforms/discord/limits.ts';
import { usual } from '../../gallery/sample.ts';
import { samples } from '../../gallery/samples/index.ts';

const registry = composeRegistry();
const given = usual('fr');
const shown = Object.values(samples).flatMap((all) => all.map(({ name, of }) => ({ name, is: of(given) })));

function buttons({ blocks }: Message): readonly string[] {
  const controls = blocks.flatMap((block) => (block.kind === 'actions' ? block.controls : []));
  return controls.flatMap((one) => (one.kind === 'button' ? [one.action] : []));
}
const nameOf = (action: string): string => action.split(':')[0] ?? '';
const asking = shown.filter(({ is }) => buttons(is).some((action) => nameOf(action) === KEEP));

/**
 * Actions that are done at once, without a form and in place of the message that holds the button, and that ask back
 * nothing: why not.
 */
const atOnce: Readonly<Record<string, string>> = {
  'announcement-compose': 'shows',
  'announcement-to': 'changes what is shown, and shows it',
  'announcement-all': 'changes what is shown, and shows it',
  'announcement-audience': 'shows',
  'announcement-organisations': 'shows',
  'announcement-urgent': 'changes what is shown, and shows it',
  'announcement-abandon': 'can be taken up again',
  'announcement-resume': 'sends nothing, and shows it',
  'announcement-open': 'shows',
  'announcement-refresh': 'shows',
  'queue-accept': 'does nothing when the proposal has changed, and shows it as it is now',
  'edition-remove-ask': 'asks',
  'merge-choose': 'asks',
  'merge-show': 'asks',
  'data-withdraw': 'names what is taken back in the list itself, and can be allowed again at the question',
  'event-theme': 'can be chosen again',
  'event-list': 'turns pages',
  'journal-newer': 'turns pages',
  'journal-older': 'turns pages',
  'journal-view': 'shows',
  'journal-kind': 'shows',
  'journal-thing': 'shows',
  'bilan-chapter': 'shows',
  'bilan-leave-out': 'names what it leaves out in the list itself, and shows it, to be put back',
  'bilan-put-back': 'names what it puts back in the list itself, and shows it, to be left out again',
  'bilan-idea': 'asks',
  'bilan-topic': 'says of itself what it does, and can be sorted again',
  'bilan-treated': 'names what it deals with in the list itself, which stays with the comments',
  'bilan-again': 'names what it deals with in the list itself, and can be dealt with again',
  'press-page': 'turns pages',
  menu: 'shows',
  'nation-again': 'can be decided again',
  'nation-call-show': 'shows',
  'nation-call-open': 'shows',
  'nation-call-regions': 'changes what is shown, and shows it',
  'nation-call-drop': 'is a draft of which nothing has left',
  'nation-pair': 'can be gone back on, and shows it',
  'organisation-members-of': 'shows',
  'organisation-leave-which': 'asks',
  'link-yes': 'says of itself what it does, whatever was changed since',
  'link-no': 'says of itself what it does, whatever was changed since',
  'notify-off': 'says of itself what it does, and can be pressed back',
  'notify-on': 'says of itself what it does, and can be pressed back',
  'notify-usual': 'says of itself what it does, and can be pressed back',
  'relay-retry': 'tries what is refused by then, and says how much that was',
  'relay-speak': 'says of itself what it does, and can be taken back',
  'survey-called': 'notes a call, which changes nothing else',
  'survey-quote-anew': 'does nothing when the answer has changed, and shows it as it is now',
  'survey-refuse-one': 'says of itself what it does, and can be taken back',
  'tally-show': 'can be stopped again',
  'tally-stop': 'can be shown again',
  'tally-remove': 'can be shown again',
  keep: 'does nothing',
  turn: 'turns pages',
};

/** Actions whose outcome has a message of its own, though its button asked first, and why nothing is done twice. */
const besideIt: Readonly<Record<string, string>> = {
  'bilan-link-make':
    'gives an address that is shown once, and goes by the link beside its button, which is another then',
};

it('whatever else is done in place of the message that holds its button has a reason not to compare what it shows', () => {
  const found = registry.actions.filter(
    ({ answer, form, confirms }) => answer === 'update' && form === 'never' && !confirms,
  );
  expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(atOnce).sort());
});

describe('a message that asks whether something is meant', () => {
  it('is known of all features', () => expect(asking.length).toBeGreaterThan(8));

  it.each(asking)('$name: its button does what it shows, or nothing', ({ is }) => {
    // A button beside it that asks something else instead does nothing yet.
    const meant = buttons(is).filter((one) => ![KEEP, REOPEN].includes(nameOf(one)) && atOnce[nameOf(one)] !== 'asks');
    expect(meant.length).toBeGreaterThan(0);
    for (const action of meant) {
      // A review's button carries the fingerprint of what it shows from the start.
      if (nameOf(action) === CONFIRM) {
        expect(action).toMatch(/@[\w-]+$/);
        continue;
      }
      expect([action, registry.action(nameOf(action))?.confirms !== undefined]).toEqual([action, true]);
      const answer = registry.action(nameOf(action))?.answer;
      expect([action, answer]).toEqual([action, nameOf(action) in besideIt ? 'private' : 'update']);
    }
    for (const action of buttons(fingerprinted(registry, is))) expect(action.length).toBeLessThanOrEqual(CUSTOM_ID);
  });
});
