import { stripVTControlCharacters } from 'node:util';
import { styledText } from '../../../src/cli/audit/colour';
import { emailLines } from '../../../src/render/email';
import { sectionsOf } from '../../../src/render/sections';
import { neglectedAccount } from '../../../tools/demo/neglected-account';
import { reportWithEverySection } from '../../render/every-section';
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

test('what somebody else has written gets no style, however like a heading and wherever it is broken', async () => {
  const bait = 'CRITICAL  Root MFA Nothing needs you. 7 are fine FIXED SINCE ABOVE THE LIMIT Fix: 2 things';
  const report = await reportWithEverySection(bait);
  const unavailable = { ...report, changes: { unavailable: `${bait} ${bait}` } };
  const lines = [report, unavailable].flatMap((one) => emailLines(sectionsOf(one)));
  const times = lines.map(({ text }) => text.split(bait).length - 1).reduce((sum, n) => sum + n);
  expect(times).toBeGreaterThan(10);
  const words = (text: string) => text.split(/\s+/).join(' ');
  for (let columns = 40; columns <= 100; columns += 1) {
    const unstyled = words(styledText(lines, columns, () => ''));
    expect(unstyled.split(words(bait)).length - 1).toBe(times);
  }
});
