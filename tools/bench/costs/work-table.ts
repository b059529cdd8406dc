import { columns, section } from '../text';
import type { ColdStart } from './cold-start';
import { MOST_MEGABYTES } from './goals';
import type { OwnWorkCosts } from './own-work';

const ms = (value: number) => value.toFixed(1);
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);

/** What the benchmark prints of memory and of the time that is the auditor's own. */
export function ownWorkText({ processes, states, emptyBytes }: OwnWorkCosts): string {
  return section('Own work: an audit of 5,000 users, no latency, the credential report is there', [
    ...columns([
      [
        'account',
        'ms first',
        'elapsed',
        'ms warm',
        'elapsed',
        'MB at most',
        'MB before the audit',
        'MB of heap',
      ],
      ...states.map((one) => [
        one.state === 'healthy' ? 'healthy' : '10 % without MFA',
        ms(one.firstMs),
        ms(one.firstElapsedMs),
        ms(one.warmMs),
        ms(one.warmElapsedMs),
        megabytes(one.peakBytes),
        megabytes(one.preparedBytes),
        megabytes(one.heapBytes),
      ]),
      ['an empty process', '–', '–', '–', '–', megabytes(emptyBytes), '–', '–'],
    ]),
    '',
    `Bundled as deployed, with the simulated account, whose share is in all figures. Times: the processor's, and what`,
    `passed on this machine, busy or not; first: median of ${processes} fresh processes; warm: after 10 audits. Memory: the most of`,
    `those processes, everything included, in MB as Lambda counts them (2^20 bytes); ${MOST_MEGABYTES} MB is half of what the functions have.`,
    `The simulated account hands over objects: what reading the answers takes is measured by npm run e2e -- runtime.`,
  ]);
}

/** What the benchmark prints of how long a fresh process takes to load a function, and of what its bundle consists. */
export function coldStartText({ runs, loadings, bundles, builtIns }: ColdStart): string {
  const floor = loadings.find(({ what }) => what === 'the built-in modules alone')?.workMs ?? Number.NaN;
  return [
    section(`Cold start: loading the code in a fresh process, medians of ${runs} runs in turns`, [
      ...columns([
        ['what is loaded', 'ms', 'middle half', 'elapsed', 'times the built-in modules'],
        ...loadings.map(({ what, workMs, quartilesMs: [low, high], elapsedMs }) => [
          what,
          ms(workMs),
          `${ms(low)} to ${ms(high)}`,
          ms(elapsedMs),
          (workMs / floor).toFixed(2),
        ]),
      ]),
      '',
      `The built-in modules are those that the SDK makes Node.js load: ${builtIns.length}, from ${builtIns[0]} to ${builtIns.at(-1)}.`,
    ]),
    ...bundles.map(({ name, bytes, parts }) =>
      section(
        `The bundle of ${name}: ${kilobytes(bytes)} kB`,
        columns([
          ['part', 'kB', 'share'],
          ...parts.map((part) => [
            part.name,
            kilobytes(part.bytes),
            `${((100 * part.bytes) / bytes).toFixed(1)} %`,
          ]),
        ]),
      ),
    ),
  ].join('\n\n');
}
