import {
  type DataPoint,
  evaluationRange,
  presentIn,
  type State,
  stateOf,
  type TreatMissingData,
} from '../../../src/would-it-fire/replay/missing-data';

const POINTS: Readonly<Record<string, DataPoint>> = { X: 'breaching', '0': 'within', '-': 'missing' };

const KEPT = undefined;
type Row = readonly [points: string, ...states: (State | undefined)[]];
const TREATMENTS: readonly TreatMissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

function state(points: string, datapointsToAlarm: number, treatMissingData: TreatMissingData) {
  const range = points.split(' ').flatMap((point) => POINTS[point] ?? []);
  expect(range).toHaveLength(evaluationRange(3));
  return stateOf(presentIn(range, 3), { evaluationPeriods: 3, datapointsToAlarm, treatMissingData });
}

// The guide's own tables: CloudWatch User Guide, "How alarm state is evaluated when data is missing".
const THREE_OF_THREE: readonly Row[] = [
  ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 'INSUFFICIENT_DATA', KEPT, 'ALARM', 'OK'],
  ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 'ALARM', KEPT, 'ALARM', 'OK'],
  ['- - - - X', 'INSUFFICIENT_DATA', KEPT, 'ALARM', 'OK'],
  ['X - - - -', 'ALARM', KEPT, 'ALARM', 'OK'],
];
const TWO_OF_THREE: readonly Row[] = [
  ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - X', 'INSUFFICIENT_DATA', KEPT, 'ALARM', 'OK'],
  ['- - - X -', 'ALARM', KEPT, 'ALARM', 'OK'],
];

const cases = [
  ...THREE_OF_THREE.map((row) => [3, ...row] as const),
  ...TWO_OF_THREE.map((row) => [2, ...row] as const),
].flatMap(([toAlarm, points, ...states]) =>
  TREATMENTS.map((treatment, i) => [toAlarm, points, treatment, states[i]] as const),
);

test.each(cases)('%i of 3, data points %s, missing ones %s: %s', (toAlarm, points, treatment, expected) => {
  expect(state(points, toAlarm, treatment)).toBe(expected);
});
