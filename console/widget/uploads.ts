import type { FailureCode } from '../../shared/asking/failure';
import type { UploadAnswer } from '../../shared/http/chat';
import { askWithin, type Asker } from './send';

export type Uploaded = { readonly ok: true; readonly file: string; readonly kind: UploadAnswer['kind'] } | { readonly ok: false; readonly code: FailureCode };

/** Sends a picture or file up; what answers is said afterwards. */
export type Uploads = (file: File) => Promise<Uploaded>;

/** Twenty megabytes over a slow mobile network. */
const limitMs = 180_000;

const isUpload = (data: unknown): data is UploadAnswer =>
  typeof data === 'object' && data !== null && 'file' in data && typeof data.file === 'string' && 'kind' in data && (data.kind === 'image' || data.kind === 'file');

export const createUploads = ({ asker, token }: { asker: Asker; token(refused: boolean): Promise<string | undefined> }): Uploads => {
  const send = async (file: File, refused: boolean): Promise<Uploaded> => {
    const bearer = await token(refused);
    if (bearer === undefined) return { ok: false, code: 'offline' };
    const body = new FormData();
    body.append('file', file, file.name === '' ? 'picture.png' : file.name);
    const answer = await askWithin(asker, '/api/visitor/files', { method: 'POST', headers: { authorization: `Bearer ${bearer}` }, body }, limitMs);
    if (!answer.ok) return answer.code === 'login-needed' && !refused ? send(file, true) : { ok: false, code: answer.code };
    return isUpload(answer.data) ? { ok: true, file: answer.data.file, kind: answer.data.kind } : { ok: false, code: 'bad-answer' };
  };
  return (file) => send(file, false);
};
