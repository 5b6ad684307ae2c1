import { useLocation, useParams } from 'wouter';
import { InvoiceFolder } from '../features/invoices/invoice-folder.tsx';
import { sendFile } from './send-file.ts';

export function InvoicesPage() {
  const [, navigate] = useLocation();
  const { id } = useParams<{ id?: string }>();
  return <InvoiceFolder id={id} onGo={navigate} sendFile={sendFile} />;
}
