/** Every suite runs in Node; the mini-program's own suites choose jsdom in their first line. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.[tj]s$': ['ts-jest', { diagnostics: false }] },
  transformIgnorePatterns: ['/node_modules/'],
  testTimeout: 30_000,
};
