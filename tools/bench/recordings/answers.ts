import * as v from 'valibot';

const error = v.object({
  /** As on the wire: `NotFound`, `com.amazonaws.budgets#NotFoundException`. */
  code: v.string(),
  /** `null` where AWS sent none. */
  message: v.nullish(v.string()),
  status: v.number(),
  /** The code of the query protocol, which CloudWatch adds for older clients. */
  query: v.nullish(v.string()),
});

/** One answer to one call: members by the SDK's shapes, an error, or the bytes as received, in Base64. */
export const answer = v.union([
  v.object({ output: v.unknown() }),
  v.object({ error }),
  v.object({
    raw: v.string(),
    status: v.optional(v.number(), 200),
    type: v.optional(v.string(), 'text/xml'),
  }),
]);

export type Answer = v.InferOutput<typeof answer>;
export type RecordedError = v.InferOutput<typeof error>;

/** What each operation, such as `iam:GetUser`, answers, in order; the last answer repeats. */
export type Answers = Readonly<Record<string, readonly Answer[]>>;
