import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { signedFacts } from '../../server/gateway/merchant/signed-facts';
import { SignedFacts } from '../../shared/http/visitor';
import { root } from '../journeys/bundles';

const guides = ['docs/merchant-guide.md', 'docs/merchant-guide.zh-CN.md'].map((path) => readFileSync(join(root, path), 'utf8'));
const snippets = (guide: string, language: string): string[] => [...guide.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');
const signing = (guide: string): string => snippets(guide, 'js').find((snippet) => snippet.includes('function sign')) ?? '';

test('what a merchant copies from the guide signs as the server believes it', () => {
  for (const guide of guides) {
    const context = createContext({ require, Buffer });
    const signed: unknown = runInContext(`${signing(guide)}; JSON.parse(JSON.stringify(sign('a secret', '会员-7', { level: 'gold', ownerAgent: 'li' })))`, context);
    if (!Value.Check(SignedFacts, signed)) throw new Error(`signed in another form: ${JSON.stringify(signed)}`);
    expect(signedFacts('a secret', signed, Date.now())).toMatchObject({ subject: '会员-7', facts: { level: 'gold', ownerAgent: 'li' } });
    expect(signedFacts('another secret', signed, Date.now())).toBeUndefined();
  }
});

test('both guides hold the same program in the same languages', () => {
  const [english, chinese] = guides.map((guide) => ['js', 'php', 'python', 'html', 'json'].map((language) => snippets(guide, language).filter((snippet) => !/your own|您自己/.test(snippet))));
  expect(Value.Check(Type.Array(Type.Array(Type.String(), { minItems: 1 }), { minItems: 5 }), english)).toBe(true);
  expect(chinese).toEqual(english);
});
