import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StaticStructureSchema } from '@smithy/types';

/** The members of a structure. Source: `@smithy/types`, StaticStructureSchema. */
export function membersOf(structure: StaticStructureSchema): readonly string[] {
  return structure[4];
}

/**
 * The keys of a map of texts, which the SDK has in the comment of its type alone: the items of its lists that begin
 * with a name, as in `<code>Policy</code> – The JSON serialization …`.
 *
 * @param response such as `GetTopicAttributesResponse`
 * @throws Error when the type, or any key in its comment, is not found
 */
export function documentedKeys(clientPackage: string, response: string): readonly string[] {
  const models = join(dirname(require.resolve(`${clientPackage}/package.json`)), 'dist-types', 'models');
  const declaration = new RegExp(`^export interface ${response} \\{$([\\s\\S]*?)^\\}$`, 'm');
  const texts = readdirSync(models, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(models, name), 'utf8'));
  const text = texts.flatMap((file) => declaration.exec(file)?.[1] ?? [])[0] ?? '';
  const keys = firstLevelNames(text);
  if (keys.length === 0) {
    throw new Error(`${clientPackage} does not document the keys of ${response}.`);
  }
  return keys;
}

/** The names that begin the items of lists which are in no other list. */
export function firstLevelNames(comment: string): readonly string[] {
  let depth = 0;
  const names: string[] = [];
  for (const [, slash, name] of comment.matchAll(/<(\/?)ul>|<p>[\s*]*<code>(\w+)<\/code>\s*[–-]/g)) {
    if (name === undefined) {
      depth += slash === '/' ? -1 : 1;
    } else if (depth === 1) {
      names.push(name);
    }
  }
  return names;
}
