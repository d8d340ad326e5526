import { namedAgent, type Receipt } from '../../../shared/receipt';
import { change, type Operation } from './statement';

const INSERT = 'INSERT INTO receipts (conversation, entry, at, agent, former, waited_ms, body, outcome, cause, named, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Append-only: every decision, and with an agent the assignment itself. `waited`: ms it had stood in the queue. */
export function* keepReceipt(
  conversation: string, receipt: Receipt, assignment?: { agent: string; former: string | null; waited: number | null },
): Operation<void> {
  yield change(
    INSERT, conversation, receipt.entry, receipt.at, assignment?.agent ?? null, assignment?.former ?? null, assignment?.waited ?? null,
    JSON.stringify(receipt), receipt.outcome, receipt.cause, namedAgent(receipt) ?? null, receipt.winner?.step ?? null,
  );
}
