/** What the merchant's server says about its user, signed with the site's secret: `payload` is base64url JSON that names its `subject`. */
export interface Identity {
  readonly payload: string;
  readonly signature: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

export const isIdentity = (value: unknown): value is Identity =>
  isObject(value) && typeof value['payload'] === 'string' && typeof value['signature'] === 'string';

/** Whom a payload is about; '' when it does not say. Only keeps apart what this browser remembers: the server checks the signature. */
export const subjectOf = ({ payload }: Identity): string => {
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const facts: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isObject(facts) && typeof facts['subject'] === 'string' ? facts['subject'] : '';
  } catch {
    return '';
  }
};
