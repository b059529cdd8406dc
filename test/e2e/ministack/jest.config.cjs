const moto = require('../jest.config.cjs');

/** @type {import('jest').Config} */
module.exports = {
  ...moto,
  rootDir: '../../..',
  testMatch: ['<rootDir>/test/e2e/ministack/*.test.ts'],
  testTimeout: 300_000, // one test tries every permission of a role, more slowly on a busy machine
};
