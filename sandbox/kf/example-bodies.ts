import type { KfWorld } from './world';

const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPjPAAACBQEBV+1UJQAAAABJRU5ErkJggg==', 'base64');

const PLAIN: Readonly<Record<string, object | undefined>> = {
  text: { content: '在吗' },
  location: { latitude: 23.106021, longitude: 113.320503, name: '广州塔', address: '广州市海珠区阅江西路 222 号' },
  link: { title: '商品详情', desc: '正在看的商品', url: 'https://shop.example.com/p/1', pic_url: 'https://shop.example.com/p/1.png' },
  business_card: { userid: 'li' },
  channels_shop_product: { product_id: 'P1', head_img: 'https://shop.example.com/p/1.png', title: '保温杯', sales_price: '1990', shop_nickname: '示例小店', shop_head_img: 'https://shop.example.com/s.png' },
  channels_shop_order: { order_id: 'O1', product_titles: '保温杯', price_wording: '¥19.90', state: '待发货', image_url: 'https://shop.example.com/p/1.png', shop_nickname: '示例小店' },
  merged_msg: { title: '群聊的聊天记录', item: [{ send_time: 1700000001, msgtype: 'text', sender_name: '甲', msg_content: '{"msgtype":"text","text":{"content":"您好"}}' }] },
  channels: { sub_type: 1, nickname: '示例号', title: '新品介绍' },
  msgmenu: { head_content: '请选择', list: [{ type: 'click', click: { id: '101', content: '查订单' } }], tail_content: '' },
  note: undefined,
  meeting: undefined,
  schedule: undefined,
};

/** A body for the kind, when the caller gives none; kinds nobody knows have none. */
export function exampleBody(kf: KfWorld, msgtype: string): object | undefined {
  const media = () => kf.wecom.media.put({ bytes: dot, contentType: 'image/png', filename: `${msgtype}.png` }).mediaId;
  if (['image', 'voice', 'video', 'file'].includes(msgtype)) return { media_id: media() };
  if (msgtype === 'miniprogram') return { title: '订单', appid: 'wx0000000000000000', pagepath: 'pages/index/index.html', thumb_media_id: media() };
  return PLAIN[msgtype];
}
