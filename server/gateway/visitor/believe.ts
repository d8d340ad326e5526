import type { Static } from '@sinclair/typebox';
import type { FactsPayload } from '../../../shared/http/merchant';
import type { SignedFacts } from '../../../shared/http/visitor';
import type { Identity } from '../../../shared/identity';
import type { Desk } from '../../desk/desk';
import { signedFacts } from '../merchant/signed-facts';

/** What a merchant signs for his visitors' phones and pages. */
export interface Belief {
  /** What the site of this account says by it; undefined when it is not its own word, or over. */
  read(account: string, signed: Static<typeof SignedFacts>): Promise<(FactsPayload & { site: string }) | undefined>;
  /** Takes it over for a visitor; false: it was not right, or about somebody else, and nothing has changed. */
  believe(signed: Static<typeof SignedFacts>, identity: Identity, visitor: string): Promise<boolean>;
}

export function createBelief({ merchant }: Pick<Desk, 'merchant'>, now: () => number): Belief {
  const read: Belief['read'] = async (account, signed) => {
    const secrets = await merchant.secretOf(account);
    const said = secrets && signedFacts(secrets.hmacSecret, signed, now());
    return said && { ...said, site: secrets.site };
  };
  return {
    read,
    async believe(signed, { account, subject }, visitor) {
      const said = await read(account, signed);
      if (!said || (said.subject !== undefined && said.subject !== subject)) return false;
      await merchant.signedFacts(visitor, said.site, said.facts);
      return true;
    },
  };
}
