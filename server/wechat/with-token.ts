import { type CallFailure, type CallResult } from './answer';
import type { DownloadResult } from './download';
import type { PlatformCall, PlatformHttp } from './http';
import { asNotSent, type TokenKeeper } from './token';

/** Calls that carry the access token, renewed once when the platform says that it died. */
export interface TokenCalls {
  call(call: PlatformCall): Promise<CallResult>;
  download(call: PlatformCall, maxBytes: number): Promise<DownloadResult>;
}

/** WeChat: secret wrong or token not the latest, token malformed, token expired. */
export const WECHAT_DEAD_TOKEN: readonly number[] = [40001, 40014, 42001];
/** WeCom: token wrong, expired, missing. 40001 is a wrong secret there and no new token helps. */
export const WECOM_DEAD_TOKEN: readonly number[] = [40014, 42001, 41001];

export function createTokenCalls(http: PlatformHttp, keeper: TokenKeeper, deadToken: readonly number[]): TokenCalls {
  function isDead(result: { readonly ok: boolean; readonly kind?: string; readonly code?: number }): boolean {
    return !result.ok && result.kind === 'platform' && result.code !== undefined && deadToken.includes(result.code);
  }

  async function attempt<T extends { readonly ok: boolean }>(send: (token: string) => Promise<T>): Promise<T | CallFailure> {
    const first = await keeper.get();
    if (!first.ok) return asNotSent(first);
    const result = await send(first.token);
    if (!isDead(result)) return result;
    const second = await keeper.replace(first.token);
    if (!second.ok) return asNotSent(second);
    const again = await send(second.token);
    if (isDead(again)) keeper.distrust(second.token);
    return again;
  }

  const withToken = (call: PlatformCall, token: string): PlatformCall => ({ ...call, query: { ...call.query, access_token: token } });

  return {
    call: (call) => attempt((token) => http.call(withToken(call, token))),
    download: (call, maxBytes) => attempt((token) => http.download(withToken(call, token), maxBytes)),
  };
}
