import { createServer } from 'node:net';

/**
 * Why a port cannot be used, or nothing. Asked before anything starts, so that the answer comes first and in plain words.
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<string | undefined>} the error code of the system
 */
export const portFault = (port, host) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code ?? 'unknown'));
    probe.listen({ port, ...(host ? { host } : {}) }, () => probe.close(() => resolve(undefined)));
  });

export const portWords = (port, fault) =>
  fault === 'EADDRINUSE'
    ? `Port ${port} is taken by another program (perhaps Zhida already runs). Stop that one, or choose another port: PORT=${port + 1} npm start
端口 ${port} 已被占用（也许直达已经在运行）。请先停止占用它的程序，或换一个端口：PORT=${port + 1} npm start`
    : `Port ${port} cannot be used (${fault}). Choose another: PORT=3000 npm start
端口 ${port} 无法使用（${fault}），请换一个：PORT=3000 npm start`;
