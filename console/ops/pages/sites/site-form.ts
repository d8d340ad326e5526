import type { Site, SiteNotice } from '../../../../shared/config/desk-config';

/** A site as the form holds it: every field there, empty when not filled in. */
export interface SiteForm {
  key: string;
  name: string;
  kind: Site['kind'];
  appId: string;
  /** One a line. */
  origins: string;
  notified: boolean;
  template: string;
  fields: { name: string; value: string }[];
  afterSeconds: number | undefined;
}

const DEFAULT_AFTER = 60;

export const formOf = (site: Site | undefined): SiteForm => ({
  key: site?.key ?? '', name: site?.name ?? '', kind: site?.kind ?? 'mini-program', appId: site?.appId ?? '',
  origins: (site?.origins ?? []).join('\n'),
  notified: site?.notice !== undefined, template: site?.notice?.template ?? '',
  fields: Object.entries(site?.notice?.fields ?? { thing1: '{notice}' }).map(([name, value]) => ({ name, value })),
  afterSeconds: site?.notice?.afterSeconds ?? DEFAULT_AFTER,
});

export const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** What is sent: fields left empty, and those only the other kind has, are absent. */
export function siteOf({ key, name, kind, appId, origins, notified, template, fields, afterSeconds }: SiteForm): Site {
  const mini = kind === 'mini-program';
  const notice: SiteNotice = {
    template: template.trim(), fields: Object.fromEntries(fields.filter((one) => one.name.trim() !== '').map((one) => [one.name.trim(), one.value.trim()])),
    afterSeconds: afterSeconds ?? DEFAULT_AFTER,
  };
  return {
    key: key.trim(), name: name.trim(), kind, origins: linesOf(origins),
    ...(mini && appId.trim() !== '' && { appId: appId.trim() }), ...(mini && notified && { notice }),
  };
}

/** The page this line lets in, as browsers name it; undefined when it is no web address. */
export function originOf(line: string): string | undefined {
  if (!/^https?:\/\/[^\s/?#@*]+(?:[/?#].*)?$/i.test(line) || !URL.canParse(line)) return undefined;
  return new URL(line).origin;
}

/** Lines that let no page in, with their number as people count. */
export const wrongOrigins = (text: string): { line: number; text: string }[] =>
  text.split('\n').flatMap((line, i) => (line.trim() === '' || originOf(line.trim()) !== undefined ? [] : [{ line: i + 1, text: line.trim() }]));

/** Field names that stand there twice: of these only the last would be sent. */
export function doubleField(fields: SiteForm['fields']): string | undefined {
  const names = fields.map(({ name }) => name.trim()).filter((name) => name !== '');
  return names.find((name, i) => names.indexOf(name) !== i);
}
