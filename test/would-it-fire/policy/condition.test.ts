import { testHolds } from '../../../src/would-it-fire/policy/condition';
import { type Fact, factsOf } from '../../../src/would-it-fire/policy/request';

const ARN = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:charges';
const FACTS: Record<string, Fact> = {
  text: { is: 'Money*' },
  account: { is: '111122223333' },
  arn: { is: ARN },
  number: { is: '42' },
  date: { is: '2026-11-23T06:00:00Z' },
  bool: { is: 'true' },
  ip: { is: '192.0.2.17' },
  ip6: { is: '2001:db8::17' },
  missing: 'absent',
  sent: 'present',
  'tag/': 'absent',
};

function holds(operator: string, key: string, ...values: unknown[]) {
  return testHolds({ operator, key, values }, { hasVariables: true, fact: factsOf(FACTS) });
}

// Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
test.each([
  ['StringEquals', 'text', 'Money*', 'yes'],
  ['StringEquals', 'TEXT', 'Money*', 'yes'],
  ['StringEquals', 'text', 'money*', 'no'],
  ['StringEquals', 'account', '1111*', 'no'],
  ['StringNotEquals', 'text', 'other', 'yes'],
  ['StringNotEquals', 'text', 'Money*', 'no'],
  ['StringEqualsIgnoreCase', 'text', 'MONEY*', 'yes'],
  ['StringNotEqualsIgnoreCase', 'text', 'MONEY*', 'no'],
  ['StringLike', 'account', '1111*3', 'yes'],
  ['StringLike', 'text', `Money\${*}`, 'yes'],
  ['StringLike', 'account', `1\${*}`, 'no'],
  ['StringNotLike', 'account', '1111*', 'no'],
  ['ArnLike', 'arn', 'arn:aws:*:*:111122223333:alarm:*', 'yes'],
  ['ArnLike', 'arn', 'arn:aws:*:alarm:charges', 'no'],
  ['ArnEquals', 'arn', 'arn:aws:cloudwatch:*:*:alarm:char?es', 'yes'],
  ['ArnNotLike', 'arn', 'arn:aws:budgets::*:*', 'yes'],
  ['ArnNotEquals', 'arn', ARN, 'no'],
  ['ArnLike', 'arn', '*', 'maybe'],
  ['ArnNotLike', 'arn', 'charges', 'maybe'],
  ['NumericEquals', 'number', 42, 'yes'],
  ['NumericEquals', 'number', '42.0', 'yes'],
  ['NumericNotEquals', 'number', '42', 'no'],
  ['NumericNotEquals', 'text', '42', 'maybe'],
  ['NumericLessThan', 'number', '42', 'no'],
  ['NumericLessThanEquals', 'number', '42', 'yes'],
  ['NumericGreaterThan', 'number', '41', 'yes'],
  ['NumericGreaterThanEquals', 'number', '43', 'no'],
  ['DateEquals', 'date', '2026-11-23T06:00:00Z', 'yes'],
  ['DateNotEquals', 'date', '2026-11-24', 'yes'],
  ['DateLessThan', 'date', '2026-11-24', 'yes'],
  ['DateLessThanEquals', 'date', '2026-11-22', 'no'],
  ['DateGreaterThan', 'date', '2026-11-22T00:00:00Z', 'yes'],
  ['DateGreaterThanEquals', 'date', '1500000000', 'yes'],
  ['DateLessThan', 'date', 'soon', 'no'],
  ['Bool', 'bool', 'TRUE', 'yes'],
  ['Bool', 'bool', false, 'no'],
  ['Bool', 'text', 'Money*', 'no'],
  ['BinaryEquals', 'text', 'Money*', 'yes'],
  ['IpAddress', 'ip', '192.0.2.0/24', 'yes'],
  ['IpAddress', 'ip', '192.0.2.16', 'no'],
  ['IpAddress', 'ip', '0.0.0.0/0', 'yes'],
  ['IpAddress', 'ip', '2001:db8::/32', 'no'],
  ['IpAddress', 'ip6', '2001:db8::/32', 'yes'],
  ['NotIpAddress', 'ip', '198.51.100.0/24', 'yes'],
  ['NotIpAddress', 'ip', '192.0.2.0/99', 'maybe'],
  ['IpAddress', 'text', '192.0.2.0/24', 'no'],
  ['Null', 'text', 'false', 'yes'],
  ['Null', 'text', true, 'no'],
  ['Null', 'missing', 'true', 'yes'],
  ['Null', 'sent', 'false', 'yes'],
  ['Null', 'sent', 'maybe', 'maybe'],
  // Of what is not sent, a plain operator does not hold; a negated one does, and so does one that asks only if.
  ['StringEquals', 'missing', 'a', 'no'],
  ['StringNotEquals', 'missing', 'a', 'yes'],
  ['StringEqualsIfExists', 'missing', 'a', 'yes'],
  ['BoolIfExists', 'tag/team', 'true', 'yes'],
  ['ForAllValues:StringEquals', 'missing', 'a', 'yes'],
  ['ForAnyValue:StringEquals', 'missing', 'a', 'no'],
  ['ForAnyValue:StringNotEquals', 'missing', 'a', 'no'],
  ['ForAnyValue:StringEqualsIfExists', 'missing', 'a', 'maybe'],
  // A single value is a set of one.
  ['ForAllValues:StringLike', 'account', '1*', 'yes'],
  ['forallvalues:stringlike', 'account', '2*', 'no'],
  ['ForAnyValue:StringNotLike', 'account', '2*', 'yes'],
  // Of what is unknown, only what holds or fails whatever it is, is decided.
  ['StringEquals', 'nobody-knows', 'a', 'maybe'],
  ['StringNotEqualsIfExists', 'nobody-knows', 'a', 'maybe'],
  ['StringLikeIfExists', 'nobody-knows', '*', 'yes'],
  ['StringLike', 'nobody-knows', '*', 'maybe'],
  ['StringLike', 'sent', '*', 'yes'],
  ['StringNotLike', 'sent', '*', 'no'],
  ['ArnLike', 'sent', '*', 'maybe'],
  ['StringEquals', 'sent', '*', 'maybe'],
  ['ForAllValues:StringLike', 'nobody-knows', '**', 'yes'],
  ['Null', 'nobody-knows', 'true', 'maybe'],
  // Variables.
  ['StringEquals', 'account', `\${account}`, 'yes'],
  ['ArnLike', 'arn', `arn:aws:*:*:\${ACCOUNT}:*`, 'yes'],
  ['StringEquals', 'account', `\${missing}`, 'no'],
  ['StringNotEquals', 'account', `\${missing}`, 'maybe'],
  ['StringEquals', 'account', `\${missing, '111122223333'}`, 'yes'],
  ['StringEquals', 'account', `\${nobody-knows}`, 'maybe'],
  ['StringEquals', 'account', `\${sent, '111122223333'}`, 'maybe'],
  // What AWS would not have taken.
  ['StringAlmostEquals', 'text', 'a', 'maybe'],
  ['constructor', 'text', 'a', 'maybe'],
  ['StringEquals', 'constructor', 'a', 'maybe'],
  ['StringEquals', 'text', {}, 'maybe'],
])('%s %s %p: %s', (operator, key, value, expected) => {
  expect(holds(operator, key, value)).toBe(expected);
});

test('of several values one is enough, and of a negated operator none may match', () => {
  expect(holds('StringEquals', 'account', 'other', '111122223333')).toBe('yes');
  expect(holds('StringNotEquals', 'account', 'other', '111122223333')).toBe('no');
  expect(holds('StringEquals', 'account')).toBe('maybe');
});

test('in a policy of an older version, a variable is text', () => {
  const reading = {
    hasVariables: false,
    fact: factsOf({ text: { is: `\${account}` }, account: { is: '1' } }),
  };
  expect(testHolds({ operator: 'StringEquals', key: 'text', values: [`\${account}`] }, reading)).toBe('yes');
});
