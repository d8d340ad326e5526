import { tellsEntry } from '../../../shared/kf-link';

/** The link of an entry with this visitor's ticket (WeCom: `scene_param` of 128 bytes at most); undefined for a link it does not work on. */
export function entryLink(link: string | undefined, ticket: string): string | undefined {
  return link !== undefined && tellsEntry(link) ? `${link}&scene_param=${ticket}` : undefined;
}
