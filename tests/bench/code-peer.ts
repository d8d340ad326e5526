import { createServer } from 'node:http';

/** WeChat as far as a login needs it: the code is the openid. */
function listen(): void {
  const server = createServer((request, response) => {
    const openid = new URL(request.url ?? '', 'http://127.0.0.1').searchParams.get('js_code') ?? '';
    const body = JSON.stringify({ openid, session_key: 'c2Vzc2lvbi1rZXk=' });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) process.send?.(address.port);
  });
}

process.once('message', listen);
process.once('disconnect', () => process.exit());
