import type { Site } from '../../shared/config/desk-config';
import type { Desk } from '../desk/desk';

/** WeChat's own: a mini-program's requests name it, or none. */
const WECHAT = 'https://servicewechat.com';
/** Names of this machine, which people use one for another. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** From which pages visitors are served. No origin at all is no page: a phone, or a program. */
export interface Origins {
  /** A page of some site, WeChat's or ours, as long as it is not known whose visitor asks. */
  known(origin: string | undefined): boolean;
  /** A page that may speak for visitors of this site: one it lists, ours, or WeChat's for a mini-program. */
  fits(origin: string | undefined, site: Site | undefined): boolean;
  /** A page of ours, which every browser names. */
  own(origin: string | undefined): boolean;
}

export function createOrigins(desk: Pick<Desk, 'view'>, publicUrl: string): Origins {
  const own = ownOrigins(publicUrl);
  // Looked up once for each published configuration.
  let view = desk.view();
  let listed = listedBy(view.config.sites);

  return {
    known(origin) {
      if (origin === undefined) return true;
      if (desk.view() !== view) {
        view = desk.view();
        listed = listedBy(view.config.sites);
      }
      const asked = plain(origin);
      return own.has(asked) || asked === WECHAT || listed.has(asked);
    },
    fits(origin, site) {
      if (origin === undefined) return true;
      const asked = plain(origin);
      if (own.has(asked)) return true;
      return asked === WECHAT ? site?.kind !== 'web' : site !== undefined && listedBy([site]).has(asked);
    },
    own: (origin) => origin !== undefined && own.has(plain(origin)),
  };
}

const plain = (origin: string): string => origin.trim().toLowerCase().replace(/\/+$/, '');

/** As browsers write it, whatever ops wrote: without a usual port, other letters than Latin ones encoded. */
const listedBy = (sites: readonly Site[]): ReadonlySet<string> =>
  new Set(sites.flatMap(({ origins }) => origins).filter((one) => URL.canParse(one)).map((one) => new URL(one).origin).filter((one) => one.startsWith('http')));

function ownOrigins(publicUrl: string): ReadonlySet<string> {
  const own = new URL(publicUrl);
  if (!LOOPBACK.includes(own.hostname)) return new Set([own.origin]);
  const port = own.port === '' ? '' : `:${own.port}`;
  return new Set(LOOPBACK.map((host) => `${own.protocol}//${host}${port}`));
}
