import type { CallResult } from './answer';
import type { PlatformHttp } from './http';
import { cutToBytes, wellFormed } from './text-split';

export interface WecomRobot {
  /** At most 2048 bytes, cut. `mention`: userids, or '@all'. */
  text(content: string, mention?: readonly string[]): Promise<CallResult>;
  /** At most 4096 bytes, cut. */
  markdown(content: string): Promise<CallResult>;
}

/**
 * A group robot. WeCom: 20 messages a minute; the caller gathers. The whole address is a secret: pass its parts by
 * `robotAddress`, and `http` with that origin.
 */
export function createWecomRobot(http: PlatformHttp, address: RobotAddress): WecomRobot {
  const post = (json: object) => http.call({ method: 'POST', path: address.path, query: { key: address.key }, json });
  return {
    text: (content, mention = []) => post({ msgtype: 'text', text: { content: cutToBytes(wellFormed(content), 2048), mentioned_list: mention } }),
    markdown: (content) => post({ msgtype: 'markdown', markdown: { content: cutToBytes(wellFormed(content), 4096) } }),
  };
}

export interface RobotAddress {
  readonly origin: string;
  readonly path: string;
  readonly key: string;
}

/** Takes a robot's URL apart; `undefined` when it is none. */
export function robotAddress(url: string): RobotAddress | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const key = parsed.searchParams.get('key') ?? '';
  return key === '' || !/^https?:$/.test(parsed.protocol) ? undefined : { origin: parsed.origin, path: parsed.pathname, key };
}
