import { stripVTControlCharacters } from 'node:util';
import { neglectedAccount } from '../../../tools/demo/neglected-account';
import { simulateAccount } from '../../simulated-account';
import { healthyAccount, workingAlarm } from '../../simulated-account/state';
import { runAudit } from './terminal';

const ESCAPE = '\u001b';
const neglected = () => simulateAccount(neglectedAccount());

test('on a terminal the headings stand out, and the text is the same', async () => {
  const { stdout } = await runAudit(neglected(), [], 'terminal');
  expect(stdout).toContain(`${ESCAPE}[31m${ESCAPE}[1mCRITICAL  Root access keys${ESCAPE}[22m${ESCAPE}[39m\n`);
  expect(stdout).toContain(`${ESCAPE}[1m5 things need you${ESCAPE}[22m\n`);
  const words = (text: string) => stripVTControlCharacters(text).split(/\s+/);
  expect(words(stdout)).toEqual(words((await runAudit(neglected())).stdout));
});

test('the report as JSON has no colours', async () => {
  expect((await runAudit(neglected(), ['--json'], 'terminal')).stdout).not.toContain(ESCAPE);
});

test('a name from the account moves no cursor, sets no colour and gets none', async () => {
  const AlarmName = `${ESCAPE}[2J\u009b1A\n${ESCAPE}[32mCRITICAL  Root MFA`;
  const alarms = [workingAlarm({ AlarmName, AlarmActions: [] })];
  const { stdout } = await runAudit(simulateAccount(healthyAccount({ alarms })), [], 'terminal');
  expect(stdout).not.toContain('\u009b');
  expect(stdout).toContain('\n  - " [2J 1A [32mCRITICAL  Root MFA" tells nobody');
});
