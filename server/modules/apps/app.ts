import type { AppId } from '@teahouse/contract/ids';
import type { Actor, Work } from '../../kernel/work.ts';
import type { VisibleRange } from '@teahouse/contract/apps';

export type AppKind = 'self_built' | 'contacts' | 'customers';

export interface App {
  id: AppId;
  /** WeCom's AgentId */
  no: number;
  kind: AppKind;
  name: string;
  scopes: string[];
  enabled: boolean;
  visible: VisibleRange;
  /** addresses or CIDR ranges it may call from; none: everywhere */
  allowedIps: string[];
  callsPerMinute: number;
}

const COLUMNS =
  'id, no, kind, name, scopes, enabled, visible, allowed_ips "allowedIps", calls_per_minute "callsPerMinute"';

/** The app a company knows by this number. */
export async function appByNo(work: Work, no: number): Promise<App | undefined> {
  const [row] = await work.sql<App>(`select ${COLUMNS} from apps where corp_id = $1 and no = $2`, [
    work.corpId,
    no,
  ]);
  return row;
}

export async function appById(work: Work, id: string): Promise<App | undefined> {
  const [row] = await work.sql<App>(`select ${COLUMNS} from apps where corp_id = $1 and id = $2`, [
    work.corpId,
    id,
  ]);
  return row;
}

/** The app a company has of a built-in kind; undefined until somebody asked for its secret. */
export async function builtInApp(work: Work, kind: Exclude<AppKind, 'self_built'>): Promise<App | undefined> {
  const [row] = await work.sql<App>(`select ${COLUMNS} from apps where corp_id = $1 and kind = $2`, [
    work.corpId,
    kind,
  ]);
  return row;
}

/** An app at work: it may what its scopes say, and nothing that needs a member. */
export const actingApp = (app: App): Actor & { kind: 'app' } => ({
  kind: 'app',
  id: app.id,
  scopes: new Set(app.scopes),
  ...(app.visible.all ? {} : { range: { ...app.visible, all: false } }),
});
