import fc from 'fast-check';
import { readNotification } from '../render/chat-notification';
import { deployTo, destinationRecord, simulatedConfig } from '../simulated-account/handlers';
import { hostileAccounts, simulateHostile } from './hostile-accounts';
import { PARAMETERS, seeded, TIME_LIMIT_MS } from './runs';

jest.setTimeout(TIME_LIMIT_MS);

describe(seeded('mail'), () => {
  test('SNS takes the report of any account, and programs can read it', async () => {
    await fc.assert(
      fc.asyncProperty(hostileAccounts, async (hostile) => {
        const account = simulateHostile(hostile);
        const config = simulatedConfig({ ALERT_TOPIC_NAME: hostile.topicName });
        // The simulated SNS refuses a subject or a size that the real one would refuse, and then this rejects.
        const report = await deployTo(account, config).audit(
          destinationRecord({ dryRun: false, remediation: hostile.remediation }),
        );
        const { published } = account.state;
        expect(published).toHaveLength(1);
        expect(report.published).toMatchObject({ messageId: published[0]?.messageId });
        const { default: text, sqs = '', lambda = '', http, https } = published[0]?.message ?? {};
        expect(text).toMatch(/\S/);
        expect(http).toBe(https);
        // Only a topic of nearly the smallest size has no room for it.
        if (https !== undefined || (hostile.maximumMessageSize ?? Infinity) > 1_025) {
          readNotification(https);
        }
        for (const body of [sqs, lambda]) {
          expect(JSON.parse(body)).toMatchObject({ schemaVersion: 1, summary: report.summary });
        }
      }),
      PARAMETERS,
    );
  });
});
