import { CHECKS } from '../../src/checks';
import type { Permissions } from '../../src/gather/gatherer';
import { AUDIT_PERMISSIONS } from '../../src/handlers/audit';
import { REMEDIATE_PERMISSIONS } from '../../src/handlers/remediate';
import { NOTES, REASONS, type Sentence } from '../../src/reasons';
import { SETTINGS, type Setting } from '../../src/settings';
import { tenDays } from '../../test/story/ten-days';
import { MOST_USERS } from '../bench/costs/accounts';
import { type Job, runJob, SLOW_REPORT_MS, waitForReport } from '../bench/costs/calls';
import { costRows, freeTierSentence } from '../bench/costs/cost-table';
import { costliestDay } from '../bench/costs/daily-run';
import { DEPLOYED } from '../bench/costs/deployed';
import { bill, monthlyUse } from '../bench/costs/monthly-cost';
import { demo } from '../demo/demo';
import { pictures } from './pictures';

/** The generated parts of README.md, by the name in their markers. */
export async function sections(): Promise<Readonly<Record<string, string>>> {
  return {
    pictures: shownPictures(),
    'sample-mail': await sampleMail(),
    'news-mail': await newsMail(),
    settings: settingsTable(),
    checks: checksTable(),
    permissions: permissionsTable(),
    reasons: reasonsTable(),
    costs: await costs(),
  };
}

/** Side by side where there is room, below each other on a phone. */
function shownPictures(): string {
  return pictures()
    .map(
      ({ file, sentence }) => `<img src="${file}" width="400" alt="${sentence.replaceAll('"', '&quot;')}">`,
    )
    .join('\n');
}

async function sampleMail(): Promise<string> {
  const shown = await demo();
  const mail = shown.slice(shown.lastIndexOf('Subject: ')).trimEnd();
  return ['```text', mail, '```'].join('\n');
}

/** The beginning of a mail of the story: what is new, the money, the worst. */
async function newsMail(): Promise<string> {
  const { text = '' } = (await tenDays()).find(({ name }) => name === '02-broken') ?? {};
  return ['```text', text.slice(0, text.indexOf('\n', text.indexOf('  Fix: '))), '```'].join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function settingsTable(): string {
  return table(
    ['parameter', 'default', 'takes', 'what it is'],
    Object.entries<Setting>(SETTINGS).map(([name, { default: otherwise, unset = '', value, help }]) => [
      `\`${name}\``,
      otherwise ? `\`${otherwise}\`` : unset,
      `\`${value}\``,
      help,
    ]),
  );
}

function checksTable(): string {
  return table(
    ['check', 'severity', 'why it matters', 'elsewhere'],
    CHECKS.map(({ meta: { id, severity, why, frameworks } }) => [
      `[\`${id}\`](src/checks/${id}.ts)`,
      severity,
      why,
      Object.entries(frameworks)
        .map(([framework, control]) => `${framework} ${control}`)
        .join(', '),
    ]),
  );
}

function permissionsTable(): string {
  const purposes: Permissions = { ...REMEDIATE_PERMISSIONS, ...AUDIT_PERMISSIONS };
  return table(
    ['permission', '`audit`', '`remediate`', 'why'],
    Object.entries(purposes)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([permission, purpose]) => [
        `\`${permission}\``,
        permission in AUDIT_PERMISSIONS ? 'yes' : '',
        permission in REMEDIATE_PERMISSIONS ? 'yes' : '',
        purpose,
      ]),
  );
}

function reasonsTable(): string {
  const reasons: [string, Sentence][] = Object.entries(REASONS);
  return [
    table(
      ['reason', 'the guardrail …', 'what to change'],
      reasons.map(([code, { problem, change = 'see the fix of its check' }]) => [
        `\`${code}\``,
        problem,
        change,
      ]),
    ),
    '',
    table(
      ['note', 'it works, but'],
      Object.entries(NOTES).map(([code, sentence]) => [`\`${code}\``, sentence]),
    ),
  ].join('\n');
}

/** What the benchmark (npm run bench) says of calls and costs, as far as it is the same on every machine. */
async function costs(): Promise<string> {
  const lines = bill(monthlyUse(DEPLOYED, await costliestDay()));
  const [header = [], ...rows] = costRows(lines);
  return [table(header, rows), '', freeTierSentence(lines), '', await callsSentence()].join('\n');
}

async function callsSentence(): Promise<string> {
  const healthy = { failing: false, report: 'fresh' } as const;
  const callsOf = async (job: Job, users: number) => (await runJob(job, { users, ...healthy })).calls;
  const audit = await callsOf('audit', MOST_USERS);
  const remediate = await callsOf('remediate', MOST_USERS);
  const slowest = await waitForReport(MOST_USERS, SLOW_REPORT_MS);
  const usual = await callsOf('the usual way', 10);
  return (
    `An audit makes ${audit} calls to AWS, and up to ${slowest.calls} while it waits for the credential report; a remediation makes ` +
    `${remediate} when there is nothing to do. They are as many with 10 users as with 5,000, where asking each user takes ` +
    `${usual} and more than 15,000. Only when the credential report is older than ten minutes are the users whom it ` +
    'accuses looked at again, at most 200 of them with three calls each. `npm run bench` measures this, memory and time.'
  );
}
