import { prepareRuntimeClient } from './support/runtime-client';

/** An emulator of AWS, and the tests that run on it; the files are relative to this folder. */
export interface Suite {
  readonly name: string;
  readonly emulator: 'moto' | 'ministack';
  readonly requirements: string;
  readonly launcher: string;
  readonly jestConfig: string;
  /** What else it needs of this machine: the variables by which its tests find that. */
  prepare?(root: string): Promise<Record<string, string>>;
}

const moto = { emulator: 'moto', requirements: 'requirements.txt', launcher: 'moto_server.py' } as const;

export const SUITES: readonly Suite[] = [
  { ...moto, name: 'moto', jestConfig: 'jest.config.cjs' },
  {
    name: 'ministack',
    emulator: 'ministack',
    requirements: 'ministack/requirements.txt',
    launcher: 'ministack/server.py',
    jestConfig: 'ministack/jest.config.cjs',
  },
  {
    ...moto,
    name: 'runtime',
    jestConfig: 'runtime/jest.config.cjs',
    prepare: async (root) => ({ E2E_RUNTIME_CLIENT: await prepareRuntimeClient(root) }),
  },
];
