import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { FromAgent, ToAgent } from '../../../shared/frames/agent';
import { createConnection } from '../../../shared/talk/connection';
import { useSend } from '../../frame/api/use-send';
import { statusApi } from '../status/status-api';
import { deviceOf, dial, timers } from '../this-browser';
import { readAgentFrame } from './read-agent-frame';

type Listener = (frame: ToAgent) => void;

/**
 * The one socket of this page. It tells; what an agent does goes by HTTP. `offline`: it was lost and is dialled again by itself;
 * `elsewhere`: so many pages of his are open that this one, the oldest, was let go until it is used again.
 */
export const useLine = defineStore('line', () => {
  const { read: readStatus } = statusApi(useSend());
  const state = ref<'connecting' | 'open' | 'offline' | 'elsewhere'>('connecting');
  /** The server's clock, in ms before ours. */
  const clockAhead = ref(0);
  const listeners = new Set<Listener>();

  const connection = createConnection<ToAgent, FromAgent>({
    dial, timers, read: readAgentFrame, random: () => Math.random(),
    async hello(refused) {
      // Asking over HTTP leads to the sign-in when the session is over.
      if (refused && !(await readStatus()).ok) return undefined;
      return () => ({ type: 'hello', device: deviceOf() });
    },
  }, {
    heard(frame) {
      if (frame.type === 'ready') clockAhead.value = frame.now - timers.now();
      state.value = connection.state();
      for (const listener of [...listeners]) listener(frame);
    },
    lost: () => (state.value = connection.state()),
  });

  return {
    state, clockAhead,
    /** Milliseconds since 1970 by the server's clock. */
    now: () => timers.now() + clockAhead.value,
    start() {
      connection.start();
      state.value = connection.state();
    },
    stop: () => connection.stop(),
    /** He does something here: goes on where a newer page had taken the place of this one. */
    use: () => connection.use(),
    /** False when there is no line now: nothing was sent. */
    send: (frame: FromAgent) => connection.send(frame),
    /** Each frame but pings, `ready` first on each new line. Answers how to stop. */
    hear(listener: Listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
});
