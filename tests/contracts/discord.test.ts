import { describe } from 'vitest';
import { platformContract } from './platform-contract.ts';

describe('discord', () => platformContract('discord'));
