import { statSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { REASONS } from '../../../reasons';
import { messageOf } from '../../../text';
import { courseOf } from '../../../would-it-fire/alone';
import { firingText } from '../../../would-it-fire/firing';
import type { FileVerdict } from '../answer';
import { draw } from './draw';

/** A picture, or why there is none of this file. */
export type Picture =
  | {
      readonly file: string;
      readonly svg: string;
      /** What it shows, in a sentence. */
      readonly sentence: string;
    }
  | { readonly file: string; readonly problem: string };

type Judged = Extract<FileVerdict, { outcome: unknown }>;

/** Draws what was judged: what can be judged only, and as far as its month can be played. */
export function pictureOf({ file, name, definition, outcome }: Judged): Picture {
  if (outcome.status === 'unknown') {
    return { file, problem: outcome.cause };
  }
  const course = courseOf(definition);
  if ('undecided' in course) {
    return { file, problem: course.undecided };
  }
  const sentence = sentenceOf(outcome);
  return { file, sentence, svg: draw({ name, warns: outcome.status === 'works', sentence, course }) };
}

function sentenceOf(outcome: Exclude<Judged['outcome'], { status: 'unknown' }>): string {
  if (outcome.status === 'works') {
    return outcome.firing ? `It ${firingText(outcome.firing)}.` : 'It would fire and reach somebody.';
  }
  const { problem } = REASONS[outcome.reason];
  return `It ${problem}${outcome.detail === undefined ? '' : ` (${outcome.detail})`}.`;
}

/** @throws an Error that says why no picture can be put there */
export function requireDirectory(directory: string): void {
  const is = statSync(directory, { throwIfNoEntry: false });
  if (!is) {
    throw new Error(`--picture is "${directory}", which does not exist: create that directory first.`);
  }
  if (!is.isDirectory()) {
    throw new Error(`--picture is "${directory}", which is no directory.`);
  }
}

/**
 * Writes each picture as `my-alarm.svg`, where the definition is `my-alarm.json`.
 *
 * @returns the files written
 * @throws an Error that names what cannot be written, or two definitions that would be one picture
 */
export function writePictures(directory: string, pictures: readonly Picture[]): string[] {
  const written = new Map<string, { readonly file: string; readonly path: string; readonly svg: string }>();
  for (const picture of pictures) {
    if (!('svg' in picture)) {
      continue;
    }
    const name = `${parse(picture.file).name}.svg`;
    // Many file systems take names for the same that differ in their case.
    const other = written.get(name.toLowerCase());
    if (other) {
      throw new Error(
        `${other.file} and ${picture.file} would both be drawn as ${name}: draw them one by one.`,
      );
    }
    written.set(name.toLowerCase(), { ...picture, path: join(directory, name) });
  }
  return [...written.values()].map(({ path, svg }) => {
    try {
      writeFileSync(path, svg);
    } catch (error) {
      throw new Error(`The picture ${path} cannot be written: ${messageOf(error)}.`);
    }
    return path;
  });
}
