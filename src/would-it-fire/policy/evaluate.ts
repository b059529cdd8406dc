import { testHolds } from './condition';
import { allOf, anyOf, both, type Decision, not, yesIf } from './decision';
import { arnMatches } from './operators';
import { type Element, isObject, listOf, readPolicy, type Statement } from './policy';
import type { PolicyRequest, Principal } from './request';
import { fill, type Reading } from './value';
import { matches } from './wildcard';

/** What a policy says to a request. */
export interface Evaluation {
  /** Whether a statement allows it. */
  readonly allows: Decision;
  /** Whether a statement denies it, which counts for more. */
  readonly denies: Decision;
  /** The statement that denies it, such as `"OnlyTls"` or `2`. */
  readonly deniedBy?: string;
  /** What nobody can know from outside, and the answer rests on: condition keys, or whole statements. */
  readonly restsOn: readonly string[];
}

/** May it? Without an Allow nobody may; a Deny counts for more than any Allow. */
export function decisionOf({ allows, denies }: Evaluation): Decision {
  return both(allows, not(denies));
}

/**
 * What a resource's policy says to a request.
 *
 * Source: IAM User Guide, "Policy evaluation logic" and "IAM JSON policy elements reference".
 * @param text the policy, a JSON text
 */
export function evaluate(text: string, request: PolicyRequest): Evaluation {
  const policy = readPolicy(text);
  if (!policy) {
    return { allows: 'maybe', denies: 'maybe', restsOn: ['a policy that cannot be read'] };
  }
  const reading = { hasVariables: policy.hasVariables, fact: request.fact };
  const judged = policy.statements.map((statement) => ({
    statement,
    applies: applies(statement, request, reading),
  }));
  const decided = (effect: Statement['effect']) =>
    anyOf(judged.filter(({ statement }) => statement.effect === effect).map(({ applies }) => applies));
  const denying = judged.find(({ statement, applies }) => statement.effect === 'Deny' && applies === 'yes');
  const open = judged.filter(({ applies }) => applies === 'maybe').map(({ statement }) => statement);
  return {
    allows: decided('Allow'),
    denies: decided('Deny'),
    ...(denying && { deniedBy: denying.statement.label }),
    restsOn: [...new Set(open.flatMap((statement) => undecided(statement, reading)))],
  };
}

function applies(statement: Statement, request: PolicyRequest, reading: Reading): Decision {
  return allOf([
    principalMatches(statement, request),
    elementMatches(statement.action, (text) =>
      yesIf(matches(tokensOf(text.toLowerCase()), request.action.toLowerCase())),
    ),
    elementMatches(statement.resource, (text, isNot) => resourceMatches(text, isNot, request, reading)),
    statement.tests ? allOf(statement.tests.map((test) => testHolds(test, reading))) : 'maybe',
  ]);
}

/** The keys that leave a statement undecided; or the statement itself, where it is not for its condition. */
function undecided({ tests = [], label }: Statement, reading: Reading): string[] {
  const keys = tests.filter((test) => testHolds(test, reading) === 'maybe').map(({ key }) => key);
  return keys.length > 0 ? keys : [`its statement ${label}`];
}

const WITHOUT_VARIABLES: Reading = { hasVariables: false, fact: () => 'unknown' };

function tokensOf(text: string) {
  const tokens = fill(text, true, WITHOUT_VARIABLES);
  return typeof tokens === 'string' ? [] : tokens;
}

function elementMatches(
  element: Element | undefined,
  match: (text: string, isNot: boolean) => Decision,
): Decision {
  if (!element) {
    return 'maybe';
  }
  const { values, isNot } = element;
  const matched = anyOf(values.map((value) => (typeof value === 'string' ? match(value, isNot) : 'maybe')));
  return isNot ? not(matched) : matched;
}

/** Whether a wildcard may reach over the colons of an ARN is not documented, and so left undecided. */
function resourceMatches(
  text: string,
  isNot: boolean,
  { resource }: PolicyRequest,
  reading: Reading,
): Decision {
  if (text === '*') {
    return 'yes';
  }
  const wanted = fill(text, true, reading);
  if (wanted === 'unknown') {
    return 'maybe';
  }
  if (wanted === 'absent') {
    return isNot ? 'maybe' : 'no';
  }
  const asText = yesIf(matches(wanted, resource));
  return asText === (arnMatches(wanted, resource) ?? 'no') ? asText : 'maybe';
}

function principalMatches({ principal, effect }: Statement, request: PolicyRequest): Decision {
  if (!principal) {
    return 'maybe';
  }
  const { isNot, value } = principal;
  if (value === '*') {
    return yesIf(!isNot);
  }
  if (!isObject(value)) {
    return 'maybe';
  }
  const matched = anyOf(
    Object.entries(value).flatMap(([kind, names]) =>
      listOf(names).map((name) => isMeant(kind, name, request.principal, isNot ? 'Not' : effect)),
    ),
  );
  return isNot ? not(matched) : matched;
}

/** @param where what stands in the statement: an account means more where it is denied than where it is allowed */
function isMeant(
  kind: string,
  name: unknown,
  principal: Principal,
  where: Statement['effect'] | 'Not',
): Decision {
  if (typeof name !== 'string') {
    return 'maybe';
  }
  if (kind === 'Service') {
    // IAM matches no part of a name; what AWS makes of a policy that asks it to is not documented.
    if (name.includes('*')) {
      return 'maybe';
    }
    return yesIf(principal.kind === 'service' && name === principal.service);
  }
  if (kind !== 'AWS') {
    return kind === '*' ? 'maybe' : 'no';
  }
  // Everybody includes services; a certain account or user does not.
  if (name === '*') {
    return 'yes';
  }
  return principal.kind === 'service' ? 'no' : isIdentity(name, principal, where);
}

function isIdentity(
  name: string,
  { accountId, arn }: Extract<Principal, { kind: 'identity' }>,
  where: Statement['effect'] | 'Not',
): Decision {
  if (name === accountId || (name.includes(`:iam::${accountId}:`) && name.endsWith(':root'))) {
    // To allow an account is to leave it to the policies of its identities; to deny it denies all of them. Whether to
    // leave it out leaves them out too is said in two ways.
    return where === 'Not' ? 'maybe' : yesIf(where === 'Deny');
  }
  if (name === arn) {
    return 'yes';
  }
  // A deleted one is listed by an id without an account; a session by its own ARN.
  const isId = !name.includes(':') && !/^\d{12}$/.test(name);
  const isSession = name.includes(`:sts::${accountId}:`);
  return isId || isSession || (arn === undefined && name.includes(`:iam::${accountId}:`)) ? 'maybe' : 'no';
}
