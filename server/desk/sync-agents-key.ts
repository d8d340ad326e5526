const KEY = /^[a-z0-9][a-z0-9_-]{0,31}$/;
/** A key made from a userid that is none itself ends like this; a userid that looks so gets such an end too, so the two never meet. */
const MADE = /-[0-9a-f]{12}$/;
const END = 12;
const BEGINNING = 19;

/** A key for a member: the userid where it can be one, else its readable part and a mark of the whole. Two userids never share one, nor does it take one that is `taken`. */
export function keyForUserid(userid: string, taken: ReadonlySet<string>, idFor: (key: string) => string): string {
  if (KEY.test(userid) && !MADE.test(userid) && !taken.has(userid)) return userid;
  const readable = userid.toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^[_-]+/, '').slice(0, BEGINNING).replace(/[_-]+$/, '') || 'agent';
  for (let turn = 0; ; turn += 1) {
    const key = `${readable}-${idFor(`agent of member ${turn} ${userid}`).slice(0, END)}`;
    if (!taken.has(key)) return key;
  }
}
