import net, { type AddressInfo } from 'node:net';
import { createHttp, type CallSeen, type PlatformHttp } from '../../server/wechat/http';
import { json, startPlatform, type Answer, type PlatformServer } from './platform-server';

const SECRET = 'tok+en/SECRET==';
const call = { method: 'POST', path: '/p', query: { access_token: SECRET }, json: { touser: 'o1', secret: 'app-SECRET' } } as const;

let server: PlatformServer;
let client: PlatformHttp;
let answer: Answer;
let seen: CallSeen[];

beforeEach(async () => {
  seen = [];
  server = await startPlatform((request, response) => answer(request, response));
  client = createHttp({ baseUrl: `${server.baseUrl}/`, now: () => 0, onCall: (one) => seen.push(one) });
});

afterEach(async () => {
  client.close();
  await server.close();
});

async function atPort<T>(onConnection: (socket: net.Socket) => void, run: (port: number) => Promise<T>): Promise<T> {
  const raw = net.createServer(onConnection);
  await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
  try {
    return await run((raw.address() as AddressInfo).port);
  } finally {
    raw.close();
  }
}

describe('answers', () => {
  it('carries query and JSON, and keeps 64-bit ids whole', async () => {
    answer = (_request, response) => json(response, '{"errcode":0,"errmsg":"ok","id":22876340532172986}');
    expect(await client.call(call)).toEqual({ ok: true, body: { errcode: 0, errmsg: 'ok', id: '22876340532172986' } });
    expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/p', body: '{"touser":"o1","secret":"app-SECRET"}' });
    expect(server.seen[0]?.query.get('access_token')).toBe(SECRET);
    expect(server.seen[0]?.headers['content-type']).toContain('application/json');
  });

  it('takes an answer without errcode for a success', async () => {
    answer = (_request, response) => json(response, { access_token: 'a', expires_in: 7200 });
    expect(await client.call(call)).toMatchObject({ ok: true, body: { access_token: 'a' } });
  });

  it("tells the platform's refusal with code and rid, and hides secrets it echoes", async () => {
    answer = (_request, response) => json(response, { errcode: 45015, errmsg: `out of ${SECRET} ${encodeURIComponent(SECRET)} app-SECRET rid: 65f01234-1a2b3c4d-0badcafe` });
    const result = await client.call(call);
    expect(result).toEqual({ ok: false, kind: 'platform', code: 45015, message: 'out of *** *** *** rid: 65f01234-1a2b3c4d-0badcafe', rid: '65f01234-1a2b3c4d-0badcafe' });
    expect(seen).toEqual([{ path: '/p', ms: 0, outcome: 'platform', code: 45015 }]);
  });

  it.each([-1, 40001])('gives code %i as a value', async (code) => {
    answer = (_request, response) => json(response, { errcode: code, errmsg: 'x' });
    expect(await client.call(call)).toEqual({ ok: false, kind: 'platform', code, message: 'x' });
  });

  it.each([
    ['5xx', (response: Parameters<Answer>[1]) => { response.statusCode = 502; json(response, { errcode: 0 }); }],
    ['no JSON', (response: Parameters<Answer>[1]) => json(response, '<html>busy</html>')],
    ['no object', (response: Parameters<Answer>[1]) => json(response, '[1]')],
    ['nothing', (response: Parameters<Answer>[1]) => response.end()],
    ['404 page', (response: Parameters<Answer>[1]) => { response.statusCode = 404; response.end('not here'); }],
    ['redirect', (response: Parameters<Answer>[1]) => { response.writeHead(302, { location: '/elsewhere' }); response.end(); }],
    ['cut before the answer', (response: Parameters<Answer>[1]) => response.destroy()],
    ['cut within the answer', (response: Parameters<Answer>[1]) => { response.writeHead(200, { 'content-length': '100' }); response.write('{"errcode":0'); setImmediate(() => response.destroy()); }],
  ])('is ambiguous after sending: %s', async (_name, respond) => {
    answer = (_request, response) => respond(response);
    const result = await client.call(call);
    expect(result).toMatchObject({ ok: false, kind: 'unknown' });
    expect(JSON.stringify(result)).not.toMatch(/SECRET|127\.0\.0\.1/);
    expect(server.seen).toHaveLength(1);
  });

  it('is ambiguous when the answer takes longer than the limit', async () => {
    answer = () => undefined;
    expect(await client.call({ ...call, timeLimitMs: 150 })).toEqual({ ok: false, kind: 'unknown', why: 'time limit' });
    expect(server.seen).toHaveLength(1);
  });

  it('is ambiguous when a kept connection breaks under the request', async () => {
    answer = (_request, response) => json(response, { errcode: 0 });
    await client.call(call);
    answer = (_request, response) => response.destroy();
    expect(await client.call(call)).toMatchObject({ ok: false, kind: 'unknown' });
    expect(server.connections()).toBe(1);
  });
});

describe('surely not sent', () => {
  it('connection refused', async () => {
    await server.close();
    const result = await client.call(call);
    expect(result).toEqual({ ok: false, kind: 'not-sent', why: 'ECONNREFUSED' });
  });

  it('unknown host', async () => {
    const nowhere = createHttp({ baseUrl: 'http://no-such-host.invalid', now: () => 0 });
    expect(await nowhere.call({ ...call, timeLimitMs: 5_000 })).toMatchObject({ ok: false, kind: 'not-sent' });
  });

  it('the far side speaks no TLS', async () => {
    const result = await atPort((socket) => socket.end('HTTP/1.1 400 no\r\n\r\n'), async (port) => {
      const tls = createHttp({ baseUrl: `https://127.0.0.1:${port}`, now: () => 0 });
      return tls.call(call);
    });
    expect(result).toMatchObject({ ok: false, kind: 'not-sent' });
    expect(JSON.stringify(result)).not.toContain('SECRET');
  });

  it('the handshake does not end within the limit', async () => {
    const open: net.Socket[] = [];
    const result = await atPort((socket) => open.push(socket), async (port) => {
      const tls = createHttp({ baseUrl: `https://127.0.0.1:${port}`, now: () => 0, timeLimitMs: 150 });
      return tls.call(call);
    });
    open.forEach((socket) => socket.destroy());
    expect(result).toEqual({ ok: false, kind: 'not-sent', why: 'time limit' });
  });

  it('no free connection within the limit', async () => {
    const narrow = createHttp({ baseUrl: server.baseUrl, now: () => 0, maxSockets: 1 });
    answer = () => undefined;
    const first = narrow.call({ ...call, timeLimitMs: 400 });
    expect(await narrow.call({ ...call, timeLimitMs: 100 })).toEqual({ ok: false, kind: 'not-sent', why: 'time limit' });
    expect(await first).toMatchObject({ kind: 'unknown' });
  });
});

describe('files', () => {
  const file = { method: 'GET', path: '/media', query: { access_token: SECRET } } as const;
  const bytes = Buffer.from([0xff, 0xd8, 1, 2, 3]);

  it('uploads one field named media with name and type', async () => {
    answer = (_request, response) => json(response, { media_id: 'm1' });
    const upload = { bytes: Buffer.from('hello'), fileName: '图"1".jpg', contentType: 'image/jpeg' };
    expect(await client.call({ method: 'POST', path: '/up', upload })).toMatchObject({ ok: true });
    expect(server.seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(Number(server.seen[0]?.headers['content-length'])).toBeGreaterThan(5);
    expect(server.seen[0]?.body).toMatch(/name="media"; filename="图%221%22\.jpg"\r\nContent-Type: image\/jpeg\r\n\r\nhello\r\n/);
  });

  it('downloads with type and a bare name', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-disposition': 'attachment; filename="../../a.jpg"' });
      response.end(bytes);
    };
    expect(await client.download(file, 100)).toEqual({ ok: true, body: { bytes, contentType: 'image/jpeg', fileName: 'a.jpg' } });
  });

  it('finds the error behind HTTP 200, whatever type it claims', async () => {
    for (const type of ['application/json', 'text/plain', 'image/jpeg']) {
      answer = (_request, response) => {
        response.setHeader('content-type', type);
        response.end('{"errcode":40007,"errmsg":"invalid media_id"}');
      };
      expect(await client.download(file, 100)).toEqual({ ok: false, kind: 'platform', code: 40007, message: 'invalid media_id' });
    }
  });

  it('stops at the limit, stated or not', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(101));
    expect(await client.download(file, 100)).toEqual({ ok: false, kind: 'too-large', maxBytes: 100 });
    answer = (_request, response) => {
      for (let i = 0; i < 50; i += 1) response.write(Buffer.alloc(1000));
      response.end();
    };
    expect(await client.download(file, 100)).toEqual({ ok: false, kind: 'too-large', maxBytes: 100 });
    answer = (_request, response) => response.end(Buffer.alloc(10_000));
    expect(await client.download(file, 5000)).toEqual({ ok: false, kind: 'too-large', maxBytes: 5000 });
    answer = (_request, response) => response.end(Buffer.alloc(100));
    expect(await client.download(file, 100)).toMatchObject({ ok: true });
  });

  it('stops reading a file that does not end', async () => {
    answer = (_request, response) => {
      const pour = () => { while (!response.destroyed && response.write(Buffer.alloc(65_536))); };
      response.on('drain', pour);
      pour();
    };
    expect(await client.download(file, 1_000_000)).toEqual({ ok: false, kind: 'too-large', maxBytes: 1_000_000 });
  });

  it('takes a file of WeCom\'s largest size', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(20_000_000));
    expect(await client.download(file, 20_000_000)).toMatchObject({ ok: true });
  });

  it('gives no half file', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => response.destroy());
    };
    expect(await client.download(file, 1000)).toMatchObject({ ok: false, kind: 'unknown' });
    answer = (_request, response) => {
      response.write('half');
    };
    expect(await client.download({ ...file, timeLimitMs: 150 }, 1000)).toEqual({ ok: false, kind: 'unknown', why: 'time limit' });
  });
});
