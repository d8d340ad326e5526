import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteRecords } from '../../../server/stores/sqlite/open';

/** Kills the writer, without warning, as soon as it has acknowledged `acknowledgements` messages; answers all it had by then. */
const writeAndKill = (dataDir: string, round: number, acknowledgements: number): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'endless-writer.ts'), dataDir, `${round}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let mistakes = '';
    child.stderr.on('data', (chunk: Buffer) => void (mistakes += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.split('\n').length > acknowledgements) child.kill('SIGKILL');
    });
    child.on('close', () => {
      // the last line may have been cut
      const keys = printed.split('\n').slice(0, -1);
      if (keys.length < acknowledgements) reject(new Error(`ended by itself: ${mistakes}`));
      else resolve(keys);
    });
  });

it('loses nothing acknowledged when it is killed, and leaves nothing half done', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhida-kill-'));
  try {
    const acknowledged: string[] = [];
    for (const [round, count] of [1, 37, 400, 1501, 90].entries()) acknowledged.push(...(await writeAndKill(dataDir, round, count)));

    const records = await openSqliteRecords({ dataDir });
    const conversations = await records.conversations.list({ limit: 100 });
    const texts: string[] = [];
    for (const conversation of conversations) {
      const messages = await records.conversations.since(conversation.id, 0, 1_000_000);
      expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: conversation.seq }, (_, i) => i + 1));
      for (const { body } of messages) if (body.kind === 'text') texts.push(body.text);
    }
    const counts = await records.outbox.counts();
    await records.close();

    const kept = new Set(texts);
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    expect(kept.size).toBe(texts.length);
    expect(counts.pending).toBe(texts.length);
    expect(conversations).toHaveLength(7);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 60_000);
