import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Static } from '@sinclair/typebox';
import { checkShape } from '../../../shared/check-shape';
import { FactsPayload } from '../../../shared/http/merchant';
import type { SignedFacts } from '../../../shared/http/visitor';
import type { VisitorFacts } from '../../../shared/visitor-facts';

const DAY_SECONDS = 86_400;

/**
 * The facts a merchant's server signed, if the signature is its own, they are not over and they are about this visitor;
 * else undefined, and the visitor is served without them. @param subject the openid or user id that signed in
 */
export function signedFacts(secret: string, { payload, signature }: Static<typeof SignedFacts>, subject: string, now: number): VisitorFacts | undefined {
  const expected = createHmac('sha256', secret).update(payload).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const checked = checkShape(FactsPayload, jsonOf(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!checked.ok) return undefined;
  const { facts, exp, subject: about } = checked.value;
  const left = exp - now / 1000;
  // A token that lasts for ever would outlive the merchant's own change of mind.
  if (left <= 0 || left > DAY_SECONDS) return undefined;
  return about === undefined || about === subject ? facts : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
