import { createHmac } from 'node:crypto';

/** What a merchant's server signs for his visitors' phones and pages, well formed or not. */
export function merchantSigns(secret: string, content: unknown): { payload: string; signature: string } {
  const payload = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64url');
  return { payload, signature: createHmac('sha256', secret).update(payload).digest('hex') };
}
