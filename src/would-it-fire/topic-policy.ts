import { budgetArn } from '../aws-names';
/** Who asks to publish. */
export interface Publisher {
  /** Such as `cloudwatch.amazonaws.com`. */
  readonly service: string;
  /** What sends it: the ARN of the alarm or the budget. */
  readonly sourceArn: string;
  readonly accountId: string;
  /** CloudWatch alarms send AWS:SourceOwner, which SNS's default policy asks for; AWS Budgets does not. */
  readonly sendsSourceOwner: boolean;
}

export function alarmPublisher(accountId: string, alarmArn: string): Publisher {
  return { service: 'cloudwatch.amazonaws.com', sourceArn: alarmArn, accountId, sendsSourceOwner: true };
}

export function budgetPublisher(accountId: string, budgetName: string): Publisher {
  const sourceArn = budgetArn(accountId, budgetName);
  return { service: 'budgets.amazonaws.com', sourceArn, accountId, sendsSourceOwner: false };
}

/** `maybe` is whatever this small evaluator cannot decide: it is never taken for a yes. */
export type Decision = 'yes' | 'no' | 'maybe';

/**
 * May this service publish to this topic? Reads the one question out of a resource policy, conservatively.
 *
 * Source: IAM User Guide, "Policy evaluation logic" and "IAM JSON policy elements"; SNS Developer Guide, "Example
 * cases for Amazon SNS access control".
 * @param policy the topic's access policy, a JSON text
 */
export function mayPublish(policy: string, topicArn: string, publisher: Publisher): Decision {
  const statements = readStatements(policy);
  if (!statements) return 'maybe';
  const judged = statements.map((statement) => ({
    effect: statement['Effect'],
    applies: applies(statement, topicArn, publisher),
  }));
  if (judged.some(({ effect }) => effect !== 'Allow' && effect !== 'Deny')) return 'maybe';
  const allow = anyOf(judged.filter(({ effect }) => effect === 'Allow').map(({ applies }) => applies));
  const deny = anyOf(judged.filter(({ effect }) => effect === 'Deny').map(({ applies }) => applies));
  return both(allow, not(deny));
}

type Statement = Readonly<Record<string, unknown>>;

function readStatements(policy: string): Statement[] | undefined {
  try {
    const parsed: unknown = JSON.parse(policy);
    if (!isObject(parsed)) return undefined;
    const statements = list(parsed['Statement']);
    return statements.every(isObject) ? statements : undefined;
  } catch {
    // A policy that is no JSON cannot be decided on; SNS would not have taken it.
    return undefined;
  }
}

function applies(statement: Statement, topicArn: string, publisher: Publisher): Decision {
  return [
    principalMatches(statement, publisher),
    element(statement, 'Action', (action) => wildcard(action.toLowerCase(), 'sns:publish')),
    element(statement, 'Resource', (resource) => resourceMatches(resource, topicArn)),
    conditionHolds(statement['Condition'], publisher),
  ].reduce(both);
}

function principalMatches(statement: Statement, { service }: Publisher): Decision {
  const principal = statement['Principal'];
  if ('NotPrincipal' in statement) return 'maybe';
  if (principal === '*') return 'yes';
  if (!isObject(principal)) return 'maybe';
  return anyOf(
    Object.entries(principal).flatMap(([kind, values]) =>
      list(values).map((value): Decision => {
        if (typeof value !== 'string') return 'maybe';
        if (kind === 'Service') return value.includes('*') ? 'maybe' : value === service ? 'yes' : 'no';
        // Any principal includes services; a certain account or user does not.
        if (kind === 'AWS') return value === '*' ? 'yes' : 'no';
        return 'no';
      }),
    ),
  );
}

/** Statements with NotAction, NotResource or without the element are left undecided. */
function element(statement: Statement, name: string, matches: (value: string) => Decision): Decision {
  const values = list(statement[name]);
  if (values.length === 0 || `Not${name}` in statement) return 'maybe';
  return anyOf(values.map((value) => (typeof value === 'string' ? matches(value) : 'maybe')));
}

/** Whether a wildcard may reach over the colons of an ARN is left undecided. */
function resourceMatches(pattern: string, topicArn: string): Decision {
  if (pattern === '*') return 'yes';
  const asText = wildcard(pattern, topicArn);
  return asText === arnLike(pattern, topicArn) ? asText : 'maybe';
}

/** Operators are not case-sensitive; ArnEquals behaves like ArnLike. Source: IAM User Guide, "Condition operators". */
const OPERATORS: ReadonlyMap<string, (pattern: string, value: string) => Decision> = new Map([
  ['stringequals', equal],
  ['stringlike', wildcard],
  ['arnequals', arnLike],
  ['arnlike', arnLike],
]);

function equal(pattern: string, value: string): Decision {
  if (pattern.includes('${')) return 'maybe';
  return pattern === value ? 'yes' : 'no';
}

function conditionHolds(condition: unknown, publisher: Publisher): Decision {
  if (condition === undefined) return 'yes';
  if (!isObject(condition)) return 'maybe';
  const sent = new Map([
    ['aws:sourceaccount', publisher.accountId],
    ['aws:sourcearn', publisher.sourceArn],
    ['aws:sourceowner', publisher.sendsSourceOwner ? publisher.accountId : undefined],
  ]);
  const tests = Object.entries(condition).flatMap(([operator, keys]): Decision[] => {
    const test = OPERATORS.get(operator.toLowerCase());
    if (!test || !isObject(keys)) return ['maybe'];
    return Object.entries(keys).map(([key, patterns]) => {
      if (!sent.has(key.toLowerCase())) return 'maybe';
      const value = sent.get(key.toLowerCase());
      // An operator without IfExists does not hold for a key that is not sent.
      if (value === undefined) return 'no';
      return anyOf(
        list(patterns).map((pattern) => (typeof pattern === 'string' ? test(pattern, value) : 'maybe')),
      );
    });
  });
  return tests.reduce(both, 'yes');
}

/** `*` is any text, `?` any character. A policy variable is left undecided. */
function wildcard(pattern: string, value: string): Decision {
  if (pattern.includes('${')) return 'maybe';
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(value) ? 'yes' : 'no';
}

/** Like {@link wildcard}, but no wildcard reaches over one of the first five colons. */
function arnLike(pattern: string, value: string): Decision {
  const patterns = arnParts(pattern);
  const values = arnParts(value);
  if (patterns.length !== 6 || values.length !== 6) return pattern === '*' ? 'maybe' : 'no';
  return patterns.map((part, i) => wildcard(part, values[i] ?? '')).reduce(both);
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function both(a: Decision, b: Decision): Decision {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'maybe';
}

function anyOf(decisions: readonly Decision[]): Decision {
  if (decisions.includes('yes')) return 'yes';
  return decisions.includes('maybe') ? 'maybe' : 'no';
}

function not(decision: Decision): Decision {
  return decision === 'maybe' ? 'maybe' : decision === 'yes' ? 'no' : 'yes';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
