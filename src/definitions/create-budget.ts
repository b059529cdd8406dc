import * as v from 'valibot';
import { budgetSchema } from './budget';
import { type Definition, define, exactly, text } from './definition';
import { notificationsSchema } from './notifications';

const properties = exactly({
  // `--account-id` may stand on the command line instead.
  AccountId: v.optional(v.pipe(text(12, 12), v.regex(/^\d{12}$/, 'must be an account id of 12 digits'))),
  Budget: budgetSchema,
  NotificationsWithSubscribers: v.optional(notificationsSchema),
  ResourceTags: v.optional(v.array(exactly({ Key: text(1, 128), Value: text(0, 256) }))),
});

const schema = v.pipe(
  properties,
  v.check(
    // Source: Budgets User Guide, "Creating a budget": daily budgets do not support forecasted alerts.
    ({ Budget, NotificationsWithSubscribers = [] }) =>
      Budget.TimeUnit !== 'DAILY' ||
      NotificationsWithSubscribers.every(({ Notification }) => Notification.NotificationType === 'ACTUAL'),
    'NotificationsWithSubscribers: a DAILY budget takes no FORECASTED notification',
  ),
);

/** The input of CreateBudget; its account id may be missing. */
export type CreateBudget = v.InferOutput<typeof schema>;

/** Reads the input of `aws budgets create-budget --cli-input-json`. */
export function defineCreateBudget(input: unknown): Definition<CreateBudget> {
  return define(schema, input);
}
