import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../text';

/** A file given to the command, or why there is none. */
export type GivenFile =
  | {
      readonly file: string;
      readonly text: string;
      /** Nobody named it: it lay in a directory, where files of other kinds may lie as well. */
      readonly found: boolean;
    }
  | { readonly file: string; readonly problem: string };

/** The files of these paths: a directory stands for the .json files in it, at any depth, in order. */
export function readFiles(paths: readonly string[]): GivenFile[] {
  return paths.flatMap((path): GivenFile[] => {
    try {
      const found = statSync(path).isDirectory();
      const files = found ? jsonFilesIn(path) : [path];
      if (files.length === 0) {
        return [{ file: path, problem: 'has no .json file' }];
      }
      return files.map((file) => ({ file, text: readFileSync(file, 'utf8'), found }));
    } catch (error) {
      return [{ file: path, problem: `cannot be read: ${messageOf(error)}` }];
    }
  });
}

function jsonFilesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(directory, name));
}
