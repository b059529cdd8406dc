import { parseArgs } from 'node:util';
import { AMOUNT, AMOUNT_OR_NONE, readValues, type Setting, settingsOfferedBy } from '../../settings';
import { messageOf } from '../../text';
import { optionLines, optionName, textOptions } from '../options';
import { exitCodeOf, type FileVerdict, judgeText, safeJson, verdictJson, verdictText } from './answer';
import { readFiles } from './files';
import { pictureOf, requireDirectory, writePictures } from './picture/files';

/** Of its own, and those that a deployment has too. */
const SETTINGS = {
  limit: {
    default: '100',
    value: 'USD',
    takes: AMOUNT,
    help: 'the limit of the account-wide budget on which lists of notifications are judged',
  },
  // Not the parameter "budget", which is the amount of what gets created: the files bring their own amounts.
  wanted: {
    default: '',
    unset: 'none',
    value: 'USD',
    takes: AMOUNT_OR_NONE,
    help: 'the budget you want a month: what is set more than ten times as high gets a note',
  },
  ...settingsOfferedBy('judge'),
} as const satisfies Readonly<Record<string, Setting>>;

const SWITCHES = {
  json: { help: 'the answers as JSON: with the hours and the dollars of each scenario that was played' },
  help: { help: 'this text' },
};

const PICTURE = {
  value: 'DIR',
  help: 'draws each alarm in a month that leaks: DIR/my-alarm.svg of my-alarm.json',
};

const HELP = `Would it fire? Judges billing alarms, budgets and notifications before they are deployed.

  npm run judge -- [options] FILE|DIR…

Each file is what "aws cloudwatch put-metric-alarm --cli-input-json" takes, or "aws budgets create-budget" as its
whole input, --budget, or --notifications-with-subscribers. It is judged as the only guardrail of an account in which
all else is well: billing alerts are on, the topics of the account exist, admit it and have a confirmed subscriber.
A directory stands for those of its .json files that are such a definition. "TopicARN" stands for such a topic.

${optionLines({ ...SETTINGS, picture: PICTURE, ...SWITCHES })}

Exit code: 0 all would fire and reach somebody, 1 some would not, 2 some cannot be read or AWS would refuse them.`;

const OPTIONS = {
  ...textOptions(SETTINGS),
  picture: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Where the command writes: the console, or a test. */
export interface Output {
  log(text: string): void;
  error(text: string): void;
}

/**
 * Runs the command.
 * @returns its exit code
 */
export function judgeCommand(args: readonly string[], now: Date, output: Output): 0 | 1 | 2 {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help || positionals.length === 0) {
      output.log(HELP);
      return values.help ? 0 : 2;
    }
    const { limit, wanted, highestThreshold } = readValues(SETTINGS, values, optionName);
    const { picture: directory, json } = values;
    if (directory !== undefined) {
      requireDirectory(directory);
    }
    const options = { now, amounts: { wanted, highestThreshold }, budgetOfNotifications: limit };
    const verdicts = readFiles(positionals).flatMap((given): FileVerdict[] => {
      if ('problem' in given) {
        return [{ file: given.file, kind: undefined, problems: [given.problem] }];
      }
      const verdict = judgeText(given.file, given.text, options);
      return given.found && verdict.kind === 'other' ? [] : [verdict];
    });
    if (json) {
      output.log(safeJson(verdicts.map(verdictJson)));
    } else {
      for (const verdict of verdicts) {
        output.log(verdictText(verdict));
      }
    }
    if (verdicts.length === 0) {
      output.error('No alarm, budget or list of notifications is among these files.');
    }
    if (directory !== undefined) {
      drawInto(directory, verdicts, json, output);
    }
    return exitCodeOf(verdicts);
  } catch (error) {
    output.error(messageOf(error));
    return 2;
  }
}

/** With `--json` nothing else is printed; why something is not drawn goes where errors go. */
function drawInto(directory: string, verdicts: readonly FileVerdict[], json: boolean, output: Output): void {
  const pictures = verdicts.flatMap((verdict) => ('outcome' in verdict ? [pictureOf(verdict)] : []));
  for (const path of writePictures(directory, pictures)) {
    if (!json) {
      output.log(`Drawn: ${path}`);
    }
  }
  for (const picture of pictures) {
    if ('problem' in picture) {
      output.error(`${picture.file} is not drawn: ${picture.problem}`);
    }
  }
}
