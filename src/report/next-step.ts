import type { Result } from '../gather/result';
import type { Topic } from '../gather/topics';

/**
 * What has to happen before any report can reach anybody: SNS sends nothing to a subscription that is not confirmed,
 * and sends nothing later that it did not send then. `undefined` when somebody has confirmed, or nobody can tell.
 */
export function nextStep(topic: Result<Topic | undefined> | undefined): string | undefined {
  if (!topic?.ok) {
    return undefined;
  }
  if (!topic.value) {
    return 'Nobody gets this report: its topic does not exist. Run serverless invoke -f remediate, confirm the mail that follows, then serverless invoke -f audit.';
  }
  if (topic.value.subscriptions.some(({ state }) => state === 'confirmed')) {
    return undefined;
  }
  return 'Nobody gets this report yet: open the mail "AWS Notification - Subscription Confirmation" and follow its link, then run serverless invoke -f audit. No such mail, not even among the spam? serverless invoke -f remediate sends it again once the old link has lapsed, after two days.';
}
