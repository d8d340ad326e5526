import { answering, once } from './acts';
import { signed } from './audit-store';
import { claim } from './claim';
import { enter } from './enter';
import { finish } from './finish';
import { keepFile } from './keep-file';
import { leave } from './leave';
import { mediaGone, takeMissingMedia } from './missing-media';
import type { Table, WritesOf } from './operations';
import { queued } from './queued';
import { keepReceipt } from './receipt-store';
import { receive } from './receive';
import { recall } from './recall';
import { release } from './release';
import { reply } from './reply';
import { endTransfer, requestTransfer } from './transfers';

const yes = (happened: boolean): boolean => happened;

export const conversationWrites: Table<WritesOf<'conversations'>> = {
  'conversations.enter': enter,
  'conversations.receive': receive,
  'conversations.claim': (request) =>
    signed(once(claim(request), { act: request.act, conversation: request.conversation, did: ({ kind }) => kind === 'claimed', known: answering({ kind: 'lost' as const }) }), request.audit, ({ kind }) => kind === 'claimed'),
  'conversations.release': release,
  'conversations.reply': (request) => once(reply(request), {
    act: request.act, conversation: request.conversation, did: ({ kind }) => kind === 'stored' || kind === 'duplicate', known: answering({ kind: 'unknown' as const }),
  }),
  'conversations.recall': recall,
  'conversations.finish': (request) =>
    signed(once(finish(request), { act: request.act, conversation: request.conversation, did: ({ kind }) => kind === 'finished', known: answering({ kind: 'moved' as const }) }), request.audit, ({ kind }) => kind === 'finished'),
  'conversations.leave': leave,
  'conversations.queued': queued,
  'conversations.keepReceipt': (conversation, receipt) => keepReceipt(conversation, receipt),
  'conversations.requestTransfer': (request) =>
    once(requestTransfer(request), { act: request.act, conversation: request.conversation, did: yes, known: answering(false) }),
  'conversations.endTransfer': (request, what) =>
    once(endTransfer(request, what), { act: what.act, conversation: request.conversation, did: yes, known: answering(false) }),
  'conversations.keepFile': keepFile,
  'conversations.takeMissingMedia': takeMissingMedia,
  'conversations.mediaGone': mediaGone,
};
