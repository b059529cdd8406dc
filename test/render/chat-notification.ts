import * as v from 'valibot';

const text = (longest: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(longest));

/**
 * What Amazon Q Developer takes. Source: Amazon Q Developer in chat applications Administrator Guide, "Custom
 * notifications", event schema and parameter details.
 */
const documented = v.strictObject({
  version: v.literal('1.0'),
  source: v.literal('custom'),
  id: v.optional(v.string()),
  content: v.strictObject({
    textType: v.optional(v.literal('client-markdown')),
    title: v.optional(text(250)),
    description: text(8_000),
    nextSteps: v.optional(v.array(text(350))),
    keywords: v.optional(v.array(text(75))),
  }),
  metadata: v.optional(
    v.strictObject({
      threadId: v.optional(v.string()),
      summary: v.optional(v.string()),
      eventType: v.optional(v.string()),
      relatedResources: v.optional(v.array(v.string())),
      additionalContext: v.optional(v.record(v.string(), v.string())),
    }),
  ),
});

/**
 * Reads a notification as the service does.
 * @throws Error where it is not as documented
 */
export function readNotification(json: string | undefined) {
  return v.parse(documented, JSON.parse(json ?? ''));
}
