import { bundledPackages } from './bundled-packages';
import { licenseProblems, licenseTable } from './licenses';

/** Prints what is shipped of others and under which licences; ends with status 1 where one is not allowed. */
async function run(): Promise<void> {
  const packages = await bundledPackages();
  console.log(licenseTable(packages));
  const problems = licenseProblems(packages);
  for (const problem of problems) {
    console.error(problem);
  }
  process.exitCode = problems.length > 0 ? 1 : 0;
}

run();
