import { dependencies } from '../../../package.json';
import lock from '../../../package-lock.json';
import {
  type BundledPackage,
  bundledPackages,
  packagePathsIn,
} from '../../../tools/licenses/bundled-packages';
import { licenseProblems, licenseTable } from '../../../tools/licenses/licenses';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const { '': _project, ...locked }: Record<string, LockedPackage> = lock.packages;

const P_MAP: BundledPackage = {
  name: 'p-map',
  version: '7.1.1',
  license: 'MIT',
  path: 'node_modules/p-map',
  functions: ['audit'],
};

describe('what is shipped of others', () => {
  let packages: readonly BundledPackage[];

  beforeAll(async () => {
    packages = await bundledPackages();
  }, 120_000);

  test('is under a licence that allows it', () => {
    expect(licenseProblems(packages)).toEqual([]);
  });

  test('holds every dependency of the functions, so that nothing was overlooked', () => {
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  });

  test('is in the version of the lock file', () => {
    const versions = packages.map(({ path }) => [path, locked[path]?.version]);
    expect(versions).toEqual(packages.map(({ path, version }) => [path, version]));
  });

  test('needs no install script', () => {
    expect(packages.filter(({ path }) => locked[path]?.hasInstallScript)).toEqual([]);
  });
});

test('the lock file pins every package by its hash', () => {
  const without = Object.entries(locked).filter(([, { integrity = '' }]) => !/^sha512-/.test(integrity));
  expect(without).toEqual([]);
});

test.each([
  ['names no licence', undefined, 'p-map 7.1.1 names no licence.'],
  ['is under another', 'AGPL-3.0', 'p-map 7.1.1 is under AGPL-3.0, which is not one of 0BSD, Apache-2.0'],
])('a package that %s is a problem', (_, license, sentence) => {
  expect(licenseProblems([{ ...P_MAP, license }])).toEqual([expect.stringContaining(sentence)]);
});

test('the table names package, version, licence and functions', () => {
  const both: BundledPackage = { ...P_MAP, name: '@aws-sdk/client-sns', functions: ['audit', 'remediate'] };
  expect(licenseTable([both, P_MAP])).toBe(`PACKAGE              VERSION  LICENCE  FUNCTIONS
@aws-sdk/client-sns  7.1.1    MIT      audit, remediate
p-map                7.1.1    MIT      audit`);
});

test('a package counts when code of it is left, and by its innermost folder', () => {
  const inputs = {
    'src/aws.ts': { bytesInOutput: 1 },
    'node_modules/dropped/index.js': { bytesInOutput: 0 },
    'node_modules/@a/b/dist/index.js': { bytesInOutput: 1 },
    'node_modules/@a/b/node_modules/c/index.js': { bytesInOutput: 1 },
  };
  const outputs = { 'audit.js': { bytes: 3, inputs, imports: [], exports: [] } };
  expect(packagePathsIn({ outputs })).toEqual(['node_modules/@a/b', 'node_modules/@a/b/node_modules/c']);
});
