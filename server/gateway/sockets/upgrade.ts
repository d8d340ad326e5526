import websocket from '@fastify/websocket';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import type { SocketLimits } from './socket-limits';

const ADDRESSES = '/ws/';

/** Lets routes below `/ws/` become sockets; asked for anywhere else, a socket is answered 404. Call before adding routes. */
export async function acceptSockets(app: App, { frameBytes }: SocketLimits): Promise<void> {
  await app.register(websocket, {
    // Frames somewhat too large are still read, so that they can be refused in words.
    options: { maxPayload: 4 * frameBytes, perMessageDeflate: false },
    errorHandler: () => undefined,
    // Each audience says goodbye to its own sockets.
    preClose: (done) => done(),
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (request.ws && !request.url.startsWith(ADDRESSES)) refuse(request, reply, 'not-found');
    else done();
  });
}
