/** One member, however his userid is typed: WeCom ignores upper and lower case, so no two differ by it alone. */
export const userKey = (userid: string): string => userid.toLowerCase();
export const isSameUser = (one: string, other: string): boolean => userKey(one) === userKey(other);
