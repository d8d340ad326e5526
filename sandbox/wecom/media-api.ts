import type { FastifyReply, FastifyRequest } from 'fastify';
import { pictureType } from '../media';
import type { WecomCall, WecomWorld } from './world';

const MB = 1024 * 1024;
const MOST: Readonly<Record<string, number>> = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB };

/** `media/upload`: more than 5 bytes, a limit per type; `created_at` is a string here. */
export async function uploadMedia(world: WecomWorld, request: FastifyRequest, type: string, fail: WecomCall['fail']): Promise<object> {
  const most = MOST[type];
  if (most === undefined) return fail(40004);
  const part = request.isMultipart() ? await request.file() : undefined;
  if (part?.fieldname !== 'media' || part.filename === '') return fail(44001);
  const bytes = await part.toBuffer();
  if (bytes.length <= 5 || bytes.length > most) return fail(40006);
  const picture = pictureType(bytes);
  if (type === 'image' && picture !== 'image/png' && picture !== 'image/jpeg') return fail(40009);
  const { mediaId, createdAt } = world.media.put({ bytes, contentType: picture ?? part.mimetype, filename: part.filename });
  return { errcode: 0, errmsg: '', type, media_id: mediaId, created_at: String(Math.floor(createdAt / 1000)) };
}

/** `media/get`: the file, or a JSON error; 40007 = unknown or older than 3 days. */
export async function getMedia(world: WecomWorld, reply: FastifyReply, mediaId: string, fail: WecomCall['fail']): Promise<unknown> {
  const file = world.media.valid(mediaId);
  if (!file) return fail(40007);
  return reply.type(file.contentType).header('content-disposition', `attachment; filename="${encodeURIComponent(file.filename)}"`).send(file.bytes);
}
