// Our own small set, grouped; names are what search finds, in both languages.
export type EmojiGroup = 'faces' | 'hands' | 'nature' | 'food' | 'work' | 'signs';

const rows: Record<EmojiGroup, string> = {
  faces:
    '😀 笑 grin|😃 开心 happy|😄 大笑 laugh|😁 嘻嘻 beam|😆 哈哈 haha|😅 尴尬 sweat|🤣 笑翻 rofl|😂 笑哭 joy|🙂 微笑 smile|🙃 倒 upside|😉 眨眼 wink|😊 害羞 blush|😇 天使 angel|🥰 爱 love|😍 喜欢 heart eyes|🤩 厉害 star|😘 亲 kiss|😋 好吃 yum|😜 调皮 tongue|🤔 思考 think|🤗 抱抱 hug|🤭 偷笑 giggle|🤫 嘘 hush|🫡 收到 salute|🤐 闭嘴 zip|😐 无语 neutral|😏 得意 smirk|😒 不满 unamused|🙄 白眼 eye roll|😬 紧张 grimace|😌 放松 relieved|😔 失落 pensive|😪 困 sleepy|😴 睡 sleep|😷 口罩 mask|🤒 生病 sick|🥵 热 hot|🥶 冷 cold|🤯 震惊 mind blown|🥳 庆祝 party|😎 酷 cool|🤓 学霸 nerd|😕 困惑 confused|😟 担心 worried|😮 惊讶 wow|😳 脸红 flushed|🥺 拜托 plead|😢 流泪 cry|😭 大哭 sob|😱 惊恐 scream|😞 失望 disappointed|😩 累 weary|😤 哼 huff|😡 生气 angry|🤦 捂脸 facepalm|🤷 不知道 shrug',
  hands:
    '👍 赞 好 thumbs up like|👎 踩 thumbs down|👌 可以 ok|✌️ 胜利 victory|🤞 祈祷 fingers crossed|🤝 握手 合作 handshake|👏 鼓掌 clap|🙌 万岁 hooray|🙏 谢谢 拜托 thanks please|💪 加油 强 strong|👋 你好 再见 wave|✋ 停 hand|☝️ 一 point|👉 右 right|👈 左 left|👆 上 up|👇 下 down|✍️ 写 write|🤙 电话 call|👀 看 eyes|🧠 脑 brain|❤️ 心 爱 heart love|🧡 橙心 orange heart|💚 绿心 green heart|💙 蓝心 blue heart|💔 心碎 broken heart|🧑‍💻 程序员 coder|🧑‍🏫 老师 teacher|🧑‍🔧 维修 mechanic|🧑‍🍳 厨师 cook|👨‍👩‍👧 家庭 family|🏃 跑 run',
  nature:
    '🐶 狗 dog|🐱 猫 cat|🐼 熊猫 panda|🐯 虎 tiger|🐮 牛 cow|🐷 猪 pig|🐵 猴 monkey|🐔 鸡 chicken|🐧 企鹅 penguin|🐢 龟 turtle|🐟 鱼 fish|🐉 龙 dragon|🐴 马 horse|🐑 羊 sheep|🌸 花 blossom|🌹 玫瑰 rose|🌻 向日葵 sunflower|🍀 幸运 clover|🌱 芽 seedling|🌲 树 tree|🎋 竹 bamboo|🌈 彩虹 rainbow|☀️ 太阳 sun|🌙 月 moon|⭐ 星 star|⚡ 闪电 zap|🔥 火 fire|❄️ 雪 snow|🌧️ 雨 rain|🌊 海 wave',
  food: '🍵 茶 tea|🫖 茶壶 teapot|☕ 咖啡 coffee|🧋 奶茶 bubble tea|🥤 饮料 drink|🍺 啤酒 beer|🍻 干杯 cheers|🥂 庆祝 toast|🍎 苹果 apple|🍊 橘 orange|🍉 西瓜 watermelon|🍇 葡萄 grapes|🍓 草莓 strawberry|🍑 桃 peach|🍚 米饭 rice|🍜 面 noodles|🥟 饺子 dumpling|🍲 火锅 hotpot|🍱 便当 bento|🥢 筷子 chopsticks|🍞 面包 bread|🥚 蛋 egg|🍔 汉堡 burger|🍟 薯条 fries|🍰 蛋糕 cake|🎂 生日 birthday|🥮 月饼 mooncake|🍬 糖 candy',
  work: '💼 公文包 briefcase|💻 电脑 laptop|🖥️ 显示器 desktop|📱 手机 phone|☎️ 电话 telephone|📧 邮件 mail|📎 附件 paperclip|📌 置顶 pin|📅 日历 calendar|📈 增长 up chart|📉 下降 down chart|📊 图表 chart|📁 文件夹 folder|📄 文件 file|📝 记录 memo|📚 书 books|🔍 搜索 search|🔒 锁 lock|🔑 钥匙 key|🔧 工具 wrench|⚙️ 设置 gear|💡 想法 idea|🚀 上线 rocket|🎉 庆祝 tada|🎊 彩球 confetti|🎁 礼物 gift|🧧 红包 red packet|🏆 冠军 trophy|🥇 金牌 gold|🎯 目标 target|💰 钱 money|🧾 发票 receipt|🚗 车 car|🚄 高铁 train|✈️ 飞机 plane|🏠 家 home|🏢 公司 office|⏰ 闹钟 alarm|⏳ 等待 hourglass|📷 相机 camera|🎤 话筒 mic|🎧 耳机 headphones',
  signs:
    '✅ 完成 对 done check|☑️ 勾 check box|❌ 错 no cross|⭕ 圈 circle|❗ 注意 exclamation|❓ 问 question|⚠️ 警告 warning|🚫 禁止 forbidden|💯 满分 hundred|➕ 加 plus|➖ 减 minus|🔴 红 red|🟡 黄 yellow|🟢 绿 green|🔵 蓝 blue|⬆️ 上 up|⬇️ 下 down|➡️ 右 right|⬅️ 左 left|🔄 刷新 refresh|🆗 好 ok|🆕 新 new|🔔 提醒 bell|🔕 静音 mute|💤 休息 zzz|💬 消息 speech|👣 脚印 steps|🏁 终点 finish',
};

export interface Emoji {
  char: string;
  name: string;
  names: string;
}
export const emojiGroups: [EmojiGroup, Emoji[]][] = (Object.keys(rows) as EmojiGroup[]).map((group) => [
  group,
  rows[group].split('|').map((row) => {
    const [char = '', ...names] = row.split(' ');
    return { char, name: names[0] ?? '', names: names.join(' ').toLowerCase() };
  }),
]);
