import { ask, Cannot } from './processes';

/** As `runtime` in serverless.yml has it. */
const MAJOR = 24;

/** The Node.js that Lambda runs the functions on: this one, or one that npm fetches once and keeps in its cache. */
export async function nodeOfLambda(): Promise<string> {
  if (process.versions.node.startsWith(`${MAJOR}.`)) {
    return process.execPath;
  }
  const fetched = await ask('npx', ['-y', '-p', `node@${MAJOR}`, 'node', '-p', 'process.execPath']);
  const path = fetched?.output.trim().split('\n').at(-1);
  if (fetched?.status !== 0 || !path) {
    throw new Cannot(`npm could not fetch Node.js ${MAJOR}. It said:\n${fetched?.output ?? 'nothing'}`);
  }
  return path;
}
