import { p0, p1 } from './ranked-paths.ts';

export interface Implemented {
  p0: string[];
  p1: string[];
}

/** Which of the ranked paths a running server knows: an unknown one answers 404, a known one asks for a credential. */
export async function implementedPaths(url: string): Promise<Implemented> {
  return { p0: await known(url, p0), p1: await known(url, p1) };
}

async function known(url: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const answer = await fetch(`${url}/cgi-bin/${path}`, { method: 'POST', body: '{}' });
    await answer.arrayBuffer();
    if (answer.status !== 404) found.push(path);
  }
  return found;
}
