import { RESUME, RUN } from '../../chat/interaction.ts';
import type { IncomingAction, Responder } from '../../chat/platform.ts';
import { formIdOpened } from '../forms/form-id.ts';
import type { Forms } from '../forms/forms.ts';
import { GO_ON, PICK } from '../forms/long-picks.ts';
import type { Picks } from '../forms/picks.ts';
import type { QueuedFormResponder } from '../forms/queued-responder.ts';
import { splitAtColon, typedValues } from '../forms/submitted-values.ts';
import type { InboxOptions } from '../options.ts';
import type { Step } from '../pipeline.ts';
import { splitFingerprint } from '../running/fingerprint.ts';
import { wholeChoice } from '../running/kept-lists.ts';
import { AMONG } from '../running/long-lists.ts';
import { CHOOSE, CONFIRM, REOPEN } from '../running/words.ts';
import type { ButtonRoute } from './button-route.ts';
import type { CommandRoute } from './command-route.ts';
import { formRoute } from './form-route.ts';
import type { Received } from './received.ts';
import type { Route } from './route.ts';
import { chooseRegion, IN_REGION, IN_THIS_REGION, regionPressed } from './which-region.ts';

export interface Destinations {
  readonly toCommand: CommandRoute;
  readonly toButton: ButtonRoute;
  readonly forms: Forms;
  readonly picks: Picks;
}

/** Finds out where something that somebody did leads. */
export function routed(
  options: InboxOptions,
  { toCommand, toButton, forms, picks }: Destinations,
): Step<Received<QueuedFormResponder>, Route> {
  const { database, registry } = options;

  /** Returns null when it is answered already. */
  async function actionRoute(given: IncomingAction, responder: Responder): Promise<Route | null> {
    const [name, key = ''] = splitAtColon(given.action);
    const [id = '', field = ''] = key.split('/');
    const chosen = given.choice[0] ?? '';
    if (name === REOPEN) return formRoute(given, key, responder, {}, (of) => forms.reopen(key, of, responder));
    if (name === CONFIRM) {
      const { action: form, print } = splitFingerprint(key);
      const confirm = { mode: 'update' } as const;
      return formRoute(given, form, responder, confirm, (of) => forms.confirm(form, print, of, responder));
    }
    if (name === CHOOSE) {
      const values = { [field]: chosen };
      return formRoute(given, id, responder, { mode: 'update' }, (of) => forms.choose(id, values, of, responder));
    }
    if (name === RESUME)
      return formRoute(given, key, responder, { mode: 'private' }, (of) => forms.choose(key, {}, of, responder));
    if (name === PICK) {
      // One value, or a list for a field in which several may be picked: that is read with the form.
      const picked = { [field]: given.choice.length > 1 ? given.choice : chosen };
      return formRoute(given, id, responder, {}, (of) => picks.pick(id, picked, of, responder));
    }
    if (name === GO_ON) return formRoute(given, key, responder, {}, (of) => picks.goOn(key, of, responder));
    if (name === AMONG) {
      const list = await wholeChoice(database, key, given.choice).catch(() => null);
      if (!list) return toButton(given, responder);
      const whole = { ...given, action: list.action, choice: list.choice };
      const [of] = splitAtColon(list.action);
      return of === PICK ? actionRoute(whole, responder) : toButton(whole, responder, list.personId);
    }
    if (name === IN_REGION || name === IN_THIS_REGION) {
      const pressed = name === IN_THIS_REGION ? regionPressed(key) : null;
      const action = pressed?.action ?? key;
      const choice = pressed ? [pressed.region] : given.choice;
      const goesOn = await chooseRegion(options, action, { ...given, choice }, responder);
      return goesOn ? actionRoute({ ...given, action, choice: [], message: null }, responder) : null;
    }
    if (name === RUN) return toCommand(registry.commandOfButton(key), { ...given, values: {}, text: '' }, responder);
    return toButton(given, responder);
  }

  return async (received, next) => {
    if (received.kind === 'command') {
      const { given, responder } = received;
      const theme = registry.theme(given.path[0] ?? '');
      return next(toCommand(registry.command(given.path), given, responder, theme));
    }
    if (received.kind === 'form') {
      const { given, responder } = received;
      const submitted = { typed: typedValues(given.values) };
      const { form } = formIdOpened(given.form);
      return next(formRoute(given, form, responder, submitted, (of) => forms.submit(given, of, responder)));
    }
    const route = await actionRoute(received.given, received.responder);
    if (route) await next(route);
  };
}
