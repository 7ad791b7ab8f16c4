import type { Inbox, SuggestionRequest } from '../chat/platform.ts';
import { createFindDraft } from './forms/draft-form.ts';
import { createForms } from './forms/forms.ts';
import { createPicks } from './forms/picks.ts';
import { createStart } from './forms/start.ts';
import type { TypedMessages } from './messages/typed-messages.ts';
import type { InboxOptions } from './options.ts';
import { pipeline } from './pipeline.ts';
import { admitted } from './receiving/admitted.ts';
import { bounded, boundedRequest } from './receiving/bounded.ts';
import { createButtonRoute } from './receiving/button-route.ts';
import { createCommandRoute } from './receiving/command-route.ts';
import { createDeduplication, deduplicated } from './receiving/deduplication.ts';
import { createIdentification, identified } from './receiving/identification.ts';
import { legibleRequest, legibly } from './receiving/legible.ts';
import { measured, measuredRequest } from './receiving/measured.ts';
import type { Received } from './receiving/received.ts';
import { routed } from './receiving/routed.ts';
import { createSuggestions, type Suggestions } from './receiving/suggestions.ts';
import { createRunner } from './running/runner.ts';

/** Creates the inbox, which turns what people do on a platform into work, and the outcome into an answer. */
export function createInbox(options: InboxOptions, typed: TypedMessages): Inbox {
  const runner = createRunner(options);
  const deduplication = createDeduplication(options);
  const identification = createIdentification(options, runner, deduplication);
  const findDraft = createFindDraft(options, runner);
  const forms = createForms(options, runner, findDraft);
  const start = createStart(options, runner, forms);
  const picks = createPicks(options, runner, forms, findDraft, start);
  const toCommand = createCommandRoute(options, runner, start);
  const toButton = createButtonRoute(options, runner, start);

  /** The steps of a command, a button, a list or a form. A step that doesn't hand something on has answered it. */
  const receive = pipeline<Received>()
    // Everything is counted, whatever its outcome.
    .use(measured(options))
    // Text that is too long isn't even made legible.
    .use(bounded(options))
    // Everything that reads, shows or stores what was typed comes after this.
    .use(legibly)
    // A repeated delivery takes none of the room there is.
    .use(deduplicated(deduplication))
    // Nothing is looked up before its turn, so that sixty people who press at once are all acknowledged first.
    .use(admitted(options))
    // The route decides how it is acknowledged and how its region is found.
    .use(routed(options, { toCommand, toButton, forms, picks }))
    // It is acknowledged, region and person are found, and it is claimed before any work.
    .use(identified(identification))
    .end(({ route, of }) => route.handle(of));

  const suggest = pipeline<SuggestionRequest, Suggestions>()
    .use(measuredRequest(options))
    .use(boundedRequest)
    .use(legibleRequest)
    .end(createSuggestions(options, runner, identification));

  return {
    command: (given, responder) => receive({ kind: 'command', given, responder }),
    action: (given, responder) => receive({ kind: 'action', given, responder }),
    form: (given, responder) => receive({ kind: 'form', given, responder }),
    suggest,

    async message(said) {
      const kept = await typed.keep(said);
      if (kept) await typed.handle(await typed.withNames(kept));
    },

    membership: (told) => options.presence.told(options.platform.name, told),
    withheld: (from) => options.noteWithheld(options.platform.name, from),
    ...(options.relay ? { relay: options.relay.intake } : {}),
  };
}
