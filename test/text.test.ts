import { masked } from '../src/text';

test.each([
  ['you@company.com', 'y…@company.com'],
  ['a@company.com', 'a…@company.com'],
  ['me.and+you@mail.company.co.uk', 'm…@mail.company.co.uk'],
  [
    '"charges" > you@company.com (email), me@company.com',
    '"charges" > y…@company.com (email), m…@company.com',
  ],
  ['arn:aws:iam::111122223333:user/you@company.com', 'arn:aws:iam::111122223333:user/y…@company.com'],
  ['jürgen@müller.example', 'j…@müller.example'],
  ['alice@home has no MFA device', 'alice@home has no MFA device'],
  ['no address at all', 'no address at all'],
])('%s is logged as %s', (text, logged) => {
  expect(masked(text)).toBe(logged);
});

test.each(['AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'])('the key id %s is not logged', (id) => {
  expect(masked(`The key ${id} is not valid.`)).toBe(`The key ${id.slice(0, 4)}… is not valid.`);
});
