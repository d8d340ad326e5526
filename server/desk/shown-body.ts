import type { MessageBody } from '../../shared/message';

/**
 * A body as the visitor's own page gets it. He reads pictures and files by the number of their message, so hashes and the platforms'
 * ids stay here; what a platform said that nobody understands may name the agent's account there.
 */
export function shownBody(body: MessageBody): MessageBody {
  switch (body.kind) {
    case 'image':
      return { kind: 'image', ...(body.gone && { gone: body.gone }) };
    case 'file':
      return { kind: 'file', name: body.name, ...(body.gone && { gone: body.gone }) };
    case 'card': {
      const { mediaId: _, ...card } = body;
      return card;
    }
    case 'unsupported':
      return { ...body, raw: '' };
    case 'text':
    case 'event':
      return body;
  }
}
