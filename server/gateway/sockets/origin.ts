/** WeChat's own: a mini-program's requests name it, or none. */
const WECHAT = 'https://servicewechat.com';

/** Whether a page of this origin may connect: none, WeChat's, or one of those listed. */
export function mayConnect(origin: string | undefined, listed: readonly string[]): boolean {
  if (origin === undefined) return true;
  const asked = plain(origin);
  return asked === WECHAT || listed.some((one) => plain(one) === asked);
}

const plain = (origin: string): string => origin.trim().toLowerCase().replace(/\/+$/, '');
