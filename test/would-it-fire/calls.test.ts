import { type SimulatedAccount, simulateAccount } from '../simulated-account';
import { gatherFrom } from '../simulated-account/judging';
import {
  healthyAccount,
  TOPIC_ARN,
  workingAlarm,
  workingBudget,
  workingNotification,
  workingTopic,
} from '../simulated-account/state';

const TOPICS = [TOPIC_ARN, ...[1, 2, 3, 4].map((i) => `${TOPIC_ARN}-${i}`)];
const topicFor = (i: number): string => TOPICS[i % TOPICS.length] ?? TOPIC_ARN;

/** Of 50 budgets every second counts the whole account, and has two notifications. */
function largeAccount(): SimulatedAccount {
  const alarms = Array.from({ length: 500 }, (_, i) =>
    workingAlarm({ AlarmName: `alarm-${i}`, AlarmActions: [topicFor(i)] }),
  );
  const budgets = Array.from({ length: 50 }, (_, i) =>
    workingBudget(
      { BudgetName: `budget-${i}`, ...(i % 2 === 1 && { CostFilters: { Service: ['Amazon S3'] } }) },
      [50, 80].map((Threshold) =>
        workingNotification({ Threshold }, [{ SubscriptionType: 'SNS', Address: topicFor(i) }]),
      ),
    ),
  );
  const topics = TOPICS.map((arn) => workingTopic({ arn }));
  return simulateAccount(healthyAccount({ alarms, budgets, topics }));
}

const callsTo = ({ calls }: SimulatedAccount, operation: string) =>
  calls.filter((call) => call.operation === operation).length;

test('50 budgets and 500 alarms on 5 topics cost a bounded number of calls', async () => {
  const account = largeAccount();
  await gatherFrom(account);
  const furtherPages = 4; // of 500 alarms, at most 100 a page
  const furtherTopics = 4;
  const notificationsOfCandidates = 25 * 2;
  expect(account.calls.length).toBeLessThanOrEqual(
    24 + furtherPages + 2 * furtherTopics + notificationsOfCandidates,
  );
});

test('each topic is looked up once, however many send to it', async () => {
  const account = largeAccount();
  await gatherFrom(account);
  expect(callsTo(account, 'sns:GetTopicAttributes')).toBe(5);
  expect(callsTo(account, 'sns:ListSubscriptionsByTopic')).toBe(5);
});

test('who gets notifications is asked of candidate budgets only', async () => {
  const account = largeAccount();
  await gatherFrom(account);
  expect(callsTo(account, 'budgets:DescribeSubscribersForNotification')).toBe(50);
});
