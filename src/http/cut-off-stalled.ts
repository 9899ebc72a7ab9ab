import type { Socket } from 'node:net';

/**
 * Calls `cutOff` when the other side of a connection has stopped reading: something waits to go out, and for so many
 * milliseconds none of it did. Returns what stops watching; it stops by itself when the connection ends.
 */
export function cutOffStalled(socket: Socket, milliseconds: number, cutOff: () => void): () => void {
  let gone = 0;
  let movedAt = performance.now();
  const look = () => {
    const now = performance.now();
    const goneNow = socket.bytesWritten - socket.writableLength;
    if (socket.writableLength === 0 || goneNow > gone) movedAt = now;
    else if (now - movedAt >= milliseconds) cutOff();
    gone = goneNow;
  };
  const timer = setInterval(look, milliseconds / 4).unref();
  const stop = () => clearInterval(timer);
  socket.once('close', stop);
  return () => {
    stop();
    socket.off('close', stop);
  };
}
