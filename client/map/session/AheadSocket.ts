// The socket of a map that firstPaint.js has opened while the scripts were on their way, for whoever opens that map first.
// It is there only where this device keeps nothing of the map; what came meanwhile is handed over in its order.

/** As firstPaint.js makes it. */
interface Ahead {
  url: string;
  socket: WebSocket;
  messages: MessageEvent[];
}

declare global {
  interface Window {
    /** null: nobody may come with one any more. */
    mapAhead?: Ahead | null;
  }
}

/** The question for the whole map, which the socket has asked by itself: sync, step 1, an empty state vector. */
const QUESTION = Uint8Array.of(0, 0, 1, 0);

/** Whether there is a socket at this address, and so nothing of its map on this device. */
export function isAhead(url: string): boolean {
  const ahead = window.mapAhead ?? null;
  return ahead !== null && ahead.url === url && isUsable(ahead.socket);
}

/** Stands in for `WebSocket`: the socket that is there already, the first time, or else a new one. */
export const AheadSocket: typeof WebSocket = new Proxy(WebSocket, {
  construct: (_, [url, protocols]: [string, string[]?]) =>
    take(url) ?? new WebSocket(url, protocols),
});

function take(url: string): WebSocket | null {
  const ahead = window.mapAhead ?? null;
  window.mapAhead = null;
  if (ahead === null) return null;
  const { socket, messages } = ahead;
  if (ahead.url !== url || !isUsable(socket)) {
    socket.close();
    return null;
  }
  // Not open yet: whoever takes it hears of that, and asks.
  if (socket.readyState === WebSocket.OPEN) {
    askOnce(socket);
    // Once the one who takes it listens.
    queueMicrotask(() => {
      socket.onopen?.(new Event("open"));
      for (const message of messages) socket.onmessage?.(message);
    });
  }
  return socket;
}

function isUsable({ readyState }: WebSocket): boolean {
  return readyState === WebSocket.CONNECTING || readyState === WebSocket.OPEN;
}

/** The answer to the question is there or on its way: asked again it would come again. */
function askOnce(socket: WebSocket): void {
  socket.send = (data: Parameters<WebSocket["send"]>[0]): void => {
    const isAsked = data instanceof Uint8Array && data.join() === QUESTION.join();
    if (isAsked) Reflect.deleteProperty(socket, "send");
    else WebSocket.prototype.send.call(socket, data);
  };
}
