import type { BundledPackage } from './bundled-packages';

/** Licences, by SPDX, that let the code be shipped with ours under no more than naming its authors. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'];

/** One sentence for each package that must not be shipped as it is. */
export function licenseProblems(packages: readonly BundledPackage[]): readonly string[] {
  return packages.flatMap(({ name, version, license }) => {
    if (license === undefined) {
      return [`${name} ${version} names no licence.`];
    }
    if (ALLOWED.includes(license)) {
      return [];
    }
    return [`${name} ${version} is under ${license}, which is not one of ${ALLOWED.join(', ')}.`];
  });
}

/** The packages as a table. */
export function licenseTable(packages: readonly BundledPackage[]): string {
  const rows = [
    ['PACKAGE', 'VERSION', 'LICENCE', 'FUNCTIONS'],
    ...packages.map(({ name, version, license = 'none', functions }) => [
      name,
      version,
      license,
      functions.join(', '),
    ]),
  ];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
