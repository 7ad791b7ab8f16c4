import { readdirSync } from 'node:fs';
import {
  isArgumentElement,
  isDateElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTimeElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { composeRegistry } from '../../src/composition.ts';
import { fieldsOf } from '../../src/chat/form.ts';
import { allTexts, isTextKey, locales } from '../../src/texts/index.ts';
import { sourceFiles } from '../support/sources.ts';

const registry = composeRegistry();
