/** Columns hold only text, whole numbers and milliseconds; JSON is text. `?` and quotes do not occur. */
export const start: readonly string[] = [
  `CREATE TABLE visitors (
    id TEXT PRIMARY KEY, site TEXT, facts TEXT NOT NULL, created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, last_entry TEXT
  )`,
  'CREATE INDEX visitors_by_time ON visitors (created_at, id)',
  `CREATE TABLE identities (
    provider TEXT NOT NULL, account TEXT NOT NULL, subject TEXT NOT NULL, visitor TEXT NOT NULL,
    PRIMARY KEY (provider, account, subject)
  ) WITHOUT ROWID`,
  'CREATE INDEX identities_of_visitor ON identities (visitor)',

  `CREATE TABLE conversations (
    id TEXT PRIMARY KEY, visitor TEXT NOT NULL, channel TEXT NOT NULL, account TEXT NOT NULL, entry TEXT NOT NULL,
    state TEXT NOT NULL, version BIGINT NOT NULL, agent TEXT, step BIGINT, priority BIGINT NOT NULL,
    ageing_ms BIGINT NOT NULL, silent_ms BIGINT NOT NULL, idle_ms BIGINT NOT NULL,
    opened_at BIGINT NOT NULL, entered_at BIGINT NOT NULL, waiting_since BIGINT, wait_until BIGINT, assigned_at BIGINT, closed_at BIGINT,
    seq BIGINT NOT NULL, last_visitor_at BIGINT, last_agent_at BIGINT, last_agent TEXT, first_reply_at BIGINT, asked_from BIGINT,
    ring_ms BIGINT NOT NULL, ring_at BIGINT, rung BIGINT NOT NULL, tell BIGINT NOT NULL, card TEXT, missed TEXT NOT NULL,
    previous TEXT, close_reason TEXT, open_key TEXT, due_why TEXT, due_at BIGINT, emptied BIGINT NOT NULL
  )`,
  'CREATE UNIQUE INDEX conversations_open ON conversations (open_key)',
  'CREATE INDEX conversations_of_visitor ON conversations (visitor, opened_at)',
  "CREATE INDEX conversations_of_agent ON conversations (agent, opened_at) WHERE state = 'assigned'",
  "CREATE INDEX conversations_waiting ON conversations (entry, waiting_since) WHERE state = 'waiting'",
  'CREATE INDEX conversations_due ON conversations (due_why, due_at) WHERE due_at IS NOT NULL',
  'CREATE INDEX conversations_ever_of_agent ON conversations (agent, opened_at) WHERE agent IS NOT NULL',
  'CREATE INDEX conversations_of_entry ON conversations (entry, opened_at)',
  'CREATE INDEX conversations_by_time ON conversations (opened_at, id)',
  'CREATE INDEX conversations_with_words ON conversations (closed_at) WHERE closed_at IS NOT NULL AND emptied = 0',

  `CREATE TABLE messages (
    conversation TEXT NOT NULL, seq BIGINT NOT NULL, id TEXT NOT NULL, at BIGINT NOT NULL, sender TEXT NOT NULL, agent TEXT,
    body TEXT NOT NULL, file TEXT, once_key TEXT, PRIMARY KEY (conversation, seq)
  ) WITHOUT ROWID`,
  'CREATE UNIQUE INDEX messages_once ON messages (once_key)',
  'CREATE INDEX messages_of_file ON messages (file) WHERE file IS NOT NULL',
  'CREATE TABLE enters (once_key TEXT PRIMARY KEY, conversation TEXT NOT NULL, at BIGINT NOT NULL) WITHOUT ROWID',
  'CREATE INDEX enters_by_time ON enters (at)',

  `CREATE TABLE receipts (
    n SERIAL_KEY, conversation TEXT NOT NULL, entry TEXT NOT NULL, at BIGINT NOT NULL, agent TEXT, former TEXT,
    waited_ms BIGINT, body TEXT NOT NULL
  )`,
  'CREATE INDEX receipts_of_conversation ON receipts (conversation)',
  'CREATE INDEX receipts_of_entry ON receipts (entry, at)',
  'CREATE INDEX receipts_of_agent ON receipts (agent, at) WHERE agent IS NOT NULL',
  'CREATE INDEX receipts_served ON receipts (entry, at) WHERE waited_ms IS NOT NULL',
  'CREATE TABLE transfers (conversation TEXT PRIMARY KEY, asker TEXT NOT NULL, target TEXT NOT NULL, until_at BIGINT NOT NULL, note TEXT)',
  'CREATE INDEX transfers_until ON transfers (until_at)',
  `CREATE TABLE left_messages (
    conversation TEXT PRIMARY KEY, visitor TEXT NOT NULL, entry TEXT NOT NULL, left_at BIGINT NOT NULL, due_agent TEXT, due_group TEXT,
    contact TEXT, follow_up TEXT NOT NULL, done_by TEXT, note TEXT, done_at BIGINT
  )`,
  'CREATE INDEX left_messages_by_time ON left_messages (follow_up, left_at)',

  `CREATE TABLE lanes (
    lane TEXT PRIMARY KEY, due_at BIGINT, busy BIGINT NOT NULL, held BIGINT NOT NULL, left_count BIGINT NOT NULL, until_at BIGINT NOT NULL
  ) WITHOUT ROWID`,
  'CREATE INDEX lanes_due ON lanes (due_at) WHERE due_at IS NOT NULL',
  `CREATE TABLE deliveries (
    n SERIAL_KEY, id TEXT NOT NULL, lane TEXT NOT NULL, kind TEXT NOT NULL, conversation TEXT, seq BIGINT, visitor TEXT, agent TEXT,
    metered BIGINT NOT NULL, content TEXT, state TEXT NOT NULL, parts BIGINT NOT NULL, progress BIGINT NOT NULL, attempts BIGINT NOT NULL,
    spent BIGINT NOT NULL, system BIGINT NOT NULL, merge_key TEXT, due_at BIGINT NOT NULL, created_at BIGINT NOT NULL, why TEXT,
    lease_until BIGINT, node TEXT
  )`,
  'CREATE UNIQUE INDEX deliveries_by_id ON deliveries (id)',
  "CREATE INDEX deliveries_in_lane ON deliveries (lane, n) WHERE state IN ('pending', 'held', 'taken')",
  "CREATE INDEX deliveries_unsettled ON deliveries (state, n) WHERE state <> 'sent'",
  "CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE state = 'taken'",
  'CREATE INDEX deliveries_of_message ON deliveries (conversation, seq)',
  "CREATE INDEX deliveries_merging ON deliveries (merge_key) WHERE merge_key IS NOT NULL AND state = 'pending'",

  `CREATE TABLE agents (
    agent TEXT PRIMARY KEY, status TEXT NOT NULL, status_since BIGINT NOT NULL, paused_reason TEXT, paused BIGINT NOT NULL,
    paused_since BIGINT, forced_by TEXT, duty_until BIGINT, duty_act_at BIGINT, duty_warned BIGINT NOT NULL, load BIGINT NOT NULL,
    misses BIGINT NOT NULL, last_assigned_at BIGINT, current_conversation TEXT, current_until BIGINT, version BIGINT NOT NULL
  )`,
  'CREATE INDEX agents_by_load ON agents (status, paused, load, agent)',
  'CREATE INDEX agents_loaded ON agents (load) WHERE load > 0',
  'CREATE INDEX agents_on_duty ON agents (duty_until) WHERE duty_until IS NOT NULL',
  'CREATE TABLE turns (team TEXT PRIMARY KEY, last TEXT NOT NULL, count BIGINT NOT NULL)',
  `CREATE TABLE cards (
    id TEXT PRIMARY KEY, agent TEXT NOT NULL, kind TEXT NOT NULL, conversation TEXT, response_code TEXT, at BIGINT NOT NULL
  )`,
  'CREATE INDEX cards_of_conversation ON cards (conversation)',
  'CREATE INDEX cards_of_agent ON cards (agent)',

  `CREATE TABLE configs (
    version BIGINT PRIMARY KEY, state TEXT NOT NULL, config TEXT NOT NULL, revision BIGINT NOT NULL, author TEXT NOT NULL,
    at BIGINT NOT NULL, note TEXT, publish_at BIGINT
  )`,
  'CREATE INDEX configs_by_state ON configs (state)',
  `CREATE TABLE audits (
    n SERIAL_KEY, id TEXT NOT NULL, at BIGINT NOT NULL, author TEXT NOT NULL, role TEXT NOT NULL, action TEXT NOT NULL,
    object TEXT NOT NULL, detail TEXT, ip TEXT
  )`,
  'CREATE UNIQUE INDEX audits_by_id ON audits (id)',
  'CREATE INDEX audits_by_object ON audits (object)',
  'CREATE TABLE marks (name TEXT PRIMARY KEY, value BIGINT NOT NULL)',
  "INSERT INTO marks (name, value) VALUES ('config', 0), ('sent', 0)",

  `CREATE TABLE staff (
    id TEXT PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, agent TEXT, password_hash TEXT, disabled BIGINT NOT NULL
  )`,
  'CREATE UNIQUE INDEX staff_by_login ON staff (login)',
  `CREATE TABLE sessions (
    hash TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, account TEXT, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
    ip TEXT, user_agent TEXT
  ) WITHOUT ROWID`,
  'CREATE INDEX sessions_of_subject ON sessions (subject, kind)',
  'CREATE INDEX sessions_by_end ON sessions (expires_at)',
  'CREATE TABLE site_secrets (site TEXT PRIMARY KEY, hmac_secret TEXT NOT NULL)',
  `CREATE TABLE api_keys (
    id TEXT PRIMARY KEY, site TEXT NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL, created_at BIGINT NOT NULL, last_used_at BIGINT
  )`,
  'CREATE UNIQUE INDEX api_keys_by_hash ON api_keys (hash)',
  `CREATE TABLE webhooks (
    id TEXT PRIMARY KEY, site TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL, events TEXT NOT NULL, disabled BIGINT NOT NULL
  )`,
  `CREATE TABLE permits (
    visitor TEXT NOT NULL, account TEXT NOT NULL, template TEXT NOT NULL, count BIGINT NOT NULL, PRIMARY KEY (visitor, account, template)
  ) WITHOUT ROWID`,
];
