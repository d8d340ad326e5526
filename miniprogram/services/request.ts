import { brokenOff } from './broken-off';
import { fewAtOnce } from './few-at-once';
import type { Phone } from './phone';
import { askLimitMs, noAnswer, type Answer, type Ask, type Send } from './shared-values/asking/ask';
import { failureOf } from './shared-values/asking/failure';
import type { Language } from './shared-values/asking/language';
import type { Timers } from './shared-values/asking/timers';

/** WeChat runs at most 10 requests at once and fails the rest; pictures need some too. */
const mostAtOnce = 4;

/** Header names come in any case. */
const headerOf = (header: object, name: string): string => {
  const found = Object.entries(header).find(([key]) => key.toLowerCase() === name);
  return typeof found?.[1] === 'string' ? found[1] : '';
};

interface SendParts {
  readonly phone: Phone;
  readonly timers: Timers;
  readonly address: string;
  /** What the server's words are wanted in, where it has only one place for them. */
  readonly language: () => Language;
}

/** Requests to one server: a few at a time, each answered within its time limit, failures as values. */
export const createSend = ({ phone, timers, address, language }: SendParts): Send => {
  const soon = fewAtOnce(mostAtOnce);

  const start = (ask: Ask, answer: (answer: Answer) => void, ended: () => void): void => {
    let open = true;
    const settle = (result: Answer): void => {
      if (!open) return;
      open = false;
      callOff();
      ended();
      answer(result);
    };
    // WeChat's own time limit does not run while the program sleeps in the background
    const callOff = timers.after(askLimitMs, () => {
      settle(noAnswer('timeout'));
      task?.abort();
    });
    const task: { abort(): void } | undefined = phone.request({
      url: address + ask.path,
      method: ask.method,
      header: { 'content-type': 'application/json', 'accept-language': language(), ...ask.header },
      ...(ask.body === undefined ? {} : { data: ask.body }),
      timeout: askLimitMs,
      success({ statusCode, data, header }) {
        const ok = (statusCode >= 200 && statusCode < 300) || statusCode === 304;
        settle(
          ok
            ? { ok: true, status: statusCode, data, etag: headerOf(header, 'etag') }
            : { ok: false, ...failureOf(statusCode, data, headerOf(header, 'retry-after')) },
        );
      },
      fail: (error) => settle(noAnswer(brokenOff(error))),
    });
  };

  return (ask) => new Promise((resolve) => soon((ended) => start(ask, resolve, ended)));
};
