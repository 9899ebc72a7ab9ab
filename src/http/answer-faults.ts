import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { unavailable } from '../graphql/coded-errors.ts';
import { SAFE_HEADERS } from './add-safe-headers.ts';
import { isOutage, type OnFault } from './graphql/mask-error.ts';

/** What goes wrong outside GraphQL: a short answer in the shape of every other, the fault to the log. */
export function answerFaults(app: FastifyInstance, onFault: OnFault): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? (isOutage(error) ? 503 : 500);
    if (status === 413)
      return reply.code(413).send(errorBody('The request is larger than the limit.', 'PAYLOAD_TOO_LARGE'));
    if (status < 500) return reply.code(status).send(errorBody(error.message, 'BAD_REQUEST'));
    onFault(error);
    return reply
      .code(status)
      .send(
        status === 503
          ? errorBody(unavailable().message, 'SERVICE_UNAVAILABLE')
          : errorBody('Something went wrong on our side. Try again.', 'INTERNAL_SERVER_ERROR'),
      );
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody('There is nothing here.', 'NOT_FOUND')));
}

/** The body of an answer that is one error, in the shape of GraphQL's. */
export function errorBody(message: string, code: string) {
  return { errors: [{ message, extensions: { code } }] };
}

/** Answers what is no HTTP request that can be read: headers too long, too slow, or nonsense. Then hangs up. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const reason = STATUS_CODES[status] ?? '';
  const body = JSON.stringify(errorBody(`This request can’t be read: ${reason}.`, 'BAD_REQUEST'));
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/json; charset=utf-8',
    'x-content-type-options: nosniff',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Answers a request whose address is none, such as `/%`. No hook has seen it. */
export function answerBadAddress(_error: unknown, _request: unknown, reply: FastifyReply): void {
  void reply
    .code(400)
    .type('application/json; charset=utf-8')
    .headers(SAFE_HEADERS)
    .send(JSON.stringify(errorBody('The address of this request is not valid.', 'BAD_REQUEST')));
}
