import type { FastifyHelmetOptions } from '@fastify/helmet';

/** Whom a page may ask besides this server. */
export interface PageNeeds {
  connect?: readonly string[];
  img?: readonly string[];
}

/**
 * Headers of a page that runs nothing but its own files: no script, style or handler in the page itself, in nobody's frame. Signs of the
 * entries and portraits of the agents stand where the merchant keeps them.
 */
export const ownPage = ({ connect = [], img = [] }: PageNeeds = {}): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'https:', ...img],
      mediaSrc: ["'self'"],
      connectSrc: ["'self'", ...connect],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  // What it asks of this server must tell its origin, see `origins`.
  referrerPolicy: { policy: 'same-origin' },
  // Over plain http on a laptop nothing may be forced to https.
  strictTransportSecurity: false,
});

/** The sockets of this server: not every browser counts them to where a page came from. */
export const socketsOf = (publicUrl: string): string => new URL(publicUrl).origin.replace(/^http/, 'ws');
