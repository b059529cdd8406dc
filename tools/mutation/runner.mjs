import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

/**
 * What exercises the mutated folders. What tells the most in the least time comes first, as one failure is enough: the
 * README has the texts of checks and reasons, and a mail with nearly every sentence.
 */
const SUITES = [
  'tools/docs/readme.test.ts',
  'conventions.test.ts',
  'gather',
  'checks',
  'remediations',
  'would-it-fire',
  'cli/judge',
  'handlers',
];
/** Slow, and random: a mutant must not be killed on one day and survive on another. */
const LEFT_OUT = /properties\.test\.ts$/;

const TEST_LIMIT_MS = 5_000;

/**
 * Runs the tests within one process and loads the SDK once. Stryker's own runner for Jest loads it anew for every suite
 * of every mutant, which makes an hour of minutes.
 */
class OneProcess {
  #require = createRequire(path.join(process.cwd(), 'package.json'));
  #circus = this.#require('jest-circus');
  #stryker;
  #tests = [];
  #mutatedWhileLoading = true;

  constructor() {
    globalThis.__stryker__ ??= {};
    this.#stryker = globalThis.__stryker__;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { describe, test, it, beforeEach, afterEach } = this.#circus;
    const { expect } = this.#require('expect');
    Object.assign(globalThis, { describe, test, it, beforeEach, afterEach, expect });
    this.#require('tsx/cjs');
    this.#require('./test/setup.ts');
  }

  async dryRun() {
    this.#load();
    const result = await this.#run(this.#tests);
    return { ...result, mutantCoverage: this.#stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, reloadEnvironment }) {
    Object.assign(this.#stryker, { hitLimit, hitCount: 0, mutantCoverage: undefined });
    const isStatic = mutantActivation === 'static';
    this.#stryker.activeMutant = isStatic ? activeMutant.id : undefined;
    try {
      if (reloadEnvironment || this.#mutatedWhileLoading) {
        this.#load();
      }
    } catch (error) {
      this.#mutatedWhileLoading = true;
      return {
        status: MutantRunStatus.Killed,
        killedBy: [],
        failureMessage: String(error),
        nrOfTests: 0,
      };
    }
    this.#mutatedWhileLoading = isStatic;
    this.#stryker.activeMutant = activeMutant.id;
    const wanted = testFilter ? new Set(testFilter) : undefined;
    const result = await this.#run(this.#tests.filter(({ id }) => wanted?.has(id) ?? true));
    const endless = determineHitLimitReached(this.#stryker.hitCount, hitLimit);
    return toMutantRunResult(endless ?? result);
  }

  /** Loads the project anew, and its dependencies once. */
  #load() {
    for (const file of Object.keys(this.#require.cache)) {
      if (!file.includes('/node_modules/')) {
        delete this.#require.cache[file];
      }
    }
    this.#circus.resetState();
    for (const suite of SUITES.flatMap(filesOf)) {
      this.#circus.describe(suite, () => {
        this.#require(`./test/${suite}`);
      });
    }
    this.#tests = [...testsIn(this.#circus.getState().rootDescribeBlock)].map((test, i) => ({
      ...test,
      id: `${i} ${test.name}`,
    }));
  }

  /** Runs until the first failure. */
  async #run(tests) {
    const results = [];
    for (const { id, name, steps } of tests) {
      this.#stryker.currentTestId = id;
      const start = performance.now();
      const failure = await failureOf(steps);
      const result = { id, name, timeSpentMs: performance.now() - start };
      if (failure !== undefined) {
        results.push({ ...result, status: TestStatus.Failed, failureMessage: failure });
        break;
      }
      results.push({ ...result, status: TestStatus.Success });
    }
    this.#stryker.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests: results };
  }
}

function filesOf(suite) {
  if (suite.endsWith('.ts')) {
    return [suite];
  }
  return readdirSync(path.join('test', suite), { recursive: true })
    .filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.test(file))
    .map((file) => path.join(suite, file))
    .sort();
}

function* testsIn(block, prefix = '', before = [], after = []) {
  const hooks = (type) => block.hooks.filter((hook) => hook.type === type).map(({ fn }) => fn);
  const earlier = [...before, ...hooks('beforeEach')];
  const later = [...hooks('afterEach'), ...after];
  for (const child of block.children) {
    const name = `${prefix} ${child.name}`.trim();
    if (child.type === 'describeBlock') {
      yield* testsIn(child, name, earlier, later);
    } else {
      yield { name, steps: [...earlier, child.fn, ...later] };
    }
  }
}

async function failureOf(steps) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('The test took too long.')), TEST_LIMIT_MS);
  });
  try {
    for (const step of steps) {
      await Promise.race([step(), late]);
    }
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    clearTimeout(timer);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'one-process', OneProcess)];
