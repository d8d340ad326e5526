import { randomBytes } from 'node:crypto';
import { buildSandbox } from './app';
import { settingsFromEnv } from './settings';

const LOCAL = ['127.0.0.1', 'localhost', '::1'];

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Starts the sandbox: `tsx sandbox/main.ts --port N [--host H]`, or SANDBOX_PORT and SANDBOX_HOST; port 0 takes a free one. */
async function main(): Promise<void> {
  const read = settingsFromEnv(process.env);
  const port = Number(option('port') ?? process.env['SANDBOX_PORT'] ?? 0);
  const host = option('host') ?? process.env['SANDBOX_HOST'] ?? '127.0.0.1';
  if (!read.ok || !Number.isInteger(port) || port < 0 || port > 65535) {
    process.stderr.write(`sandbox: ${read.ok ? 'the port must be 0 to 65535' : read.why}\n`);
    process.exitCode = 1;
    return;
  }
  const publicUrl = process.env['SANDBOX_PUBLIC_URL'];
  const phoneOrigin = process.env['SANDBOX_PHONE_ORIGIN'];
  const app = await buildSandbox({
    settings: read.settings, wallTime: Date.now, randomBytes, localOnly: LOCAL.includes(host), ...(publicUrl ? { publicUrl: publicUrl.replace(/\/$/, '') } : {}),
    ...(phoneOrigin ? { phoneOrigin } : {}),
  });
  const stop = () => void app.close();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const listening = await app.listen({ port, host });
  process.stdout.write(`${JSON.stringify({ listening })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
