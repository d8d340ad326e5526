import type { Page } from 'playwright-core';

/** Signs somebody in on the page he is on, in either language. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel(/^(登录名|Login name)$/).fill(login);
  await page.getByLabel(/^(密码|Password)$/).fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
}

/** Calls of a colleague who works at the same time, without a browser. */
export async function colleague(server: string, login: string, password: string) {
  const answer = await fetch(`${server}/api/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) });
  const { token }: { token: string } = await answer.json();
  const call = async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(server + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const revision = async (): Promise<number> => {
    const { body } = await call('GET', '/api/ops/agents');
    return typeof body === 'object' && body !== null ? Number(Reflect.get(body, 'revision')) : 0;
  };
  return {
    call,
    /** Changes fields of one item of the draft. */
    async patch(path: string, fields: object): Promise<void> {
      const { status } = await call('PATCH', `${path}?revision=${await revision()}`, fields);
      if (status !== 200) throw new Error(`the colleague's change was refused with ${status}`);
    },
    /** Gives the draft up, if there is one. */
    async discard(): Promise<void> {
      await call('DELETE', `/api/ops/draft?revision=${await revision()}`);
    },
  };
}
