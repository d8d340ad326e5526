import { WebSocketServer, type WebSocket } from 'ws';

/** Bare `ws`: hands each frame on to whom it names; nothing is stored or checked. */
function listen(): void {
  const named = new Map<string, WebSocket>();
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const frame: { type: string; name: string; to: string } = JSON.parse(data.toString('utf8'));
      if (frame.type === 'hello') {
        named.set(frame.name, socket);
        socket.send(JSON.stringify({ type: 'ready' }));
      } else named.get(frame.to)?.send(JSON.stringify(frame));
    });
  });
  server.on('listening', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) process.send?.(address.port);
  });
}

process.once('message', listen);
process.once('disconnect', () => process.exit());
