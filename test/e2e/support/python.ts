import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, Cannot, interrupted } from './processes';

const NEWEST_FIRST = [
  'python3',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python3.10',
  'python',
];
const OLDEST = 10;

/**
 * Makes a virtual environment with what the file pins, or finds the one of an earlier run; returns its Python.
 *
 * @param what whom the file installs, for people
 */
export async function preparePython(root: string, what: string, requirementsFile: string): Promise<string> {
  const python = await findPython();
  const requirements = join(root, requirementsFile);
  const wanted = createHash('sha256')
    .update(await readFile(requirements))
    .update(python.version);
  const environment = join(root, 'node_modules/.cache/guardrail-e2e', wanted.digest('hex').slice(0, 16));
  if (!existsSync(environment)) {
    console.log(`Installing ${what} for Python ${python.version} under node_modules/.cache (once) ...`);
    // Under its name only when it is complete; it works wherever it is moved to.
    const unfinished = `${environment}.${process.pid}`;
    try {
      await install(python.command, requirementsFile, unfinished);
      await rename(unfinished, environment);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  return pythonOf(environment);
}

function pythonOf(environment: string): string {
  return join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
}

async function install(python: string, requirements: string, environment: string): Promise<void> {
  await mkdir(environment, { recursive: true });
  const made = await ask(python, ['-m', 'venv', environment]);
  if (made?.status !== 0) {
    throw new Cannot(
      `${python} cannot make a virtual environment (on Debian and Ubuntu: apt-get install python3-venv). ${said(made?.output)}`,
    );
  }
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  // Wheels only: a source package would run its build, with dependencies that no hash pins.
  const pinned = ['--require-hashes', '--only-binary', ':all:', '-r', requirements];
  const installed = await ask(pythonOf(environment), [...pip, ...pinned]);
  if (installed?.status !== 0) {
    throw new Cannot(
      `The Python packages of ${requirements} could not be installed: is there a package index, such as PyPI, within reach (PIP_INDEX_URL names another one)? ${said(installed?.output)}`,
    );
  }
}

/** The newest that is called python3, or else any that is new enough. */
async function findPython(): Promise<{ readonly command: string; readonly version: string }> {
  const tooOld: string[] = [];
  for (const command of NEWEST_FIRST) {
    const asked = await ask(command, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])']);
    const version = asked?.status === 0 ? asked.output.trim() : '';
    const [major, minor] = version.split('.').map(Number);
    if (major === 3 && minor !== undefined && minor >= OLDEST) {
      return { command, version };
    }
    if (/^\d/.test(version)) {
      tooOld.push(`${command} is ${version}`);
    }
  }
  const found = tooOld.length > 0 ? `here, ${tooOld.join(', ')}` : 'here is none';
  throw new Cannot(`It needs Python 3.${OLDEST} or later (${found}): install it, with pip and venv.`);
}

/** The last lines of what a command said: there stands what went wrong. */
function said(output = ''): string {
  if (interrupted()) {
    return 'It was interrupted.';
  }
  return `It said:\n${output.trim().split('\n').slice(-6).join('\n')}`;
}
