import type { UploadAnswer } from '../../shared/http/chat';
import { brokenOff } from './broken-off';
import { fewAtOnce } from './few-at-once';
import type { Phone } from './phone';
import { failureOf, type FailureCode } from './shared-values/asking/failure';
import type { Session } from './shared-values/asking/session';
import { chatFilePath } from './shared-values/chat-files';
import type { TalkLine } from './shared-values/talk/parts';

/** WeChat runs at most 10 transfers and requests at once. */
const mostAtOnce = 3;

type Failed = { readonly ok: false; readonly code: FailureCode };
export type SentUp = { readonly ok: true; readonly file: string } | Failed;
/** `away`: it is on its way from the platform it was said on; `gone`: nobody can see it any more. */
export type Fetched = { readonly ok: true; readonly path: string } | (Failed & { readonly at?: 'away' | 'gone' });
type Transfer<T> = (token: string) => Promise<T>;

/** Pictures and files of a chat on their way up and down. */
export interface ChatFiles {
  /** Sends up what lies at `path` on this phone; `progress` in percent. */
  sendUp(path: string, progress: (percent: number) => void): Promise<SentUp>;
  /** Fetches what the server has at `path`; answers where it lies on this phone. */
  fetch(path: string): Promise<Fetched>;
}

const isUploadAnswer = (data: unknown): data is Pick<UploadAnswer, 'file'> => typeof data === 'object' && data !== null && 'file' in data && typeof data.file === 'string';

/** WeChat hands on the status of a download only. */
const placeOf = (status: number): Pick<Extract<Fetched, { ok: false }>, 'at'> => (status === 404 ? { at: 'away' } : status === 410 ? { at: 'gone' } : {});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The file of a line; one that is not acknowledged has none yet. */
export const fileOf = ({ fetch }: Pick<ChatFiles, 'fetch'>, { conversation, seq }: TalkLine): Promise<Fetched> =>
  conversation === undefined || seq === undefined ? Promise.resolve({ ok: false, code: 'not-found' }) : fetch(chatFilePath(conversation, seq));

/** In the visitor's name, signed in anew when his token is not taken any more. */
export const createChatFiles = ({ phone, session, address }: { phone: Phone; session: Session; address: string }): ChatFiles => {
  const soon = fewAtOnce(mostAtOnce);

  const withToken = async <T extends { ok: true } | Failed>(transfer: Transfer<T>): Promise<T | Failed> => {
    const inTurn = (token: string): Promise<T> => new Promise((resolve) => soon((ended) => void transfer(token).then(resolve).finally(ended)));
    const first = await session.token();
    if (!first.ok) return first;
    const result = await inTurn(first.token);
    if (result.ok || result.code !== 'login-needed') return result;
    const second = await session.token(first.token);
    return second.ok ? inTurn(second.token) : second;
  };
  const header = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

  return {
    sendUp: (filePath, progress) =>
      withToken((token) => new Promise<SentUp>((resolve) => {
        phone.uploadFile({
          url: `${address}/api/visitor/files`, filePath, name: 'file', header: header(token),
          success({ statusCode, data }) {
            const answer = parsed(data);
            if (statusCode === 200 && isUploadAnswer(answer)) resolve({ ok: true, file: answer.file });
            else resolve({ ok: false, code: failureOf(statusCode, answer, '').code });
          },
          fail: (error) => resolve({ ok: false, code: brokenOff(error) }),
        }).onProgressUpdate(({ progress: percent }) => progress(percent));
      })),
    fetch: (path) =>
      withToken((token) => new Promise<Fetched>((resolve) => {
        phone.downloadFile({
          url: address + path, header: header(token),
          success: ({ statusCode, tempFilePath }) => resolve(statusCode === 200 ? { ok: true, path: tempFilePath } : { ok: false, code: failureOf(statusCode, undefined, '').code, ...placeOf(statusCode) }),
          fail: (error) => resolve({ ok: false, code: brokenOff(error) }),
        });
      })),
  };
};
