import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DECISIONS } from './decisions';
import { type Decision, driftOf } from './drift';
import { documentedKeys, firstLevelNames } from './members';

const SRC = join(__dirname, '../../src');

/** The code of a file, or of all files of a folder, without comments: what is only told of is not judged. */
function codeOf(place: string): string {
  const path = join(SRC, place);
  if (statSync(path).isDirectory()) {
    return readdirSync(path)
      .map((name) => codeOf(join(place, name)))
      .join('\n');
  }
  return readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

test.each(Object.entries(DECISIONS))(
  'every member of %s is judged, or somebody said why not',
  (shape, decision) => {
    expect(driftOf(shape, decision, codeOf)).toEqual([]);
  },
);

describe('a decision', () => {
  const code = (place: string) => (place === 'a.ts' ? 'alarm.Threshold; alarm.PeriodOfGrace' : 'user');
  const decision: Decision = {
    members: ['Threshold', 'Label', 'Later'],
    judged: { 'a.ts': 'Threshold' },
    irrelevant: { 'a text for people': 'Label' },
    open: { 'b.ts': 'Later' },
  };

  test.each<[string, Partial<Decision>, string[]]>([
    ['that covers all members holds', {}, []],
    [
      'lacks a member that AWS adds',
      { members: [...decision.members, 'Invented'] },
      ['Alarm.Invented is new: decide who judges it, or why nobody needs to.'],
    ],
    [
      'lacks one of those of a name that holds another',
      { members: [...decision.members, 'Thresholds'] },
      ['Alarm.Thresholds is new: decide who judges it, or why nobody needs to.'],
    ],
    [
      'outlives a member',
      { members: ['Threshold', 'Later'] },
      ['Alarm.Label is no member any more: take it out.'],
    ],
    [
      'names a place that does not judge the member',
      { members: ['Period', 'Label', 'Later'], judged: { 'a.ts': 'Period' } },
      ['Alarm.Period is said to be judged in src/a.ts, which does not name it.'],
    ],
    [
      'leaves open what is judged by now',
      { members: ['Threshold', 'Label', 'user'], open: { 'b.ts': 'user' } },
      ['Alarm.user is named in src/b.ts by now: call it judged.'],
    ],
    [
      'says two things of a member',
      { irrelevant: { 'a text for people': 'Label', 'no matter': 'Threshold' } },
      ['Alarm.Threshold is decided on twice.'],
    ],
  ])('%s', (_, changes, problems) => {
    expect(driftOf('Alarm', { ...decision, ...changes }, code)).toEqual(problems);
  });

  test('is needed for a member that the SDK documents tomorrow', () => {
    const shape = 'attributes of a topic';
    const decided = DECISIONS[shape];
    const members = [...(decided?.members ?? []), 'QuietHours'];
    expect(driftOf(shape, { judged: {}, ...decided, members }, codeOf)).toEqual([
      `${shape}.QuietHours is new: decide who judges it, or why nobody needs to.`,
    ]);
  });
});

describe('the comments of the SDK', () => {
  test('give the names at the beginning of items, but not those of lists within', () => {
    const comment = `<ul>
     *  <li><p>
     *    <code>Policy</code> – The <code>JSON</code> of it.</p></li>
     *  <li><p><code>Scope</code> – One of:</p>
     *    <ul><li><p><code>MessageBody</code> – the body</p></li></ul></li>
     * </ul><p>Of encryption:</p><ul><li><p><code>Key</code> - its id.</p></li></ul>`;
    expect(firstLevelNames(comment)).toEqual(['Policy', 'Scope', 'Key']);
  });

  test.each([
    ['that has none', 'GetTopicAttributesInput'],
    ['that there is not', 'GetTopicResponse'],
  ])('of a type %s are an error, not an empty list', (_, type) => {
    expect(() => documentedKeys('@aws-sdk/client-sns', type)).toThrow(
      `@aws-sdk/client-sns does not document the keys of ${type}.`,
    );
  });
});
