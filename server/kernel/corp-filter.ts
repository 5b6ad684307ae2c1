import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  IdentifierNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  ParensNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  ReferenceNode,
  type RootOperationNode,
  type SelectQueryNode,
  TableNode,
  type UpdateQueryNode,
  ValueNode,
  WhereNode,
} from 'kysely';

/** Adds `t.corp_id = $corp` for every table a query reads, so a cluster can route it to one shard. Row-level security guards what this misses. */
export class CorpFilter implements KyselyPlugin {
  readonly #add: AddCorp;
  constructor(corpId: string) {
    this.#add = new AddCorp(corpId);
  }
  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    return this.#add.transformNode(args.node);
  }
  async transformResult(args: PluginTransformResultArgs) {
    return args.result;
  }
}

class AddCorp extends OperationNodeTransformer {
  readonly #corpId: string;
  constructor(corpId: string) {
    super();
    this.#corpId = corpId;
  }

  protected override transformSelectQuery(n: SelectQueryNode, id?: QueryId): SelectQueryNode {
    const made = new Set((n.with?.expressions ?? []).map((e) => e.name.table.table.identifier.name));
    const froms = n.from?.froms ?? [];
    const inner = (n.joins ?? []).filter((j) => j.joinType !== 'LeftJoin');
    const names = [...froms, ...inner.map((j) => j.table)]
      .map(shownName)
      .filter((name) => name !== undefined && !made.has(name)) as string[];
    return super.transformSelectQuery(names.length ? { ...n, where: this.#and(n.where, names) } : n, id);
  }

  protected override transformUpdateQuery(n: UpdateQueryNode, id?: QueryId): UpdateQueryNode {
    const name = n.table && shownName(n.table);
    return super.transformUpdateQuery(name ? { ...n, where: this.#and(n.where, [name]) } : n, id);
  }

  protected override transformDeleteQuery(n: DeleteQueryNode, id?: QueryId): DeleteQueryNode {
    const names = n.from.froms.map(shownName).filter((name) => name !== undefined);
    return super.transformDeleteQuery({ ...n, where: this.#and(n.where, names) }, id);
  }

  #and(where: WhereNode | undefined, tables: string[]): WhereNode {
    const mine: OperationNode[] = tables.map((table) =>
      BinaryOperationNode.create(
        ReferenceNode.create(ColumnNode.create('corp_id'), TableNode.create(table)),
        OperatorNode.create('='),
        ValueNode.create(this.#corpId),
      ),
    );
    const all = where ? [ParensNode.create(where.where), ...mine] : mine;
    return WhereNode.create(all.reduce((a, b) => AndNode.create(a, b)));
  }
}

/** The name a table goes by in its query; undefined for sub-selects, which are filtered on their own. */
function shownName(n: OperationNode): string | undefined {
  if (!AliasNode.is(n)) return TableNode.is(n) ? n.table.identifier.name : undefined;
  return TableNode.is(n.node) && IdentifierNode.is(n.alias) ? n.alias.name : undefined;
}
