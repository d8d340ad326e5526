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
import { release } from './release';
import { reply } from './reply';
import { requestTransfer, takeTransfer } from './transfers';

export const conversationWrites: Table<WritesOf<'conversations'>> = {
  'conversations.enter': enter,
  'conversations.receive': receive,
  'conversations.claim': claim,
  'conversations.release': release,
  'conversations.reply': reply,
  'conversations.finish': finish,
  'conversations.leave': leave,
  'conversations.queued': queued,
  'conversations.keepReceipt': (conversation, receipt) => keepReceipt(conversation, receipt),
  'conversations.requestTransfer': requestTransfer,
  'conversations.takeTransfer': takeTransfer,
  'conversations.keepFile': keepFile,
  'conversations.takeMissingMedia': takeMissingMedia,
  'conversations.mediaGone': mediaGone,
};
