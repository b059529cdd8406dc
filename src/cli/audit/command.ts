import { parseArgs } from 'node:util';
import { auditAccount } from '../../audit';
import type { Aws } from '../../aws';
import type { Clock } from '../../clock';
import { type Config, withGuardrails } from '../../config';
import { emailLines, type Line } from '../../render/email';
import { sectionsOf } from '../../render/sections';
import { subjectOf } from '../../render/subject';
import type { Report } from '../../report/contract';
import { loadExceptions } from '../../report/exceptions-file';
import { readValues, SETTINGS_WITHOUT_RECIPIENTS, settingsOfferedBy } from '../../settings';
import { oneLine } from '../../text';
import { optionLines, optionName, textOptions } from '../options';
import { type Styling, styledText } from './colour';
import { accountOf } from './credentials';
import type { Progress } from './progress';

const SETTINGS = settingsOfferedBy('audit');
const SWITCHES = {
  json: { help: 'prints the report as JSON, and nothing else' },
  help: { help: 'this text' },
};

const HELP = `Audits the AWS account of the current credentials, and prints what the mail would say.

  npm run audit -- [options]

Nothing is deployed, published or changed; IAM makes a credential report, which is free. The credentials are those that
the AWS CLI would take: of aws configure, of AWS_PROFILE, or from the environment. They need the permissions that the
README lists for audit, but for sns:Publish and logs:FilterLogEvents; what they may not see could not be checked.

${optionLines({ ...SETTINGS, ...SWITCHES })}

Exit code: 0 all is fine, 1 something fails, 2 something could not be checked, or the command was called wrongly.`;

const OPTIONS = {
  ...textOptions(SETTINGS),
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** What the command runs in: a terminal and AWS, or a test. */
export interface Session {
  readonly clock: Clock;
  readonly createAws: () => Aws;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly styling: Styling;
  /** Of the terminal that stdout is, if it is one. */
  readonly columns: number | undefined;
  readonly progress: Progress;
}

/** As long as the deployed function takes for it. */
const GATHERING_LIMIT_MS = 95_000;

/**
 * Runs the command. Never rejects.
 * @returns its exit code
 */
export async function auditCommand(args: readonly string[], session: Session): Promise<0 | 1 | 2> {
  const { stdout, stderr, progress } = session;
  try {
    const { values } = parseCall(args);
    if (values.help) {
      stdout.write(`${HELP}\n`);
      return 0;
    }
    const report = await reportOf(configOf(values), session);
    progress.clear();
    stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report, session));
    return exitCodeOf(report);
  } catch (error) {
    progress.clear();
    stderr.write(`${oneLine(messageOf(error))}\n`);
    return 2;
  }
}

function parseCall(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS });
  } catch (error) {
    // Of what Node says, the first sentence is about the call.
    const [sentence] = messageOf(error).split('. ');
    throw new Error(`${sentence}; npm run audit -- --help tells the options.`);
  }
}

/** The settings are read as the function reads its environment. */
function configOf(values: Readonly<Partial<Record<keyof typeof SETTINGS, string>>>): Config {
  return withGuardrails(readValues(SETTINGS_WITHOUT_RECIPIENTS, values, optionName));
}

/** The audit as the function makes it. */
async function reportOf(config: Config, { clock, createAws, progress }: Session): Promise<Report> {
  progress.show('Asking AWS which account this is…');
  const account = await accountOf(createAws());
  progress.show(`Looking at the account ${account}…`);
  const around = {
    aws: createAws(),
    clock,
    deadline: new Date(clock.now().getTime() + GATHERING_LIMIT_MS),
    progress: (text: string) => progress.show(text),
  };
  const { report } = await auditAccount(around, { config, exceptions: loadExceptions(), remediation: [] });
  // Whoever reads this need not wait for a mail.
  const { nextStep: _nextStep, ...told } = report;
  return { ...told, published: { skipped: 'npm run audit publishes nothing.' } };
}

function textOf(report: Report, { styling, columns }: Session): string {
  const lines: Line[] = [
    { kind: 'heading', text: subjectOf(report) },
    { kind: 'text', text: '' },
    ...emailLines(sectionsOf(report)),
    { kind: 'footer', text: 'Nothing was published, and nothing in the account was changed.' },
  ];
  return styledText(lines, columns, styling);
}

/** What fails needs somebody at once; what could not be checked, after that. */
function exitCodeOf({ summary }: Report): 0 | 1 | 2 {
  if (summary.fail > 0) {
    return 1;
  }
  return summary.unknown > 0 ? 2 : 0;
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
