import { chatFilePath } from '../../shared/chat-files';
import type { TalkLine } from '../../shared/talk/parts';

/** Where an own upload is remembered until the server shows it. */
export const uploadPath = (file: string): string => `upload:${file}`;

/** Where the picture or file of a line is read; undefined when there is none to be had. */
export const saidPath = ({ body, conversation, seq }: TalkLine): string | undefined => {
  if (body.kind !== 'image' && body.kind !== 'file') return undefined;
  if ('gone' in body && body.gone === true) return undefined;
  if (conversation !== undefined && seq !== undefined) return chatFilePath(conversation, seq);
  return body.file === undefined ? undefined : uploadPath(body.file);
};
