/** What a socket may take of us; milliseconds and bytes. */
export interface SocketLimits {
  /** A socket that does not answer a ping until the next one is lost. */
  pingMs: number;
  /** Whoever has not said who he is by then is closed. */
  helloMs: number;
  /** A larger frame is refused; four times as large ends the connection unread. */
  frameBytes: number;
  /** So much may wait for a phone that reads slowly; then it is closed and resumes. */
  bufferedBytes: number;
  /** Frames at once, and how many more every second. */
  burst: number;
  perSecond: number;
  /** A place in the queue is told at most this often. */
  placeMs: number;
  /** A frame that takes longer is given up: its socket is closed, so that its visitor tries again elsewhere. */
  frameMs: number;
  /** Open sockets of one visitor on one node; one more closes the oldest. */
  perVisitor: number;
  /** Open sockets from one network that have not said yet whose they are; no more are let in. */
  perNetwork: number;
  /** Visitors who are here are said to be so again this often. */
  presenceMs: number;
  /** How long a closed socket has to say goodbye. */
  goodbyeMs: number;
}

export const socketLimits: SocketLimits = {
  pingMs: 15_000, helloMs: 5_000, frameBytes: 16_384, bufferedBytes: 1_048_576, burst: 60, perSecond: 20, placeMs: 1_000, presenceMs: 150_000, frameMs: 10_000,
  perVisitor: 10, perNetwork: 500, goodbyeMs: 1_000,
};
