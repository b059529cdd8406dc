import { composeMessage } from '../../src/render/message';
import { oneLine } from '../../src/text';
import { reportOf } from '../report/sample-report';
import { simulateAccount } from '../simulated-account';
import { awsError } from '../simulated-account/errors';
import { deployTo, simulatedConfig } from '../simulated-account/handlers';
import { allBut } from '../simulated-account/judging';
import { healthyAccount, type SimulatedMessage, user } from '../simulated-account/state';
import { HIDDEN, type Scene, SHOWN } from './hostile-account';

/** Where any reader, mail client or log viewer begins a line. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** What shows nothing, or does something to what stands beside it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const HEADINGS = [
  'CRITICAL  Root MFA',
  '2 things need you',
  `${allBut(2)} are fine`,
  '  Fix: run this',
  '  - and 3 more',
  '  Root MFA: root has MFA',
  'Nothing needs you.',
  '{"_aws":{}}',
];

const TEXTS = [
  [
    'line breaks and look-alike headings',
    ['\n', '\n\n', '\r', '\r\n', '\v', '\f', '\u001c', '\u0085', '\u2028', '\u2029']
      .map((lineBreak, i) => `mallory${lineBreak}${HEADINGS[i % HEADINGS.length]}`)
      .join('\n'),
  ],
  [
    'characters that are not seen',
    'mallory\u202E\u2066\u2067\u2068\u202A\u202B\u202D\u200E\u200F\u061C gpj.2 things need you\u202C\u2069' +
      'mal\u200Blory\u200C\u200D\u2060\uFEFF\u00AD\u180E\u{E0041}\u{E007F}\uFFF9 \ud800 \udc00 and \ud83d',
  ],
  [
    'escapes of terminals',
    'mallory\u001b[2J\u001b[1;31mCRITICAL  Root MFA\u001b[0m\u009b2K\u001b]0;x\u0007\b\b\b\0\u007f',
  ],
] as const;

/** A text as long, with nothing in it but what ARNs are cut at. */
function harmless(text: string): string {
  return text.replace(/[^:]/g, 'x');
}

interface Written {
  readonly mails: readonly SimulatedMessage[];
  readonly log: string;
  /** The lines that hold a report for the next audit. */
  readonly records: readonly string[];
}

/** What people and programs get to read: of the account as it is, and of what remediate makes of it. */
async function writtenOf({ state, prepare, event }: Scene): Promise<Written> {
  const account = simulateAccount(healthyAccount(state));
  prepare?.(account);
  const functions = deployTo(account);
  await functions.audit(event);
  if (!event) {
    await functions.daily();
  }
  const isRecord = (line: string) => line.startsWith('{"record":');
  return {
    mails: account.state.published,
    log: functions.logs.filter((line) => !isRecord(line)).join('\n'),
    records: functions.logs.filter(isRecord),
  };
}

/** Compares lines up to where the account's own text stands in them, and that this shows all that is in it. An address that is one is masked in the log. */
function expectSameBeginnings(text = '', calm = ''): void {
  const beginnings = calm.split('\n').map((line) => line.split(/xxxx|y…@company/)[0] ?? '');
  const lines = text.split(LINE_BREAK).map((line, i) => line.slice(0, beginnings[i]?.length));
  expect(lines).toEqual(beginnings);
  expect(text.replaceAll('\n', '')).not.toMatch(UNSEEN);
}

describe.each([...SHOWN, ...HIDDEN])('in %s', (where, scene) => {
  test.each(TEXTS)(
    '%s change no line of mail and log, no subject, and nothing for programs',
    async (_, text) => {
      const calm = await writtenOf(scene(harmless(text)));
      const written = await writtenOf(scene(text));
      expect(written.mails).toHaveLength(calm.mails.length);
      for (const [i, { subject, message }] of written.mails.entries()) {
        expectSameBeginnings(message['default'], calm.mails[i]?.message['default']);
        expect(subject).toMatch(/^AWS audit [ -~]{1,89}$/);
        expect(subject.split(': ').at(-1)).toBe(calm.mails[i]?.subject.split(': ').at(-1));
        expect(message['sms']).toBe(subject);
        expect(statusesOf(message['sqs'])).toEqual(statusesOf(calm.mails[i]?.message['sqs']));
        expect(message['lambda']).toBe(message['sqs']);
      }
      expectSameBeginnings(written.log, calm.log);
      expect(written.records.map(statusesOf)).toEqual(calm.records.map(statusesOf));
      expect(written.records.join('')).not.toMatch(UNSEEN);
      const shown = calm.mails.some(({ subject, message }) =>
        `${subject}${message['default']}`.includes('xxxx'),
      );
      expect(shown).toBe(SHOWN.some(([name]) => name === where));
    },
  );
});

function statusesOf(json = ''): object {
  const { summary, checks }: { summary: object; checks: { id: string; status: string }[] } = JSON.parse(json);
  return { summary, checks: checks.map(({ id, status }) => [id, status]) };
}

test.each(TEXTS)('%s in what AWS says on refusing the report leave the error one line', async (_, text) => {
  const account = simulateAccount(healthyAccount());
  account.faults.set('sns:Publish', () => {
    throw awsError('InvalidParameterException', text);
  });
  const error = await deployTo(account).audit().catch(String);
  expect(error).toContain('mal');
  expect(error).not.toMatch(UNSEEN);
});

test.each(TEXTS)(
  '%s in what AWS says on not telling the account leave the error one line',
  async (_, text) => {
    const account = simulateAccount(healthyAccount());
    account.faults.set('sts:GetCallerIdentity', () => {
      throw awsError('InvalidParameterException', text);
    });
    // Where not even the function's ARN tells it.
    const error = await deployTo(account, simulatedConfig(), { invokedFunctionArn: '' })
      .remediate()
      .catch(String);
    expect(error).toContain('mal');
    expect(error).not.toMatch(UNSEEN);
  },
);

test('no character that is unseen gets into a line', () => {
  const all = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
  const unseen = all.filter((character) => UNSEEN.test(character));
  expect(unseen.length).toBeGreaterThan(2_000);
  expect(new Set(unseen.map((character) => oneLine(`a${character}b`)))).toEqual(new Set(['a b']));
});

test('a text that is cut is not cut within a character', async () => {
  const users = Array.from({ length: 40 }, (_, i) =>
    user(`${'x'.repeat(i)}${'😀'.repeat(2_000)}`, { mfaDevices: 0 }),
  );
  const report = await reportOf({ users });
  for (const limit of [262_144, 65_536, 16_384]) {
    const { Message = '' } = composeMessage(report, limit);
    expect(Message).toContain('…');
    // JSON writes half a character as an escape.
    expect(Message).not.toMatch(/\\u[dD][89abAB]/);
  }
});
