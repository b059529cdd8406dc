const moto = require('../jest.config.cjs');

/** @type {import('jest').Config} */
module.exports = { ...moto, rootDir: '../../..', testMatch: ['<rootDir>/test/e2e/ministack/*.test.ts'] };
