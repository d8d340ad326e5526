/** Every suite runs in Node; the mini-program's own suites choose jsdom in their first line. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.[tj]s$': ['ts-jest', { diagnostics: false }], '\\.css$': '<rootDir>/tests/console/css-as-text.cjs' },
  transformIgnorePatterns: ['/node_modules/'],
  testTimeout: 30_000,
};
