/** What happened once is stored by this: WeCom may give the same item again, with the same msgid. */
export function itemKey(account: string, msgId: string): string {
  return `k:${account}:${msgId}`;
}
