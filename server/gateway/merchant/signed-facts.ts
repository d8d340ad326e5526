import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Static } from '@sinclair/typebox';
import { checkShape } from '../../../shared/check-shape';
import { FactsPayload } from '../../../shared/http/merchant';
import type { SignedFacts } from '../../../shared/http/visitor';
import { holdsNul } from '../refuse-unstorable';

const DAY_SECONDS = 86_400;

/** What a merchant's server signed, if the signature is its own and it is not over; whom it is about is for the caller to look at. `now`: ms since 1970. */
export function signedFacts(secret: string, { payload, signature }: Static<typeof SignedFacts>, now: number): FactsPayload | undefined {
  const expected = createHmac('sha256', secret).update(payload).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const said = jsonOf(Buffer.from(payload, 'base64url').toString('utf8'));
  const checked = checkShape(FactsPayload, said);
  // It came past what looks at bodies.
  if (!checked.ok || holdsNul(said)) return undefined;
  const left = checked.value.exp - now / 1000;
  // A token that lasts for ever would outlive the merchant's own change of mind.
  return left > 0 && left <= DAY_SECONDS ? checked.value : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
