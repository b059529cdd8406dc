import * as budgets from '@aws-sdk/client-budgets';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as iam from '@aws-sdk/client-iam';
import * as sns from '@aws-sdk/client-sns';
import * as sts from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';

/** By the name in the credential scope of a signature. */
const SERVICES: ReadonlyMap<string, { readonly name: string; readonly client: object }> = new Map([
  ['budgets', { name: 'budgets', client: budgets }],
  ['iam', { name: 'iam', client: iam }],
  ['logs', { name: 'logs', client: logs }],
  ['monitoring', { name: 'cloudwatch', client: cloudwatch }],
  ['sns', { name: 'sns', client: sns }],
  ['sts', { name: 'sts', client: sts }],
]);

/** An operation as a request names it. */
export interface Operation {
  /** Such as `cloudwatch`. */
  readonly service: string;
  /** Such as `DescribeAlarms`. */
  readonly name: string;
  readonly output: NormalizedSchema;
}

/**
 * @param signingName such as `monitoring`
 * @throws Error when no client of the auditor has the operation
 */
export function operationOf(signingName: string, name: string): Operation {
  const service = SERVICES.get(signingName);
  const schema: unknown = service && Reflect.get(service.client, `${name}$`);
  if (!service || !isOperation(schema)) {
    throw new Error(`No client has the operation ${signingName}:${name}.`);
  }
  return { service: service.name, name, output: NormalizedSchema.of(schema[5]) };
}

/** Source: `@smithy/types`, StaticOperationSchema: kind, namespace, name, traits, input, output. */
function isOperation(schema: unknown): schema is StaticOperationSchema {
  return Array.isArray(schema) && schema[0] === 9;
}

/** An answer in AWS JSON: dates in seconds, bytes in Base64. Source: Smithy, "AWS JSON 1.0 protocol". */
export function jsonBody({ output }: Operation, answer: unknown): string {
  return JSON.stringify(json(output, answer) ?? {});
}

function json(schema: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (schema.isListSchema()) {
    return listOf(value).map((item) => json(schema.getValueSchema(), item));
  }
  if (schema.isMapSchema()) {
    const entries = entriesOf(value).map(([key, item]) => [key, json(schema.getValueSchema(), item)]);
    return Object.fromEntries(entries);
  }
  if (schema.isStructSchema()) {
    return Object.fromEntries(
      membersOf(schema, value).map(([name, member, item]) => [name, json(member, item)]),
    );
  }
  if (schema.isTimestampSchema()) {
    return recordedDate(value).getTime() / 1_000;
  }
  return schema.isNumericSchema() || schema.isBooleanSchema() ? value : scalar(schema, value);
}

/**
 * An answer in the query protocol's XML. Source: Smithy, "AWS query protocol"; IAM, SNS and STS neither flatten a list
 * that the auditor reads nor rename its members.
 */
export function xmlBody({ name, output }: Operation, answer: unknown): string {
  const result = output.isUnitSchema() ? '' : xml(`${name}Result`, output, answer);
  const metadata =
    '<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>';
  return `<${name}Response>${result}${metadata}</${name}Response>`;
}

function xml(tag: string, schema: NormalizedSchema, value: unknown): string {
  return value === null || value === undefined ? '' : `<${tag}>${xmlContent(schema, value)}</${tag}>`;
}

function xmlContent(schema: NormalizedSchema, value: unknown): string {
  if (schema.isListSchema()) {
    return listOf(value)
      .map((item) => xml('member', schema.getValueSchema(), item))
      .join('');
  }
  if (schema.isMapSchema()) {
    return entriesOf(value)
      .map(
        ([key, item]) =>
          `<entry><key>${escaped(key)}</key>${xml('value', schema.getValueSchema(), item)}</entry>`,
      )
      .join('');
  }
  if (schema.isStructSchema()) {
    return membersOf(schema, value)
      .map(([name, member, item]) => xml(name, member, item))
      .join('');
  }
  return escaped(schema.isTimestampSchema() ? recordedDate(value).toISOString() : scalar(schema, value));
}

function scalar(schema: NormalizedSchema, value: unknown): string {
  if (schema.isBlobSchema()) {
    return Buffer.from(String(value)).toString('base64');
  }
  // A policy was recorded as what is in its text.
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The members that the answer has and the client knows. */
function membersOf(schema: NormalizedSchema, value: unknown): [string, NormalizedSchema, unknown][] {
  const given = new Map(entriesOf(value));
  return [...schema.structIterator()].map(([name, member]) => [name, member, given.get(name)]);
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new Error(`A list was recorded as ${JSON.stringify(value)}.`);
  }
  return value;
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) {
    throw new Error(`An object was recorded as ${JSON.stringify(value)}.`);
  }
  return Object.entries(value);
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Stands where a recording has a placeholder for its date. */
const SOME_DATE = new Date('2026-11-20T04:05:06.789Z');

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const;

/** A date as recordings have it: a text, seconds, or the parts of a Python `datetime` in UTC. */
function recordedDate(value: unknown): Date {
  if (typeof value === 'number') {
    return new Date(value * 1_000);
  }
  if (typeof value === 'object' && value !== null) {
    const [year = 0, month = 1, day, hour, minute, second, microsecond = 0] = PARTS.map((part) =>
      Number(Reflect.get(value, part) ?? 0),
    );
    return new Date(Date.UTC(year, month - 1, day, hour, minute, second, microsecond / 1_000));
  }
  const date = new Date(String(value));
  return Number.isNaN(date.getTime()) ? SOME_DATE : date;
}
