/**
 * The link of an entry with this visitor's ticket. WeCom: `scene_param` (128 bytes at most) may be appended to links made with
 * a scene; a link edited in any other way opens the chat without telling who entered. Undefined for a link it does not work on:
 * one copied from the console has no `enc_scene`.
 */
export function entryLink(link: string | undefined, ticket: string): string | undefined {
  if (link === undefined || !URL.canParse(link)) return undefined;
  const { searchParams, hash } = new URL(link);
  if ((searchParams.get('enc_scene') ?? '') === '' || searchParams.has('scene_param') || hash !== '') return undefined;
  return `${link}&scene_param=${ticket}`;
}
