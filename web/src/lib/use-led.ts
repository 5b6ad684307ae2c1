import type { CustomerRight } from '../../../contract/src/customer-rules.ts';
import { api } from './api.ts';
import { useLoaded } from './use-loaded.ts';

/** Whether I lead others where customers are concerned, and what I may do there. Nobody, until the server says so. */
export function useLed(): { leads: boolean; may: (right: CustomerRight) => boolean } {
  const { data } = useLoaded('customer-rights', () => api.customerRules.myCustomerRights({}));
  return { leads: data?.leads === true, may: (right) => data?.rights.includes(right) === true };
}
