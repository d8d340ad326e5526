/** Letters and digits that are not taken for one another when they are read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 14;

/** A password for somebody else to begin with: 14 of 31 signs, about 69 bits. `random`: bytes, each equally likely. */
export function firstPassword(random: (count: number) => Uint8Array): string {
  let password = '';
  const most = Math.floor(256 / LETTERS.length) * LETTERS.length;
  while (password.length < LENGTH) {
    // Bytes over a whole number of turns are left out, or the first letters would come more often.
    for (const byte of random(LENGTH)) if (byte < most && password.length < LENGTH) password += LETTERS[byte % LETTERS.length] ?? '';
  }
  return password;
}
