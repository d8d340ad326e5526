import type { WordTable } from '../language';

export const signInWords = {
  title: { zh: '登录{screen}', en: 'Sign in to the {screen}' },
  login: { zh: '登录名', en: 'Login name' },
  loginMissing: { zh: '请填写登录名', en: 'Enter your login name' },
  password: { zh: '密码', en: 'Password' },
  passwordMissing: { zh: '请填写密码', en: 'Enter your password' },
  signIn: { zh: '登录', en: 'Sign in' },
  or: { zh: '或', en: 'or' },
  wecom: { zh: '企业微信登录', en: 'Sign in by WeCom' },
} as const satisfies WordTable;
