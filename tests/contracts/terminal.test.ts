import { afterAll, beforeAll, describe } from 'vitest';
import { register } from '../../src/platforms/registered.ts';
import { startTerminalSetting } from '../support/terminal/setting.ts';
import { terminalTraits } from '../support/terminal/traits.ts';
import { platformContract } from './platform-contract.ts';

let unregister: () => void;
beforeAll(() => {
  unregister = register(terminalTraits);
});
afterAll(() => unregister());

describe('terminal', () =>
  platformContract({
    name: 'terminal',
    start: startTerminalSetting,
    lacking: ['forms', 'files', 'longest message', 'faults'],
  }));
