/**
 * Why the server closes a socket. After `stopping` and `slow` resume at once, and with growing pauses when that was no use: words that were
 * not acknowledged are said again with the same `clientId`. Log in again after `login`. `elsewhere`: ten sockets are served for one visitor,
 * a newer one took the place of this, the oldest; resume when he turns to this page again, not by itself. The others are mistakes of the
 * client. A handshake is answered 429 with `Retry-After` while too many from its network have not said who they are.
 */
export const closeCodes = { stopping: 1001, tooLarge: 1009, badFrame: 4400, login: 4401, late: 4408, elsewhere: 4409, slow: 4413, tooMany: 4429 } as const;
