import * as v from 'valibot';
import { ARN, isTopicArn } from '../aws-names';

/**
 * A guardrail as a file defines it, read the way the AWS API would: what the API refuses is a list of sentences,
 * each naming the path in the file.
 */
export type Definition<T> = { ok: true; value: T } | { ok: false; problems: readonly string[] };

/** Validates `input` and names every problem with its path, such as `Dimensions.0.Name`. */
export function define<S extends v.GenericSchema>(schema: S, input: unknown): Definition<v.InferOutput<S>> {
  // Of what is wrong with one value the first is said; what contradicts what, only once all values are well-formed.
  const result = v.safeParse(schema, input, { abortPipeEarly: true });
  if (result.success) {
    return { ok: true, value: result.output };
  }
  return {
    ok: false,
    problems: result.issues.map((issue) => {
      const path = v.getDotPath(issue);
      return path === null ? issue.message : `${path}: ${issue.message}`;
    }),
  };
}

/** Stands in the files of `guardrails/` for the ARN of the alert topic, which depends on the account. */
export const TOPIC_PLACEHOLDER = 'TopicARN';

const NO_WHOLE_ARN =
  'is not a whole ARN, such as arn:aws:sns:us-east-1:111122223333:billing-alarm; put the real account id and name in';

export const arn = v.pipe(
  v.string('must be a text'),
  v.check((text) => text === TOPIC_PLACEHOLDER || ARN.test(text), NO_WHOLE_ARN),
  v.check((text) => !/^arn:[^:]*:sns:/.test(text) || isTopicArn(text), NO_WHOLE_ARN),
);

export const topicArn = v.pipe(
  v.string('must be a text'),
  v.check((text) => text === TOPIC_PLACEHOLDER || isTopicArn(text), NO_WHOLE_ARN),
);

export function text(min: number, max: number) {
  return v.pipe(
    v.string('must be a text'),
    v.minLength(min, `must have at least ${min} character`),
    v.maxLength(max, `must have at most ${max} characters`),
  );
}

export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return v.picklist(values, `must be one of ${values.join(', ')}`);
}

export function wholeNumber(min: number) {
  return v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(min, `must be at least ${min}`),
  );
}

/** Valibot's own wording for an unknown or a missing property, in ours. */
export function exactly<E extends v.ObjectEntries>(entries: E) {
  return v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') {
      return `the AWS API knows no such property here`;
    }
    if (issue.received === 'undefined') {
      return 'is required and missing';
    }
    return `must be an object, but is ${issue.received}`;
  });
}
