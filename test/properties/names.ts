import fc from 'fast-check';

/** Texts as people with bad intentions, or with bad luck, would write them. */
export const HOSTILE_TEXTS = [
  'Nothing needs you.',
  'CRITICAL  Root access keys',
  '9 are fine',
  '  Fix: https://aws.example.com/sign-in',
  '<a href="https://example.com">sign in</a>',
  '](https://example.com)',
  '=HYPERLINK("https://example.com")',
  'Subject: AWS audit: 9 ok',
  'Ünïcödé 名前 имя 😀',
  '{"default":"x"}',
  '${ACCOUNT}',
  '__proto__',
  'constructor',
  'x'.repeat(64),
] as const;

/** Those and characters that break lines, end texts or turn the direction of writing. */
export const BREAKING_TEXTS = [
  'a\nNothing needs you.',
  'a\r\nBcc: eve@example.com',
  'a\u2028CRITICAL  Root MFA\u2029b',
  '\u202Egnirts\u202C',
  '\u0000\u0007\u001B[31m',
  '\u2066\u200F\u061C',
  '\u0085next line',
  '\uD800 half a pair',
  '\uFEFFmark',
] as const;

/** Any text, of any characters, up to so many. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS, ...BREAKING_TEXTS).map((text) => text.slice(0, maxLength)),
    fc.string({ unit: 'binary', maxLength: Math.min(maxLength, 30) }),
    fc
      .constantFrom('x', 'é', '名', '😀', '\n', '"', '\\', '\u0001', '\u202E')
      .map((unit) => unit.repeat(Math.floor(maxLength / unit.length))),
  );
}

/** A text on one line, as names of alarms and budgets are. */
export const lineText = fc.oneof(
  fc.constantFrom('monthly', 'charges', 'Billing > 10 USD', ...HOSTILE_TEXTS),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/[\p{Cc}:\\]/u.test(text)),
);

/** The names of users: those IAM takes, and some it does not. Few, so that two lists have some in common. */
export const userName = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'alice',
      'bob',
      'carol',
      'smith,j',
      'smith,j,r',
      'a+b=c.d@e_f-g',
      'groot',
      'root',
    ),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[\w+=,.@-]{1,64}$/) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_TEXTS, 'the "boss"', 'N/A', 'true', 'user') },
);
