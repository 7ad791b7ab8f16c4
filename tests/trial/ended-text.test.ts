import { describe, expect, it } from 'vitest';
import { asTyped } from '../../src/texts/typography.ts';
import { endedText } from '../../src/trial/ended-text.ts';

const told = (how: string, locale: 'fr' | 'en' = 'fr') => asTyped(endedText({ how, againIn: null }, locale));

describe('a bot that is given up', () => {
  it('was killed from outside: nothing that it has written says why', () => {
    expect(told('SIGKILL')).toContain("Il a été tué du dehors, par quelqu'un ou par la machine");
    expect(told('SIGKILL')).not.toContain('plus haut');
    expect(told('SIGTERM', 'en')).toContain('It was killed from outside');
  });

  it.each(['code 3', 'SIGABRT'])('has ended with %s, of which the terminal shows what it has written', (how) => {
    expect(told(how)).toContain('Ce qui est écrit plus haut dit pourquoi.');
    expect(told(how, 'en')).toContain('What is written above says why.');
  });

  it('could not begin: the line itself says why', () => {
    expect(told('spawn ENOMEM')).toContain("n'est plus relancé tout seul. Relancez-le");
  });
});
