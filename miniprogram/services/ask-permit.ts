/** What became of asking: `off` when WeChat showed nothing (too old, or subscribe messages are switched off). */
export type PermitAnswer = 'allowed' | 'declined' | 'off';

/**
 * Asks leave to call the visitor back with one subscribe message. WeChat allows it only inside a tap, so nothing may be awaited
 * before this call; it tells our server the answer itself (subscribe_msg_popup_event). Base library 2.4.4 or newer.
 */
export const askPermit = (template: string, answered: (answer: PermitAnswer) => void = () => undefined): void => {
  if (typeof wx.requestSubscribeMessage !== 'function') return answered('off');
  wx.requestSubscribeMessage({
    tmplIds: [template],
    success(result) {
      const answer: unknown = Reflect.get(result, template);
      // newer clients say acceptWithAudio and the like
      if (typeof answer === 'string' && answer.startsWith('accept')) answered('allowed');
      else answered(answer === 'reject' ? 'declined' : 'off');
    },
    fail: () => answered('off'),
  });
};
