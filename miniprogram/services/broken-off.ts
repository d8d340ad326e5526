/** Why a call of WeChat's ended without an answer, by what it says itself. */
export const brokenOff = ({ errMsg }: { readonly errMsg: string }): 'offline' | 'timeout' => (/timeout|time out/i.test(errMsg) ? 'timeout' : 'offline');
