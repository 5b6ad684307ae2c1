-- Orders that were told for broadcasts alone become orders like all others; the outcome goes by the order's id from now on.
create temporary table told on commit drop as
  select o.corp_id, o.customer_id, o.ref, o.at, 'ord_' || substr(md5(o.corp_id || ' ' || o.ref), 1, 24) id,
         row_number() over (partition by o.corp_id, o.ref order by o.at, o.customer_id) n
    from outcomes o where o.kind = 'order';
insert into customer_orders (corp_id, id, customer_id, source, ref, currency, items, state, ordered_at, created_at)
  select corp_id, id, customer_id, 'own', ref, 'CNY', '[]', 'paid', at, at from told where n = 1;
update outcomes o set ref = t.id from told t
 where t.n = 1 and o.corp_id = t.corp_id and o.customer_id = t.customer_id and o.kind = 'order' and o.ref = t.ref;
