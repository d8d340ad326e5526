import { fileOf, type ChatFiles, type Fetched } from './chat-files';
import { createPictures, type Picture } from './pictures';
import { isOwnMessagesAnswer } from './shared-values/asking/answers';
import type { Send } from './shared-values/asking/ask';
import type { Failure } from './shared-values/asking/failure';
import type { Timers } from './shared-values/asking/timers';
import type { TalkLine } from './shared-values/talk/parts';

/** What was said in one conversation, on whatever road. */
export interface Transcript {
  /** Oldest first. */
  lines(): readonly TalkLine[];
  /** `trouble`: the last reading failed. */
  phase(): 'loading' | 'read' | { readonly trouble: Failure };
  /** Reads on from what is there, to the end. */
  read(): Promise<void>;
  picture(line: TalkLine): Picture;
  pictureAgain(line: TalkLine): void;
  file(line: TalkLine): Promise<Fetched>;
}

/** `changed` is called whenever there is something new to show. */
export const createTranscript = ({ conversation, send, files, timers, changed }: { conversation: string; send: Send; files: ChatFiles; timers: Timers; changed: () => void }): Transcript => {
  const pictures = createPictures({ files, timers, changed });
  let lines: readonly TalkLine[] = [];
  let seq = 0;
  let phase: ReturnType<Transcript['phase']> = 'loading';
  let reading: Promise<void> | undefined;

  const readOn = async (): Promise<void> => {
    for (;;) {
      const answer = await send({ method: 'GET', path: `/api/visitor/conversations/${encodeURIComponent(conversation)}/messages?after=${seq}` });
      if (!answer.ok) phase = { trouble: { code: answer.code, retryAfterMs: answer.retryAfterMs } };
      else if (!isOwnMessagesAnswer(answer.data)) phase = { trouble: { code: 'bad-answer', retryAfterMs: 0 } };
      else if (answer.data.seq > seq) {
        seq = answer.data.seq;
        const next = answer.data.messages.flatMap(({ id, seq: number, at, from, name, body }): readonly TalkLine[] =>
          from === 'note' ? [] : [{ id, conversation, seq: number, at, from, ...(name !== undefined && { name }), body }]);
        lines = [...lines, ...next];
        continue;
      } else phase = 'read';
      return changed();
    }
  };

  return {
    lines: () => lines,
    phase: () => phase,
    read() {
      reading ??= readOn().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    picture: pictures.of,
    pictureAgain: pictures.again,
    file: (line) => fileOf(files, line),
  };
};
