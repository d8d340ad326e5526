import { namedAgent, type Receipt } from '../../../../shared/receipt';
import { int, json } from '../row';
import { ask, change, type Operation } from '../statement';

const COLUMNS: readonly string[] = ['outcome TEXT', 'cause TEXT', 'named TEXT', 'step BIGINT'];
const SOME = 'SELECT n, body FROM receipts WHERE n > ? ORDER BY n LIMIT 500';
const TELL = 'UPDATE receipts SET outcome = ?, cause = ?, named = ?, step = ? WHERE n = ?';

/** What reports count of a decision stands beside its body, so that they need not open each. */
export function* toldReceipts(): Operation<void> {
  for (const column of COLUMNS) yield change(`ALTER TABLE receipts ADD COLUMN ${column}`);
  let last = 0;
  for (;;) {
    const { rows } = yield ask(SOME, last);
    if (rows.length === 0) return;
    for (const row of rows) {
      last = int(row.n);
      const receipt = json<Receipt>(row.body);
      yield change(TELL, receipt.outcome, receipt.cause, namedAgent(receipt) ?? null, receipt.winner?.step ?? null, last);
    }
  }
}
