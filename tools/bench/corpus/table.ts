import { columns, section } from '../text';
import {
  agreesOnReason,
  agreesOnWorking,
  type Comparison,
  existenceAgrees,
  isDead,
  type LabelVerdict,
} from './agreement';

const VERDICTS: readonly LabelVerdict[] = ['fires', 'does-not-guard', 'rejected'];

/** Everything the benchmark prints. */
export function benchmarkText(all: readonly Comparison[]): string {
  return [
    section('Working or not, by kind', workingTable(all)),
    section('Working or not, by what is in the corpus', verdictTable(all)),
    section('Reasons: how often the corpus has one, we do, and both do', reasonTable(all)),
    section('When they would warn, where they were played', warningTable(all)),
    section('Disagreements on working or not', disagreements(all, agreesOnWorking)),
    section(
      'Agreed on working or not, but the verdict, the reason or a note differs',
      disagreements(all.filter(agreesOnWorking), agreesOnReason),
    ),
  ].join('\n\n');
}

function workingTable(all: readonly Comparison[]): string[] {
  const groups = [...new Set(all.map(({ group }) => group))];
  const rows = groups.map((group) => [group, all.filter((one) => one.group === group)] as const);
  return columns([
    ['', 'files', 'would it fire?', 'does one exist?', 'dead called working:', 'we', 'existence'],
    ...[...rows, ['all', all] as const].map(([name, some]) => [
      name,
      String(some.length),
      share(some, agreesOnWorking),
      share(some, existenceAgrees),
      '',
      String(some.filter((one) => isDead(one) && one.ours === 'fires').length),
      String(some.filter((one) => isDead(one) && one.exists).length),
    ]),
  ]);
}

function verdictTable(all: readonly Comparison[]): string[] {
  return columns([
    ['', 'files', 'working or not', 'same verdict', 'same reason', 'does one exist?'],
    ...VERDICTS.map((verdict) => {
      const some = all.filter(({ label }) => label.verdict === verdict);
      return [
        verdict,
        String(some.length),
        share(some, agreesOnWorking),
        share(some, ({ ours, label }) => ours === label.verdict),
        share(some, agreesOnReason),
        share(some, existenceAgrees),
      ];
    }),
  ]);
}

function reasonTable(all: readonly Comparison[]): string[] {
  const codes = [...new Set(all.flatMap(({ label, reasons }) => [...label.reasons, ...reasons]))].sort();
  const counted = (test: (one: Comparison) => boolean) => String(all.filter(test).length);
  return columns([
    ['', 'corpus', 'we', 'both'],
    ...codes.map((code) => [
      code,
      counted(({ label }) => label.reasons.includes(code)),
      counted(({ reasons }) => reasons.includes(code)),
      counted(({ label, reasons }) => label.reasons.includes(code) && reasons.includes(code)),
    ]),
  ]);
}

/** By kind: how many of those played would warn, how late, and how much of their amount a leak has spent by then. */
function warningTable(all: readonly Comparison[]): string[] {
  const groups = [...new Set(all.map(({ group }) => group))];
  const rows = groups.flatMap((group) => {
    const some = all.filter((one) => one.group === group);
    const played = some.flatMap(({ firing }) => firing ?? []);
    if (played.length === 0) {
      return [];
    }
    const hours = played.map((firing) => firing.hours);
    const usd = played.flatMap(({ usdInLeak }) => usdInLeak ?? []);
    const times = played.flatMap(({ usdInLeak, amount }) => (usdInLeak ? [usdInLeak / amount.usd] : []));
    return [
      [
        group,
        `${played.length} of ${some.length}`,
        `${median(hours).toFixed(1)} h`,
        `${Math.max(...hours).toFixed(1)} h`,
        `${median(usd).toFixed(2)} USD`,
        `${median(times).toFixed(1)} times`,
      ],
    ];
  });
  return columns([
    ['', 'would warn', 'median delay', 'longest', 'median spent in a leak', 'of the amount'],
    ...rows,
  ]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2;
}

function disagreements(all: readonly Comparison[], agrees: (one: Comparison) => boolean): string[] {
  return all
    .filter((one) => !agrees(one))
    .map(
      ({ file, label, ours, said }) =>
        `${file}: corpus ${label.verdict} (${label.reasons.join(', ') || 'no reason'}), we ${ours} (${said})`,
    );
}

function share(some: readonly Comparison[], test: (one: Comparison) => boolean): string {
  const n = some.filter(test).length;
  return `${n}/${some.length} ${some.length === 0 ? '' : `${((100 * n) / some.length).toFixed(1)} %`}`.trim();
}
