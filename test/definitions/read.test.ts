import alarm from '../../guardrails/billing-alarm.json';
import budget from '../../guardrails/budget.json';
import notifications from '../../guardrails/budget-notifications-with-subscribers.json';
import { readDefinition } from '../../src/definitions/read';

test.each<[string, unknown, string]>([
  ['an alarm', alarm, 'alarm'],
  ['a budget', budget, 'budget'],
  ['the input of create-budget', { Budget: budget, NotificationsWithSubscribers: notifications }, 'budget'],
  ['a list of notifications', notifications, 'notifications'],
])('%s is recognised', (_, input, kind) => {
  expect(readDefinition(JSON.stringify(input))).toMatchObject({ ok: true, definition: { kind } });
});

test.each<[string, string, string | undefined, string]>([
  ['a comment', '// mine\n{}', undefined, 'is not JSON: '],
  ['a text cut off', '[{"Notification', undefined, 'is not JSON: '],
  ['a part of an alarm', '{"MetricName":"EstimatedCharges"}', 'alarm', 'AlarmName: is required and missing'],
  ['a part of a budget', '{"TimeUnit":"MONTHLY"}', 'budget', 'BudgetName: is required and missing'],
  ['a budget that is none, inside create-budget', '{"Budget":3}', 'budget', 'Budget: must be an object'],
  ['one notification', '{"Notification":{},"Subscribers":[]}', 'notifications', 'put it in a list'],
  ['a composite alarm', '{"AlarmName":"a","AlarmRule":"ALARM(b)"}', 'alarm', 'is a composite alarm'],
  ['another object', '{"name":"guardrail-auditor"}', 'other', 'is neither an alarm nor a budget nor'],
  ['an empty list', '[]', 'other', 'is neither an alarm nor a budget nor'],
  ['a number', '3', 'other', 'is neither an alarm nor a budget nor'],
])('%s cannot be judged, and why is a sentence', (_, text, kind, problem) => {
  const read = readDefinition(text);
  expect(read).toMatchObject({ ok: false, kind });
  expect(read).toMatchObject({ problems: expect.arrayContaining([expect.stringContaining(problem)]) });
});
