'use strict';
const tseslint = require('typescript-eslint');
const vue = require('eslint-plugin-vue');
const wxml = require('eslint-plugin-wxml');
const wxmlParser = require('@wxml/parser');

/** Rules that need types cost most of the time; only those that have caught real faults are on. Layout is nobody's business here. */
const rules = {
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-console': 'error',
  'no-eval': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

module.exports = tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.cache/', 'data/', 'coverage/', 'bench-results/', '**/miniprogram_npm/'] },
  {
    files: ['{shared,server,sandbox,tests,miniprogram}/**/*.ts'],
    extends: [tseslint.configs.base],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules,
  },
  {
    files: ['console/**/*.{ts,vue}'],
    extends: [tseslint.configs.base, ...vue.configs['flat/essential']],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: true, tsconfigRootDir: __dirname, extraFileExtensions: ['.vue'] } },
    rules: {
      ...rules,
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/component-name-in-template-casing': ['error', 'kebab-case'],
      'vue/no-static-inline-styles': ['error', { allowBinding: true }],
      'vue/no-unused-properties': 'error',
      'vue/no-unused-refs': 'error',
      'vue/no-v-html': 'error',
    },
  },
  {
    files: ['miniprogram/**/*.wxml'],
    plugins: { wxml },
    languageOptions: { parser: wxmlParser },
    rules: {
      'wxml/no-const-and-let-in-wxs': 'error',
      'wxml/no-duplicate-attributes': 'error',
      'wxml/no-dynamic-wx-key': 'error',
      'wxml/no-inconsistent-tagname': 'error',
      'wxml/no-index-in-wx-key': 'error',
      'wxml/no-unnecessary-block': 'error',
      'wxml/no-vue-directive': 'error',
      'wxml/no-wx-for-with-wx-else': 'error',
      'wxml/no-wx-for-with-wx-if': 'error',
      'wxml/no-wx-if-string': 'error',
      'wxml/quotes': ['error', 'double'],
      'wxml/report-interpolation-error': 'error',
      'wxml/report-wxml-syntax-error': 'error',
      'wxml/report-wxs-syntax-error': 'error',
      'wxml/wx-key': 'error',
    },
  },
  {
    // tests read JSON answers and print benchmark tables
    files: ['tests/**/*.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' },
  },
  {
    files: ['scripts/**/*.mjs', '*.js'],
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-undef': 'off', 'no-unused-vars': 'error' },
  },
);
