import { describe } from 'vitest';
import { platformContract } from './platform-contract.ts';
import { startSetting } from './setting.ts';

describe('discord', () => platformContract({ name: 'discord', start: () => startSetting('discord') }));
