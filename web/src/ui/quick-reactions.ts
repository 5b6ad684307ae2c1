/** Offered first for a reaction. */
export const quickReactions = ['👍', '🙏', '🎉', '😂', '✅', '❤️'] as const;
