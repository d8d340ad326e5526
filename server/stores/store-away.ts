const code = 'store-away';

/** What a call is rejected with when its store cannot be reached: not a bug, and worth another try later (HTTP: 503). */
export const storeAway = (cause: unknown): Error => Object.assign(new Error('a store cannot be reached', { cause }), { code, statusCode: 503 });

export const isStoreAway = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === code;
