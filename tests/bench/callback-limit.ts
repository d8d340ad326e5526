import { readFileSync } from 'node:fs';
import { createEnvelope } from '../../server/wechat/crypto';
import { isSigned } from '../../server/wechat/signature';
import { scanEncrypt } from '../../server/wechat/xml';
import { wechatApp } from '../journeys/shop';
import { answerOrders } from './asked-child';
import type { LimitOrder, LimitResult } from './limit-order';
import { openLimitStore, runLimit, type LimitRow, type LimitStore } from './limit-store';
import type { SecurePush } from './pushes';

/**
 * The least that storing a push can cost: signature, decryption, reading, and inserts in groups into one table with one
 * unique key, each group durable before it counts. No HTTP and no desk.
 */
const envelope = createEnvelope(wechatApp.aesKey, wechatApp.appid);

/** Reads sender, id and words, or throws: the benchmark's own pushes are right. */
function open({ path, body }: SecurePush): LimitRow {
  const query = new URLSearchParams(path.slice(path.indexOf('?')));
  const given = (name: string): string => query.get(name) ?? '';
  const parsed: unknown = body.startsWith('<') ? { Encrypt: scanEncrypt(body) } : JSON.parse(body);
  const encrypted = typeof parsed === 'object' && parsed !== null && 'Encrypt' in parsed ? String(parsed.Encrypt) : '';
  if (!isSigned(given('msg_signature'), [wechatApp.token, given('timestamp'), given('nonce'), encrypted])) throw new Error('wrongly signed');
  const opened = envelope.open(encrypted);
  if (!opened.ok) throw new Error(opened.reason);
  const { text } = opened;
  const field = (name: string): string => new RegExp(`"${name}":"?([^",}]*)|<${name}>(?:<!\\[CDATA\\[)?([^\\]<]*)`).exec(text)?.slice(1).find((part) => part !== undefined) ?? '';
  return { key: field('MsgId'), who: field('FromUserName'), text: field('Content') };
}

let store: Promise<LimitStore> | undefined;
answerOrders(async (order: LimitOrder): Promise<LimitResult> => {
  store ??= openLimitStore(order);
  const pushes: SecurePush[] = JSON.parse(readFileSync(order.file, 'utf8'));
  return runLimit(await store, pushes, order.group, open);
});
