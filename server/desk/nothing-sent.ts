/** Preparing a delivery failed before anything was sent: it may be tried again without saying anything twice. */
export class NothingSent extends Error {}

/** Runs what must be read before sending; whatever it throws, nothing was sent. */
export async function prepare<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new NothingSent('preparing failed', { cause: error });
  }
}
