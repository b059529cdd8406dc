/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // The d3 packages are ES modules, but for this condition.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'umd'] },
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  transform: {
    '\\.[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // Published as ES modules only, which Jest does not load: compiled like our own code.
  transformIgnorePatterns: ['/node_modules/(?!p-map/)'],
  setupFiles: ['<rootDir>/test/setup.ts'],
  collectCoverageFrom: ['src/**/*.ts'],
};
