/**
 * Calls of webhooks are looked for apart from messages, and each receiver's apart from the others', so that what waits for a
 * slow one is not read again and again. The receiver is what stands in the lane before the conversation.
 */
export const webhookLanes: readonly string[] = [
  "CREATE INDEX lanes_due_messages ON lanes (due_at) WHERE due_at IS NOT NULL AND lane NOT LIKE '3:%'",
  `CREATE INDEX lanes_due_webhooks ON lanes (RTRIM(lane, '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_@-'), due_at)
    WHERE due_at IS NOT NULL AND lane LIKE '3:%'`,
];
