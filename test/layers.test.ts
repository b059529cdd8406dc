import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const PROJECT = resolve(__dirname, '..');

/** The packages of AWS that are loaded with these files. */
async function clientsLoadedBy(entries: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: PROJECT,
    entryPoints: [...entries],
    bundle: true,
    write: false,
    outdir: 'nowhere',
    platform: 'node',
    metafile: true,
  });
  const loaded = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  return loaded.filter((path) => /@aws-sdk\/client-|^src\/aws\.ts$/.test(path));
}

test('judging loads no client: checks and the judgement are pure', async () => {
  expect(await clientsLoadedBy(['src/checks/index.ts', 'src/would-it-fire/alone.ts'])).toEqual([]);
});

test('the test above sees a client where there is one', async () => {
  expect(await clientsLoadedBy(['src/gather/topics.ts'])).not.toEqual([]);
});

describe('the layers', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'layers-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What dependency-cruiser says of a project that consists of one file. */
  function cruise(path: string, text: string, others: Readonly<Record<string, string>>): string {
    const root = mkdtempSync(join(folder, 'project-'));
    for (const [file, content] of Object.entries({ ...others, [path]: text })) {
      execFileSync('mkdir', ['-p', join(root, file, '..')]);
      writeFileSync(join(root, file), content);
    }
    const command = join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const config = join(PROJECT, '.dependency-cruiser.cjs');
    try {
      return execFileSync(process.execPath, [command, '--config', config, 'src'], {
        cwd: root,
        encoding: 'utf8',
      });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }

  test.each([
    ['a check that imports aws.ts', 'src/checks/root-mfa.ts', '../aws', 'judging-reaches-no-client'],
    ['a handler that draws', 'src/handlers/audit.ts', 'd3-scale', 'what-is-deployed-needs-no-drawing'],
    ['a gatherer that imports a check', 'src/gather/topics.ts', '../checks', 'gather-imports-nothing-above'],
  ])('refuse %s', (_, path, imported, rule) => {
    const a = 'export const a = 1;';
    const others = {
      'src/aws.ts': a,
      'src/checks/index.ts': a,
      'node_modules/d3-scale/package.json': '{ "name": "d3-scale", "main": "index.js" }',
      'node_modules/d3-scale/index.js': a,
    };
    expect(
      cruise(path, `import type { a } from '${imported}';\nexport type B = typeof a;\n`, others),
    ).toContain(`error ${rule}: ${path}`);
  });
});
