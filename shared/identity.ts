/** Who a platform says somebody is: `provider` wechat | wecom-kf | web, `account` its appid, 客服账号 or site, `subject` the openid; a member of the staff is `wecom`, the corp and his userid. */
export interface Identity {
  provider: string;
  account: string;
  subject: string;
}
