import type { AdminRight, Endpoint, InputOf, OutputOf, SentInputOf } from '@teahouse/contract/define';
import type { CorpId, MemberId } from '@teahouse/contract/ids';
import type { Handler, Module } from '../../kernel/module.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { Actor } from '../../kernel/work.ts';

interface Who {
  corpId: CorpId;
  memberId: MemberId;
  rights?: readonly AdminRight[];
}

/** A member before a screen that nobody sees. */
export const sitting = ({ memberId, rights = [] }: Who): Actor => ({
  kind: 'member',
  id: memberId,
  sessionId: 'sample',
  rights: new Set(rights),
});

/** Does what this member would do at the screen: the same verb, the same check of what is said. */
export async function actAs<E extends Endpoint>(
  ports: Ports,
  who: Who,
  module: Module,
  endpoint: E,
  said: SentInputOf<E>,
): Promise<OutputOf<E>> {
  const found = module.handlers.find((h) => h.endpoint === endpoint && !('rawCall' in h));
  if (!found) throw new Error(`${module.name} has no such verb`);
  // The handler stands in the module under this very endpoint.
  return await ports.openWork(who.corpId, sitting(who), (work) =>
    (found as unknown as Handler<E>)(work, endpoint.input.parse(said) as InputOf<E>),
  );
}
