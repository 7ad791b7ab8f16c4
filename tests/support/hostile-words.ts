/** Texts that people may type, meaning well or not: each must come out as it went in, call nobody and break nothing. */
export const hostile = {
  calls: '@everyone <!channel> <!here> <@U123> <@&1> @here',
  markup: '*gras* _x_ ~~y~~ `code` ||z|| > cité # titre',
  links: '[cliquez](javascript:alert(1)) <https://a.example|b> https://exemple.fr/?a=1&b=2',
  emoji: '🎉🎊👩‍👩‍👧‍👦🏳️‍🌈',
  rightToLeft: 'شهر الاقتصاد الاجتماعي \u202eTEST\u202c',
  formula: '=HYPERLINK("http://x";"y") {name} {{x}} %s \\n &amp; <b>',
} as const;

export type Hostile = keyof typeof hostile;
export const hostileKinds = Object.keys(hostile) as readonly Hostile[];

/** Ten thousand characters, of which none may get lost. */
export const endless = Array.from({ length: 1_429 }, (_, index) => `m${String(index).padStart(5, '0')}`).join(' ');
