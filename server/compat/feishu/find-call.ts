/** A path with its parameters, such as '/open-apis/im/v1/messages/:message_id'. */
interface Route {
  method: string;
  path: string;
}

/** Looks a route up by method and path; a literal word wins over a parameter. Undefined where none fits. */
export function routeFinder<R extends Route>(routes: readonly R[]) {
  const known = routes
    .map((route) => ({ route, words: route.path.split('/') }))
    .toSorted((a, b) => parametersOf(a.words) - parametersOf(b.words));
  return (method: string, path: string): { route: R; params: Record<string, string> } | undefined => {
    const given = path.split('/');
    for (const { route, words } of known) {
      if (route.method !== method || words.length !== given.length) continue;
      const params: Record<string, string> = {};
      const fits = words.every((word, i) => {
        if (!word.startsWith(':')) return word === given[i];
        // The listener has refused what does not decode.
        const value = decodeURIComponent(given[i]!);
        params[word.slice(1)] = value;
        return value !== '';
      });
      if (fits) return { route, params };
    }
    return undefined;
  };
}

const parametersOf = (words: readonly string[]) => words.filter((w) => w.startsWith(':')).length;
