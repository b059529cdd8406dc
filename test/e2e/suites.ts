/** An emulator of AWS, and the tests that run on it; the files are relative to this folder. */
export interface Suite {
  readonly name: string;
  readonly requirements: string;
  readonly launcher: string;
  readonly jestConfig: string;
}

export const SUITES: readonly Suite[] = [
  {
    name: 'moto',
    requirements: 'requirements.txt',
    launcher: 'moto_server.py',
    jestConfig: 'jest.config.cjs',
  },
  {
    name: 'ministack',
    requirements: 'ministack/requirements.txt',
    launcher: 'ministack/server.py',
    jestConfig: 'ministack/jest.config.cjs',
  },
];
