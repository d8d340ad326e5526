/** Every suite runs in Node; the mini-program's own suites choose jsdom in their first line. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.([tj]s|css)$': '<rootDir>/tests/as-modules.cjs' },
  transformIgnorePatterns: ['/node_modules/(?!fastify/lib/plugin-utils\\.js$)'],
  testTimeout: 30_000,
};
