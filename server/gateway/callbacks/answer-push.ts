import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../../desk/desk';
import { refuse } from '../refuse';
import type { Push, PushReader } from './callback-address';

/** Accepted unencrypted in every mode: "received, nothing to say". */
const SUCCESS = 'success';

/** Answers a push only after all it says is stored; when storing fails, with 503, so that the platform sends it again. */
export async function answerPush(
  desk: Pick<Desk, 'visitor' | 'agent' | 'hint'>,
  reader: PushReader | undefined,
  push: Push,
  nonce: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    if (reader?.for === 'visitor') {
      for (const inbound of reader.read(push)) await desk.visitor.takeIn(reader.channel, inbound);
    } else if (reader?.for === 'hint') {
      const hint = reader.read(push);
      if (hint) desk.hint(hint);
    } else if (reader) {
      const sealed = await act(desk, reader, push, nonce);
      if (sealed !== undefined) return reply.type('application/xml; charset=utf-8').send(sealed);
    }
  } catch (error) {
    request.log.error({ err: error, route: request.routeOptions.url }, 'a push could not be stored');
    return refuse(request, reply, 'unavailable');
  }
  return reply.type('text/plain').send(SUCCESS);
}

/** Does what an agent did; what the desk says to it goes back in the answer, which costs nothing of what he may be sent. */
async function act(desk: Pick<Desk, 'agent'>, reader: Extract<PushReader, { for: 'agent' }>, push: Push, nonce: string): Promise<string | undefined> {
  const words: string[] = [];
  let address = '';
  for (const action of reader.read(push)) {
    const said = await desk.agent.acted(action);
    if (said !== undefined && said !== '') words.push(said);
    address = action.address;
  }
  return words.length === 0 ? undefined : reader.reply(words.join('\n'), address, nonce);
}
