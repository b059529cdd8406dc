const moto = require('../jest.config.cjs');

/** @type {import('jest').Config} */
module.exports = {
  ...moto,
  rootDir: '../../..',
  testMatch: ['<rootDir>/test/e2e/runtime/*.test.ts'],
  testTimeout: 300_000, // eleven audits of 5,000 users, more slowly on a busy machine
};
