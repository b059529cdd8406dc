import type { Budget, Expression } from '@aws-sdk/client-budgets';
import { judgeFilter, netsCredits } from '../../src/would-it-fire/cost-filter';
import { ACCOUNT_ID } from '../simulated-account/state';

const credits: Expression = { Dimensions: { Key: 'RECORD_TYPE', Values: ['Credit', 'Refund'] } };
const taxes: Expression = { Dimensions: { Key: 'RECORD_TYPE', Values: ['Tax'] } };
const team: Expression = { Tags: { Key: 'Team', Values: ['web'] } };
const area: Expression = { CostCategories: { Key: 'Area', Values: ['web'] } };
const account: Expression = { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [ACCOUNT_ID] } };
const service = (...Values: string[]): Expression => ({ Dimensions: { Key: 'SERVICE', Values } });

const where = (FilterExpression: Expression): Budget => ({
  BudgetName: 'monthly',
  BudgetType: 'COST',
  TimeUnit: 'MONTHLY',
  FilterExpression,
});
const filtering = (CostFilters: Record<string, string[]>): Budget => ({ ...where({}), CostFilters });

test.each<[string, Budget]>([
  ['no filter', where({})],
  ['a filter without values', filtering({ Service: [] })],
  ['this account', where(account)],
  ['all but what lowers a bill', where({ Not: credits })],
  ['all but several things that lower a bill', where({ Not: { Or: [credits, credits] } })],
  ['all but what lowers a bill, with more around it', where({ And: [{ Not: credits }, account] })],
])('%s leaves the whole account', (_, budget) => {
  expect(judgeFilter(budget, ACCOUNT_ID)).toBeUndefined();
});

const NOT_NOT = { Not: { Not: credits } };

test.each<[string, Budget, string, string]>([
  ['services', filtering({ Service: ['S3', 'EC2'] }), 'service-filter', 'Service: S3, EC2'],
  ['all but a service', where({ Not: service('S3') }), 'service-filter', 'Service: not S3'],
  ['a service among what may be', where({ Or: [service('S3'), account] }), 'service-filter', 'Service: S3'],
  [
    'services by a part of their names',
    where({ Dimensions: { Key: 'SERVICE', Values: ['S3'], MatchOptions: ['CONTAINS', 'CASE_INSENSITIVE'] } }),
    'service-filter',
    'Service: CONTAINS CASE_INSENSITIVE S3',
  ],
  [
    'services by their exact names',
    where({ Dimensions: { Key: 'SERVICE', Values: ['S3'], MatchOptions: ['EQUALS', 'CASE_SENSITIVE'] } }),
    'service-filter',
    'Service: S3',
  ],
  [
    'a service by this account’s number',
    filtering({ Service: [ACCOUNT_ID] }),
    'service-filter',
    `Service: ${ACCOUNT_ID}`,
  ],
  [
    'a region',
    where({ Dimensions: { Key: 'REGION', Values: ['eu-west-1'] } }),
    'region-filter',
    'Region: eu-west-1',
  ],
  ['a zone', where({ Dimensions: { Key: 'AZ', Values: ['eu-west-1a'] } }), 'region-filter', 'AZ: eu-west-1a'],
  ['no value at all', where({ Dimensions: { Key: 'REGION', Values: [] } }), 'region-filter', 'Region: '],
  ['a tag', where(team), 'tag-filter', 'TagKeyValue: Team$web'],
  ['a tag whatever its value', where({ Tags: { Key: 'Team' } }), 'placeholder-tag', 'TagKeyValue: '],
  ['a cost category', where(area), 'other-filter', 'CostCategory: web'],
  [
    'the example tag',
    filtering({ TagKeyValue: ['user:Key$value12'] }),
    'placeholder-tag',
    'TagKeyValue: user:Key$value12',
  ],
  [
    'all but the example tag',
    where({ Not: { Tags: { Key: 'Key', Values: ['value1'] } } }),
    'tag-filter',
    'TagKeyValue: not Key$value1',
  ],
  [
    'a tag beside the example’s',
    filtering({ TagKeyValue: ['user:Key$value1', 'user:Team$web'] }),
    'tag-filter',
    'TagKeyValue: user:Key$value1, user:Team$web',
  ],
  [
    'a tag that begins with other words',
    filtering({ TagKeyValue: ['user:MyKey$value1'] }),
    'tag-filter',
    'TagKeyValue: user:MyKey$value1',
  ],
  [
    'a tag that ends with other words',
    filtering({ TagKeyValue: ['user:Key$value1b'] }),
    'tag-filter',
    'TagKeyValue: user:Key$value1b',
  ],
  [
    'a usage type like the example tag',
    filtering({ UsageType: ['Key$value1'] }),
    'other-filter',
    'UsageType: Key$value1',
  ],
  [
    'only what lowers a bill',
    where({ Not: NOT_NOT.Not }),
    'other-filter',
    `Not: ${JSON.stringify(NOT_NOT.Not)}`,
  ],
  ['all but taxes', where({ Not: taxes }), 'other-filter', 'RECORD_TYPE: not Tax'],
  [
    'all but credits and a tag',
    where({ Not: { ...credits, ...team } }),
    'other-filter',
    'RECORD_TYPE: not Credit, Refund',
  ],
  [
    'all but credits of a category',
    where({ Not: { ...credits, ...area } }),
    'other-filter',
    'RECORD_TYPE: not Credit, Refund',
  ],
  [
    'all but credits and a service at once',
    where({ Not: { ...credits, And: [service('S3')] } }),
    'service-filter',
    'Service: not S3',
  ],
  [
    'all but credits or taxes',
    where({ Not: { Or: [credits, taxes] } }),
    'other-filter',
    'RECORD_TYPE: not Credit, Refund',
  ],
  [
    'all but credits or a service',
    where({ Not: { ...service('S3'), Or: [credits] } }),
    'other-filter',
    'RECORD_TYPE: not Credit, Refund',
  ],
  [
    'all but services called credit',
    where({ Not: service('Credit') }),
    'service-filter',
    'Service: not Credit',
  ],
])('%s is a part of the account', (_, budget, reason, detail) => {
  expect(judgeFilter(budget, ACCOUNT_ID)).toEqual({ status: 'broken', reason, detail });
});

test.each<[string, Partial<Budget>, boolean]>([
  ['nothing said', {}, true],
  ['credits left out', { CostTypes: { IncludeCredit: false } }, false],
  ['credits left out by an expression', { FilterExpression: { Not: credits } }, false],
  ['credits left out among others', { FilterExpression: { And: [account, { Not: credits }] } }, false],
  ['credits left out as one of several', { FilterExpression: { Not: { Or: [credits] } } }, false],
  [
    'refunds left out',
    { FilterExpression: { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Refund'] } } } },
    true,
  ],
  ['only credits counted', { FilterExpression: credits }, true],
  ['a service called credit left out', { FilterExpression: { Not: service('Credit') } }, true],
  ['net costs', { FilterExpression: { Not: credits }, Metrics: ['NetUnblendedCost'] }, true],
  ['costs that are not net', { FilterExpression: { Not: credits }, Metrics: ['UnblendedCost'] }, false],
])('whether credits lower what is counted, with %s', (_, changes, nets) => {
  expect(netsCredits({ ...where({}), FilterExpression: undefined, ...changes })).toBe(nets);
});
