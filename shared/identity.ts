/** Who a platform says somebody is: `provider` wechat | wecom-kf | web, `account` its appid, 客服账号 or site, `subject` the openid. */
export interface Identity {
  provider: string;
  account: string;
  subject: string;
}
