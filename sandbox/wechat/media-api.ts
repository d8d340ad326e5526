import type { FastifyReply, FastifyRequest } from 'fastify';
import { pictureType } from '../media';
import type { WechatCall, WechatWorld } from './world';

const MAX_BYTES = 2 * 1024 * 1024;

/** `media/upload`: pictures only, PNG, JPEG or GIF, 2 MB (the stricter of the two printed limits). */
export async function uploadMedia(world: WechatWorld, request: FastifyRequest, type: string, fail: WechatCall['fail']): Promise<object> {
  if (type !== 'image') return fail(40004);
  const part = request.isMultipart() ? await request.file() : undefined;
  if (part?.fieldname !== 'media' || part.filename === '') return fail(41005);
  const bytes = await part.toBuffer();
  if (bytes.length > MAX_BYTES) return fail(40009);
  const contentType = pictureType(bytes);
  if (contentType === undefined) return fail(40004);
  const { mediaId, createdAt } = world.media.put({ bytes, contentType, filename: part.filename });
  return { type: 'image', media_id: mediaId, created_at: Math.floor(createdAt / 1000) };
}

/** `media/get`: the file, or a JSON error with the same HTTP status. */
export async function getMedia(world: WechatWorld, reply: FastifyReply, mediaId: string, fail: WechatCall['fail']): Promise<unknown> {
  const file = world.media.valid(mediaId);
  if (!file) return fail(mediaId === '' ? 41006 : 40007);
  return reply.type(file.contentType).header('content-disposition', `attachment; filename="${encodeURIComponent(file.filename)}"`).send(file.bytes);
}
