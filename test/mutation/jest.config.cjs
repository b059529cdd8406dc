const path = require('node:path');
const everyTest = require('../../jest.config.cjs');

/**
 * The suites that judge src/checks, src/remediations and src/gather, and are quick enough to be run for every mutant.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...everyTest,
  rootDir: path.join(__dirname, '../..'),
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/(bench|demo|deployment|docs|e2e|faults|properties)/',
    'properties\\.test\\.ts$',
  ],
};
