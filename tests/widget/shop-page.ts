import { createServer } from 'node:http';
import { freePort } from '../servers/free-port';

/** A merchant's page on a server of his own, under a strict policy that allows what the widget needs and nothing else. */
export interface ShopPage {
  readonly origin: string;
  /** `tag`: more `data-` attributes of the script tag; `twice`: it stands there twice. */
  address(tag?: Readonly<Record<string, string>>): string;
  stop(): void;
}

const policyFor = (server: string): string =>
  ["default-src 'none'", `script-src ${server}`, `connect-src ${server} ${server.replace('http', 'ws')}`, 'img-src blob:', "require-trusted-types-for 'script'"].join('; ');

/** @param server the address the page has the widget from */
export const openShopPage = async (server: string): Promise<ShopPage> => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const page = (tag: URLSearchParams): string => {
    const attributes = [...tag].map(([name, value]) => ` data-${name}="${value}"`).join('');
    const script = `<script src="${server}/widget.js" data-site="web"${attributes} async></script>`;
    return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>小店</title></head>
<body><main><h1>小店</h1><p><a href="/elsewhere">茶杯</a></p></main>${script.repeat(tag.has('twice') ? 2 : 1)}</body></html>`;
  };
  const http = createServer(({ url = '/' }, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyFor(server) });
    response.end(page(new URL(url, origin).searchParams));
  });
  await new Promise<void>((listening) => http.listen(port, '127.0.0.1', listening));
  return {
    origin,
    address: (tag = {}) => `${origin}/?${new URLSearchParams(tag).toString()}`,
    stop() {
      http.closeAllConnections();
      http.close();
    },
  };
};
