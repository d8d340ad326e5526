import type { SaidBody } from '../../shared/http/chat';
import type { MessageBody } from '../../shared/message';

/** Of a picture or file one says only the name of an upload; the store puts in what it holds. */
export function stated(body: SaidBody): { body: MessageBody; upload?: string } {
  switch (body.kind) {
    case 'image':
      return { body: { kind: 'image' }, upload: body.file };
    case 'file':
      return { body: { kind: 'file', name: '' }, upload: body.file };
    default:
      return { body };
  }
}
