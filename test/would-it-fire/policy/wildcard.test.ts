import fc from 'fast-check';
import {
  ANY_CHARACTER,
  ANY_TEXT,
  type Characters,
  matches,
  type Token,
} from '../../../src/would-it-fire/policy/wildcard';

function tokens(pattern: string): Token[] {
  return [...pattern].map((c) => (c === '*' ? ANY_TEXT : c === '?' ? ANY_CHARACTER : c));
}

const few = (alphabet: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

/** What it means, in the plainest words, whatever it costs. */
function means(pattern: string, text: string): boolean {
  const [first = ''] = pattern;
  if (pattern === '') {
    return text === '';
  }
  if (first === '*') {
    return means(pattern.slice(1), text) || (text !== '' && means(pattern, text.slice(1)));
  }
  return text !== '' && (first === '?' || first === text[0]) && means(pattern.slice(1), text.slice(1));
}

test('it matches what the wildcards mean', () => {
  fc.assert(
    fc.property(few('ab*?', 8), few('ab', 8), (pattern, text) => {
      expect(matches(tokens(pattern), text)).toBe(means(pattern, text));
    }),
    { numRuns: 5_000 },
  );
});

test('a star that is text matches a star alone', () => {
  expect(matches(['*'], '*')).toBe(true);
  expect(matches(['*'], 'a')).toBe(false);
});

/** How many characters are looked at. */
function looks(pattern: string, text: string): number {
  let count = 0;
  const counted: Characters = new Proxy([...text], {
    get(target, name, receiver) {
      if (name !== 'length') {
        count += 1;
      }
      return Reflect.get(target, name, receiver);
    },
  });
  matches(tokens(pattern), counted);
  return count;
}

const N = 300;
const ARN = 'a'.repeat(N);

test.each([
  ['any text and a character, again and again', '*?'.repeat(N)],
  ['ditto, and an end that does not fit', `${'*?'.repeat(25)}!`],
  ['stars alone', '*'.repeat(60_000)],
  ['parts that nearly fit', '*aaaaaaaab'.repeat(30)],
  ['one part that nearly fits', `*${'a'.repeat(N / 2)}b*`],
  ['one part that nearly fits anywhere', `*${'?'.repeat(N / 2)}b*`],
  ['longer than the text', `*${'a'.repeat(60_000)}*`],
])('no pattern makes it look at a text of n characters more than n² times: %s', (_, pattern) => {
  expect(looks(pattern, ARN)).toBeLessThanOrEqual(N * N);
});
