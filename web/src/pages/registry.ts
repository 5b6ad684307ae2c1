// Every page of the app, each in its own chunk. A page takes the area right of the navigation rail.
import {
  CalendarClock,
  CalendarDays,
  ClipboardCheck,
  Contact,
  Handshake,
  Headset,
  Images,
  LayoutGrid,
  Library,
  ListTodo,
  Megaphone,
  MessageCircle,
  NotebookPen,
  ReceiptText,
  Receipt,
  Search,
  Settings,
  ShieldCheck,
  Target,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Me } from '../../../contract/src/identity.ts';

export interface Page {
  /** wouter pattern; `/*?` lets a page route inside itself */
  path: string;
  load: () => Promise<ComponentType>;
  /** `open` pages need no session and get no navigation; `bare` ones need a session but get no navigation */
  kind?: 'open' | 'bare';
  /** a place in the navigation; on phones the bottom bar shows those marked `phone` */
  nav?: {
    id:
      | 'chats'
      | 'contacts'
      | 'customers'
      | 'outreach'
      | 'moments'
      | 'desk'
      | 'workbench'
      | 'calendar'
      | 'attendance'
      | 'approvals'
      | 'journals'
      | 'assessment'
      | 'materials'
      | 'expenses'
      | 'invoices'
      | 'todos'
      | 'search'
      | 'settings'
      | 'admin';
    icon: LucideIcon;
    to: string;
    phone?: boolean;
    low?: boolean;
    /** reached from another page and from the workbench, without a place on the rail */
    within?: boolean;
    shown?: (me: Me) => boolean;
  };
}

export const pages: readonly Page[] = [
  {
    path: '/chats/:chatId?',
    load: async () => (await import('./chats.tsx')).ChatsPage,
    nav: { id: 'chats', icon: MessageCircle, to: '/chats', phone: true },
  },
  {
    path: '/contacts',
    load: async () => (await import('./contacts.tsx')).ContactsPage,
    nav: { id: 'contacts', icon: Contact, to: '/contacts', phone: true },
  },
  {
    path: '/customers',
    load: async () => (await import('./customers.tsx')).CustomersPage,
    nav: { id: 'customers', icon: Handshake, to: '/customers' },
  },
  {
    path: '/customer-groups/:id?',
    load: async () => (await import('./customer-groups.tsx')).CustomerGroupsPage,
  },
  {
    path: '/outreach/:id?',
    load: async () => (await import('./outreach.tsx')).OutreachPage,
    nav: { id: 'outreach', icon: Megaphone, to: '/outreach' },
  },
  {
    path: '/moments/:id?',
    load: async () => (await import('./moments.tsx')).MomentsPage,
    nav: { id: 'moments', icon: Images, to: '/moments' },
  },
  {
    path: '/group-posts/:id?',
    load: async () => (await import('./group-posts.tsx')).GroupPostsPage,
  },
  {
    path: '/journeys/:id?',
    load: async () => (await import('./journeys.tsx')).JourneysPage,
  },
  {
    path: '/materials',
    load: async () => (await import('./materials.tsx')).MaterialsPage,
    nav: { id: 'materials', icon: Library, to: '/materials', within: true },
  },
  {
    path: '/desk/:sessionId?',
    load: async () => (await import('./desk.tsx')).DeskPage,
    nav: { id: 'desk', icon: Headset, to: '/desk' },
  },
  {
    path: '/members/:memberId',
    load: async () => (await import('./member.tsx')).MemberPage,
  },
  {
    path: '/apps/:appId',
    load: async () => (await import('./app-page.tsx')).AppPagePage,
  },
  {
    path: '/workbench',
    load: async () => (await import('./workbench.tsx')).WorkbenchPage,
    nav: { id: 'workbench', icon: LayoutGrid, to: '/workbench', phone: true },
  },
  {
    path: '/calendar/:day?/:eventId?',
    load: async () => (await import('./calendar.tsx')).CalendarPage,
    nav: { id: 'calendar', icon: CalendarDays, to: '/calendar' },
  },
  {
    path: '/attendance/:view?',
    load: async () => (await import('./attendance.tsx')).AttendancePage,
    nav: { id: 'attendance', icon: CalendarClock, to: '/attendance' },
  },
  {
    path: '/approvals/:view?/:id?',
    load: async () => (await import('./approvals.tsx')).ApprovalsPage,
    nav: { id: 'approvals', icon: ClipboardCheck, to: '/approvals' },
  },
  {
    path: '/expenses/:id?/:mode?',
    load: async () => (await import('./expenses.tsx')).ExpensesPage,
    nav: { id: 'expenses', icon: ReceiptText, to: '/expenses' },
  },
  {
    path: '/invoices/:id?',
    load: async () => (await import('./invoices.tsx')).InvoicesPage,
    nav: { id: 'invoices', icon: Receipt, to: '/invoices', within: true },
  },
  {
    path: '/approval-designer/:templateId',
    load: async () => (await import('./approval-designer.tsx')).ApprovalDesignerPage,
  },
  {
    path: '/journals/:view?/:id?',
    load: async () => (await import('./journals.tsx')).JournalsPage,
    nav: { id: 'journals', icon: NotebookPen, to: '/journals' },
  },
  {
    path: '/assessment/:view?/:id?',
    load: async () => (await import('./assessment.tsx')).AssessmentPage,
    nav: { id: 'assessment', icon: Target, to: '/assessment', within: true },
  },
  {
    path: '/todos/:view?/:id?',
    load: async () => (await import('./todos.tsx')).TodosPage,
    nav: { id: 'todos', icon: ListTodo, to: '/todos', phone: true },
  },
  {
    path: '/search',
    load: async () => (await import('./search.tsx')).SearchPage,
    nav: { id: 'search', icon: Search, to: '/search', phone: true },
  },
  {
    path: '/settings/:section?',
    load: async () => (await import('./settings.tsx')).SettingsPage,
    nav: { id: 'settings', icon: Settings, to: '/settings', phone: true, low: true },
  },
  {
    path: '/admin/*?',
    load: async () => (await import('./admin/admin.tsx')).AdminPage,
    nav: { id: 'admin', icon: ShieldCheck, to: '/admin', low: true, shown: (me) => me.rights.length > 0 },
  },
  { path: '/setup', kind: 'open', load: async () => (await import('./setup.tsx')).SetupPage },
  { path: '/welcome/:key', kind: 'open', load: async () => (await import('./welcome.tsx')).WelcomePage },
  { path: '/join/:key', kind: 'open', load: async () => (await import('./join.tsx')).JoinPage },
  { path: '/scan/:code', kind: 'bare', load: async () => (await import('./scan.tsx')).ScanPage },
  { path: '/sign-in', kind: 'open', load: async () => (await import('./sign-in.tsx')).SignInPage },
  {
    path: '/forgot-password',
    kind: 'open',
    load: async () => (await import('./forgot-password.tsx')).ForgotPage,
  },
  { path: '/dev/looks', kind: 'open', load: async () => (await import('./looks.tsx')).LooksPage },
];
