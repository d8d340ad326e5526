/** Visitors who are connected, and agents who answer them. */
export interface RelaySide {
  /** One word of a visitor: stored and acknowledged, or, where nothing is stored, arrived at the agent. */
  up(visitor: number): Promise<void>;
  /** One answer: arrived at the visitor's socket. One is under way per visitor. */
  down(visitor: number): Promise<void>;
  /** Waits for the end of all sockets, opens them anew and waits until each has what it `missed`. */
  lose(missed: number): Promise<void>;
  leave(): void;
}

export const words = '请问我的订单什么时候发货？谢谢 [微笑]';
export const answer = '您好，已经为您查询，今天下午发出，请留意短信通知。';
