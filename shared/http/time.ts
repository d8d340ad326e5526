import { Type } from '@sinclair/typebox';

/** A moment as a number, ms since 1970; the largest is the last a date can hold. */
export const Time = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000, description: '毫秒时间戳 / ms since 1970' });
