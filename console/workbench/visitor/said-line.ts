import type { Message } from '../../../shared/message';
import type { Say } from '../../frame/language';
import type { saidWords } from './said-words';

/** A message in one text, where there is no room or no need for more. */
export function saidLine({ body, recalledAt }: Message, say: Say<typeof saidWords>): string {
  if (recalledAt !== undefined) return say('recalled');
  switch (body.kind) {
    case 'text': return body.text;
    case 'image': return say('image');
    case 'file': return say('file', { name: body.name });
    case 'card': return say('card', { title: body.title });
    case 'event': return body.detail ?? '';
    case 'unsupported': return say('unsupported');
  }
}
