import type { Course } from '../../../would-it-fire/course';
import { hoursText, roundUsd, usdText } from '../../../would-it-fire/firing';
import { MONTH_MIN } from '../../../would-it-fire/replay/charges';
import { cut, lines } from './lines';
import { plot } from './plot';
import { STYLE } from './style';
import { element, group, text } from './svg';

/** What a picture shows. */
export interface Drawn {
  /** What the guardrail is called. */
  readonly name: string;
  readonly warns: boolean;
  /** When it would warn, or why it would not. */
  readonly sentence: string;
  readonly course: Course;
}

/** Two of them stand side by side in a README, and one fills a phone: letters stay legible. */
const WIDTH = 420;
const MARGIN = 16;
const LINE_HEIGHT = 18;
/** Letters that fit into a line. */
const NAME_LETTERS = 37;
const SENTENCE_LETTERS = 51;
/** Pictures beside each other have their plots at the same height, unless there is more to say. */
const FEWEST_LINES = 3;
const MOST_LINES = 5;

/** The picture of a guardrail in a month that leaks, as an SVG document: always the same for the same guardrail. */
export function draw({ name, warns, sentence, course }: Drawn): string {
  const verdict = warns ? 'Would warn' : 'Would not warn';
  const said = lines(sentence, SENTENCE_LETTERS, MOST_LINES);
  const top = 86 + LINE_HEIGHT * Math.max(said.length, FEWEST_LINES);
  const { parts, bottom } = plot(course, warns, { left: 78, right: WIDTH - 24, top });
  const height = bottom + 12;
  const title = `${verdict}: ${name}`;
  const size = { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height };
  const { markup } = group(
    { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img', 'aria-label': title },
    [
      element('title', {}, title),
      element('desc', {}, `${sentence} ${courseText(course)}`),
      element('style', {}, { markup: STYLE }),
      element('rect', { class: 'card', x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 8 }),
      text('name', MARGIN, 30, cut(name, NAME_LETTERS)),
      text(warns ? 'verdict works' : 'verdict dead', MARGIN, 54, verdict),
      ...said.map((words, i) => text('said', MARGIN, 76 + i * LINE_HEIGHT, words)),
      ...parts,
    ],
    'svg',
  );
  return `${markup}\n`;
}

/** What is drawn, in words. */
function courseText(course: Course): string {
  const { scale, goesOffAt, passedAt, spentAt } = course;
  const end = `by the end of the month ${roundUsd(spentAt(MONTH_MIN))} are spent`;
  if (goesOffAt === undefined) {
    return `A leak passes ${usdText(scale)}, and it does not go off: ${end}.`;
  }
  const after =
    goesOffAt > passedAt ? `within ${hoursText((goesOffAt - passedAt) / 60)} of it` : 'before that';
  return `A leak passes ${usdText(scale)}; it goes off ${after}, at ${roundUsd(spentAt(goesOffAt))}; ${end}.`;
}
