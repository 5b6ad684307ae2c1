// Where callbacks of the product arrive: the SDK under test answers them.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  /** path and query, as they came */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Listens on a free port; what `answer` resolves with goes back with 200, and 500 where it fails. */
export async function receiving(
  answer: (request: Received) => Promise<string>,
): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      answer({ method, url, headers, body: Buffer.concat(parts) }).then(
        (text) => response.writeHead(200).end(text),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
