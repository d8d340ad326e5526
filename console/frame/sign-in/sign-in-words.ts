import type { WordTable } from '../language';

export const signInWords = {
  title: { zh: '登录{screen}', en: 'Sign in to the {screen}' },
  login: { zh: '登录名', en: 'Login name' },
  loginMissing: { zh: '请填写登录名', en: 'Enter your login name' },
  password: { zh: '密码', en: 'Password' },
  passwordMissing: { zh: '请填写密码', en: 'Enter your password' },
  code: { zh: '验证码', en: 'Code' },
  codeMissing: { zh: '请填写 6 位验证码，或一个恢复码', en: 'Enter the 6 digits, or a recovery code' },
  codeAbout: { zh: '打开手机上的验证器，输入这个账号的 6 位数字。手机不在身边时，可以用一个恢复码。', en: 'Open the authenticator on your phone and enter its 6 digits for this account. Without your phone, a recovery code will do.' },
  back: { zh: '返回', en: 'Back' },
  signIn: { zh: '登录', en: 'Sign in' },
  or: { zh: '或', en: 'or' },
  wecom: { zh: '企业微信登录', en: 'Sign in by WeCom' },
} as const satisfies WordTable;
