import { describe } from 'vitest';
import { platformContract } from './platform-contract.ts';
import { startSetting } from './setting.ts';

describe('slack', () => platformContract({ name: 'slack', start: () => startSetting('slack') }));
