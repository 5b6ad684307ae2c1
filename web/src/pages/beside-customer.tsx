import { useState } from 'react';
import { CustomerSide } from '../features/customers/customer-side.tsx';
import { CustomerTimeline } from '../features/customers/customer-timeline.tsx';
import { useCustomerWords } from '../features/customers/words.ts';
import { CustomerOrders } from '../features/orders/customer-orders.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { MaterialsBeside } from './materials-beside.tsx';

const all = ['profile', 'orders', 'materials', 'timeline'] as const;

/** Beside a chat with a customer: one tab for each thing there is to know or to do. */
export function BesideCustomer({ customerId }: { customerId: string }) {
  const words = useCustomerWords().tabs;
  const [tab, setTab] = useState<(typeof all)[number]>('profile');
  const tabs = all.map((id) => ({ id, label: words[id] }));
  return (
    <Tabs label={words.title} value={tab} onValue={setTab} tabs={tabs} className="border-t border-line">
      {tab === 'profile' && <CustomerSide customerId={customerId} />}
      {tab === 'orders' && <CustomerOrders customerId={customerId} />}
      {tab === 'materials' && <MaterialsBeside customerId={customerId} />}
      {tab === 'timeline' && <CustomerTimeline customerId={customerId} />}
    </Tabs>
  );
}
