/** Where the server answers, without a slash at the end. On real phones: an https address that is registered in the mini-program's back office. */
export const serverAddress = 'http://127.0.0.1:3000';
