import { ChannelsAdmin } from '../../features/channels/channels-admin.tsx';
import { findColleagues } from '../../features/directory/find-colleagues.ts';

export const ChannelsPage = () => <ChannelsAdmin findMembers={findColleagues} />;
