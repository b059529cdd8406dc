import type { Report } from '../../../../src/report/contract';
import * as account from '../../support/account';
import { changeSetting, invokeAsynchronously, logged } from '../lambda';
import { subscribeQueue } from '../queue';

/** The line that Lambda ends an invocation's log with. */
const END = 'REPORT RequestId';
const WAIT_SECONDS = 20;

export function failureHandedOn() {
  let restore: () => Promise<unknown>;

  beforeAll(async () => {
    restore = await changeSetting('remediate', 'ALERT_EMAILS', 'nobody');
  });

  afterAll(() => restore());

  test('is tried three times, and then handed on to audit, which mails that it failed', async () => {
    const mails = await subscribeQueue(account.TOPIC);
    const before = await logged('remediate', END);
    await invokeAsynchronously('remediate');
    const [mail, ...others] = await mails(WAIT_SECONDS);
    expect(await logged('remediate', END)).toHaveLength(before.length + 3);
    expect(others).toEqual([]);
    const report = mail?.Message as Report | undefined;
    expect(report?.remediation).toMatchObject([
      { action: 'failed', message: expect.stringContaining('ALERT_EMAILS') },
    ]);
  });
}
