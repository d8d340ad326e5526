/**
 * Whether a 微信客服 link tells by which entry somebody came. WeCom: `scene_param` may be appended to links made with a scene; a link
 * edited in any other way opens the chat without telling who entered, and one copied from the console has no `enc_scene`.
 */
export function tellsEntry(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { searchParams, hash } = new URL(link);
  return (searchParams.get('enc_scene') ?? '') !== '' && !searchParams.has('scene_param') && hash === '';
}
