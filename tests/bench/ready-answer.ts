/** An answer as a server of ours gave it: what a peer sends byte for byte. */
export interface ReadyAnswer {
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Not a server's own business but the connection's, so every server adds its own. */
const CONNECTION = ['connection', 'date', 'keep-alive', 'content-length', 'transfer-encoding'];

/** Asks once, so that the peer can send the same. */
export async function readyAnswer(port: number, method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: string): Promise<ReadyAnswer> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(body !== undefined && { body }) });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  const own = [...answer.headers].filter(([name]) => !CONNECTION.includes(name));
  return { method, path, headers: Object.fromEntries(own), body: await answer.text() };
}
