import type { Budget, Expression, TagValues } from '@aws-sdk/client-budgets';
import type { Link } from './links';
import { type Broken, broken } from './outcome';

/** One restriction of a budget to a part of the costs. */
interface Restriction {
  /** As CostFilters names it: `Service`, `LinkedAccount`, `TagKeyValue`, … */
  readonly dimension: string;
  readonly values: readonly string[];
  /** Says how the values are meant where it is not "any of these": `not`, `CONTAINS`, `ABSENT`, … */
  readonly meant?: string;
}

const REASON_OF: Readonly<Record<string, Link>> = {
  TagKeyValue: 'tag-filter',
  Service: 'service-filter',
  LinkedAccount: 'linked-account-filter',
  Region: 'region-filter',
  AZ: 'region-filter',
};

/** How filter expressions name what CostFilters names otherwise. Source: Budgets API reference, ExpressionDimensionValues. */
const DIMENSION_OF: Readonly<Record<string, string>> = {
  SERVICE: 'Service',
  LINKED_ACCOUNT: 'LinkedAccount',
  REGION: 'Region',
  AZ: 'AZ',
};

/** The tags of the example in the documentation of `create-budget`, copied into hundreds of accounts. */
const EXAMPLE_TAG = /^(user:)?Key\$value\d+$/i;

/** Whether the budget counts the whole account: the filter that keeps it from that, or `undefined`. */
export function judgeFilter(budget: Budget, accountId: string): Broken | undefined {
  const restrictions = [...ofCostFilters(budget), ...ofExpression(budget.FilterExpression)];
  const narrowing = restrictions.find(({ dimension, values, meant }) => {
    const isThisAccount = dimension === 'LinkedAccount' && values.length === 1 && values[0] === accountId;
    return !isThisAccount || meant !== undefined;
  });
  if (!narrowing) {
    return undefined;
  }
  const { dimension, values, meant } = narrowing;
  const detail = `${dimension}: ${meant === undefined ? '' : `${meant} `}${values.join(', ')}`;
  if (dimension === 'TagKeyValue' && !meant && values.every((value) => EXAMPLE_TAG.test(value))) {
    return broken('placeholder-tag', detail);
  }
  return broken(REASON_OF[dimension] ?? 'other-filter', detail);
}

function ofCostFilters({ CostFilters = {} }: Budget): Restriction[] {
  return Object.entries(CostFilters)
    .filter(([, values]) => values.length > 0)
    .map(([dimension, values]) => ({ dimension, values }));
}

/** What an expression restricts to. That it leaves out record types such as credits and refunds is no restriction. */
function ofExpression(expression: Expression | undefined): Restriction[] {
  if (!expression) {
    return [];
  }
  const { And = [], Or = [], Not, Dimensions, Tags, CostCategories } = expression;
  const restrictions = [...And, ...Or].flatMap(ofExpression);
  if (Not && !excludesRecordTypes(Not)) {
    const inside = ofExpression(Not).map((restriction) => ({ ...restriction, meant: 'not' }));
    // What is left out twice, such as "not (not credits)", is no plain restriction of anything.
    restrictions.push(
      ...(inside.length > 0 ? inside : [{ dimension: 'Not', values: [JSON.stringify(Not)] }]),
    );
  }
  if (Dimensions) {
    const name = Dimensions.Key ?? '';
    restrictions.push(restriction(DIMENSION_OF[name] ?? name, Dimensions));
  }
  if (Tags) {
    const Values = (Tags.Values ?? []).map((value) => `${Tags.Key}$${value}`);
    restrictions.push(restriction('TagKeyValue', { ...Tags, Values }));
  }
  if (CostCategories) {
    restrictions.push(restriction('CostCategory', CostCategories));
  }
  return restrictions;
}

function restriction(dimension: string, { Values = [], MatchOptions = [] }: TagValues): Restriction {
  const meant = MatchOptions.filter((option) => option !== 'EQUALS' && option !== 'CASE_SENSITIVE').join(' ');
  return { dimension, values: Values, ...(meant !== '' && { meant }) };
}

function excludesRecordTypes({
  And = [],
  Or = [],
  Not,
  Dimensions,
  Tags,
  CostCategories,
}: Expression): boolean {
  if (Not || Tags || CostCategories || And.length > 0) {
    return false;
  }
  if (Or.length > 0) {
    return !Dimensions && Or.every(excludesRecordTypes);
  }
  return Dimensions?.Key === 'RECORD_TYPE' && (Dimensions.Values ?? []).every(isReduction);
}

/** Record types that lower a bill: leaving them out hides no spend. */
function isReduction(recordType: string): boolean {
  return /credit|refund|discount/i.test(recordType);
}

/** Whether credits lower what the budget counts. */
export function netsCredits({ CostTypes, FilterExpression, Metrics }: Budget): boolean {
  if (CostTypes?.IncludeCredit === false) {
    return false;
  }
  return (
    !(FilterExpression ? excludedRecordTypes(FilterExpression) : []).some((type) => /credit/i.test(type)) ||
    (Metrics ?? []).some((metric) => metric.startsWith('Net'))
  );
}

function excludedRecordTypes({ And = [], Not }: Expression): string[] {
  const inside = Not && excludesRecordTypes(Not) ? recordTypes(Not) : [];
  return [...And.flatMap(excludedRecordTypes), ...inside];
}

function recordTypes({ Or = [], Dimensions }: Expression): string[] {
  return [...(Dimensions?.Values ?? []), ...Or.flatMap(recordTypes)];
}
