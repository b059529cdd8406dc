import fc from 'fast-check';
import { chatText, clipText } from '../../src/render/chat-text';
import { HOSTILE_TEXTS } from '../properties/names';

test.each([
  ['*all* is _well_ ~now~', '∗all∗ is ＿well＿ ∼now∼'],
  ['[sign in](https://evil.example/aws)', '［sign in］(https:∕∕evil․example∕aws)'],
  ['<https://evil.example|sign in>', '‹https:∕∕evil․example|sign in›'],
  ['www.evil.example', 'www․evil․example'],
  ['evil.example/sign-in', 'evil․example∕sign-in'],
  ['<!channel> <@U012AB3CD> <at>all</at>', '‹!channel› ‹＠U012AB3CD› ‹at›all‹/at›'],
  ['@here "@channel" #general', '＠here "＠channel" ＃general'],
  ['# Root MFA', '＃ Root MFA'],
  ['> quoted', '› quoted'],
  ['`code` and ```code```', 'ˋcodeˋ and ˋˋˋcodeˋˋˋ'],
  ['&lt;!channel&gt;', '＆lt;!channel＆gt;'],
  ['x\n# Root MFA\n* * *', 'x ＃ Root MFA ∗ ∗ ∗'],
])('%j is shown as it is, and does nothing', (text, shown) => {
  expect(chatText(text)).toBe(shown);
});

test.each([
  'you@company.com',
  'john.smith has no MFA device (console password).',
  'arn:aws:iam::111122223333:user/dev_team/john.smith',
  '"charges" above 10 USD a month, at 80 %',
  'aws iam delete-login-profile --user-name NAME',
])('%j can be copied', (text) => {
  expect(chatText(text)).toBe(text);
});

/** Texts in which what a chat acts on stands in any place. */
const marked = fc
  .array(
    fc.constantFrom(...HOSTILE_TEXTS, ...'*_~`<>[]()@#|&:/.\\ \n', 'http', 'www', 'a', '名', '!channel'),
    {
      maxLength: 20,
    },
  )
  .map((parts) => parts.join(''));

test('no text has anything left in it that a chat acts on', () => {
  fc.assert(
    fc.property(marked, (text) => {
      const shown = chatText(text);
      expect(shown).not.toMatch(/[&<>[\]*`~\n]|:\/\/|www\.|\.[a-z]{2,}\//i);
      expect(shown).not.toMatch(/(?<![\p{L}\p{N}])[_@#]|_(?![\p{L}\p{N}])/u);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['short enough', 12, 'short enough'],
  ['no word is cut in two', 14, 'no word is…'],
  ['x'.repeat(20), 10, `${'x'.repeat(9)}…`],
  ['12345678😀', 10, '12345678😀'],
  ['123456789😀', 10, '123456789…'],
  ['12345678😀😀', 10, '12345678…'],
])('%j of at most %i characters is %j', (text, longest, clipped) => {
  expect(clipText(text, longest)).toBe(clipped);
});
