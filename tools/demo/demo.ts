import { type SimulatedAccount, simulateAccount } from '../../test/simulated-account';
import { deployTo } from '../../test/simulated-account/handlers';
import { neglectedAccount } from './neglected-account';

/** Plays the main job on a simulated account, with the code that runs on Lambda, and returns what a person would see. */
export async function demo(): Promise<string> {
  const account = simulateAccount(neglectedAccount());
  const functions = deployTo(account);
  const shown: string[] = [];

  await functions.audit();
  shown.push(title('The account as it is: serverless invoke -f audit'), lastMail(account));

  shown.push('You open the mail "AWS Notification - Subscription Confirmation" and follow its link.');
  for (const topic of account.state.topics) {
    for (const subscription of topic.subscriptions) {
      subscription.state = 'confirmed';
    }
  }

  account.clock.advance(24 * 3_600_000);
  const { remediation } = await functions.daily();
  shown.push(
    title('The next morning, on its own: what it puts back'),
    remediation.map(({ action, message }) => `${action.padEnd(15)} ${message}`).join('\n'),
    title('The mail of that morning'),
    lastMail(account),
  );
  return `${shown.join('\n')}`;
}

function title(text: string): string {
  return `\n${'='.repeat(text.length)}\n${text}\n${'='.repeat(text.length)}\n`;
}

function lastMail({ state }: SimulatedAccount): string {
  const mail = state.published.at(-1);
  return `Subject: ${mail?.subject}\n\n${mail?.message['default']}`;
}
