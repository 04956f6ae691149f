"""Words around Chinese numbers: what a lone numeral may count, what makes it approximate, what is no number at all."""

from typing import NamedTuple

# A lone numeral (两, 十) is a number before one of these alone. Some are nouns that numerals count directly (两国).
CLASSIFIERS = frozenset(
    "个個名位家人口户戶只隻条條头頭匹辆輛架艘列台臺部座栋棟幢间間所套件份张張片块塊支枝根颗顆粒朵棵株本册冊页頁"
    "篇首幅场場次回趟遍届屆期轮輪批组組队隊班层層级級类類种種项項款章节節步代岁歲年月日天周週元角毛分秒镑鎊吨噸斤克"
    "米里亩畝度倍成折番国國省市县縣州区區镇鎮村城地校院大方党黨票球局盘盤胜勝负負平战戰路号號楼樓室站封笔筆宗起桩"
    "樁门門对對双雙副盒瓶杯碗袋箱包桶车車船例版集句段卷排行者员員子女男孩兄姐妹枚发發杆档檔寸尺丈环環孔季道处處"
    "步阶階声聲种辑輯席具顶頂把盏盞幕面群股串堆滴束捆强線线驱驅佳"
)

# 两国 and 两队 say which, as `both` and `the two` do, and English may say them by name.
DEFINITE = frozenset("国國队隊方者人地党黨岸校院省市县縣区區州军軍组組派边邊侧側")

# Before a number: (words, what they make of it). The longest come first where one ends another.
BEFORE: tuple[tuple[str, str], ...] = (
    (
        "most",
        "不超过 不超過 不得超过 不得超過 不能超过 不能超過 不会超过 不會超過 不应超过 未超过 未超過 没有超过 沒有超過 "
        "不得多于 不得高于 不能高于 不多于 不多於 不高于 不高於 至多 最多 高达 高達 多达 多達 顶多",
    ),
    (
        "least",
        "不得少于 不得少於 不得低于 不得低於 不能少于 不能低于 不应低于 不少于 不少於 不低于 不低於 至少 最少 "
        "起码 起碼",
    ),
    ("under", "将近 將近 接近 不足 不到 少于 少於 低于 低於 小于 小於 未满 未滿 不满 不滿 未达 未達 近"),
    ("over", "超过 超過 超出 多于 多於 高于 高於 大于 大於 突破 逾 超"),
    ("about", "大约 大約 约为 約為 约有 約有 大概 大致 约 約 估计 估計"),
)
# Words that end in one of the above and say something else.
NOT_BEFORE = (
    "附近", "最近", "邻近", "鄰近", "靠近", "新近", "亲近", "远近", "纽约", "紐約", "条约", "條約", "合约", "合約",
    "公约", "公約", "契约", "契約", "签约", "簽約", "预约", "預約", "节约", "節約", "违约", "違約", "续约", "續約",
    "履约", "特约", "特約", "邀约", "相约", "相約", "反超", "赶超", "趕超", "英超", "中超", "西超", "意超", "土超",
    "卡约",
)  # fmt: skip
# Behind a number and its unit.
AFTER: tuple[tuple[str, str], ...] = (
    ("about", "左右 上下"),
    ("least", "以上 及以上 或以上"),
    ("most", "以下 以内 以內 之内 之內"),
    ("over", "多 余 餘 出头 出頭 开外"),
)
# What lets 百, 千, 万, 亿 without a digit be a number: 上百, 近千, 过万.
BARE_AFTER = frozenset("上近超逾过過破约約每达達满滿")
# Of these two they are numbers whatever follows, but for 百货, 百姓, 千岛 and the like.
BARE_BEHIND = frozenset("近逾")
NOT_BARE = frozenset("货貨度姓岛島科佛里年代")
# What is named rather than counted: 四驱车, 五星红旗, 四季; English may do without the number.
NAMED = frozenset("星驱驅季")
# What may stand behind 成, 折, 多, 余, 时 in a word of its own: 3成为, 多元化.
NOT_TENTHS = "为為立员員本长長果功交都语語品绩績就熟衣份套型分双雙对對群千百正全"
NOT_DISCOUNT = "叠疊射旧舊磨腾騰返回"
NOT_DOZENS = (
    "造击擊开開赢贏工折算电電的得了着著过過起架仗败敗球牌印扮扫掃破听聽车車包交气氣拼入出进進字法响響通动動断斷"
    "卡鼓猎獵磨理"
)
NOT_HOURS = "间間段期代候而速尚差空常"
NOT_DAYS = "元圆圓円币幣本均常籍语語"

# Before an hour: the part of the day, which says in which half of it the hour lies.
PERIODS: tuple[tuple[str, str], ...] = (
    ("morning", "凌晨 清晨 早晨 早上 上午 今早 今晨 早"),
    ("noon", "中午 正午"),
    ("afternoon", "下午 午后 午後 傍晚"),
    ("night", "晚上 晚间 晚間 夜间 夜間 今晚 昨晚 当晚 當晚 深夜 半夜 午夜 夜里 夜裡 晚"),
)


class Saying(NamedTuple):
    """A word with a numeral in it that counts nothing.

    Args:
        word: the word.
        sentence: one that would be read wrong without the entry.
        unless: characters that make a number of it after all when one follows.
    """

    word: str
    sentence: str
    unless: str = ""


SAYINGS: tuple[Saying, ...] = (
    Saying("一起", "两地一起推进项目建设。"),
    Saying("一方面", "一方面扩大开放，另外也要改善民生。"),
    Saying("一次性", "项目一次性通过验收。"),
    Saying("一部分", "园区的一部分已经开放。"),
    Saying("一路", "班列一路向西驶往欧洲。"),
    Saying("一行", "代表团一行参观了展厅。"),
    Saying("一面", "工人们一面施工，也要保证通行。"),
    Saying("一度", "道路一度中断。"),
    Saying("一时", "许多居民一时难以适应。", "半整零一二三四五六七八九十0123456789"),
    Saying("一级", "他获得国家一级运动员称号。"),
    Saying("一日三餐", "食堂负责老人的一日三餐。"),
    Saying("一年四季", "这里一年四季都有鲜花。"),
    Saying("一国两制", "会议重申一国两制方针。"),
    Saying("一本正经", "孩子们一本正经地介绍家乡。"),
    Saying("一天到晚", "他一天到晚守在车间。"),
    Saying("一平方", "每一平方都要用好。", "米公里尺英千0123456789"),
    Saying("统一", "各区统一部署防汛工作。"),
    Saying("統一", "各區統一部署防汛工作。"),
    Saying("唯一", "这是全市唯一部级实验室。"),
    Saying("同一", "两人来自同一班级。"),
    Saying("单一", "企业不再依赖单一方案。"),
    Saying("單一", "企業不再依賴單一方案。"),
    Saying("进一步", "双方将进一步加强合作。"),
    Saying("進一步", "雙方將進一步加強合作。"),
    Saying("之一", "这是最大的园区之一部件都由本地生产。"),
    Saying("万一", "万一台风来袭，学校将停课。"),
    Saying("萬一", "萬一台北下雨，活動改期。"),
    Saying("十分", "游客对夜景十分满意。", "之钟鐘零左一二三四五六七八九0123456789"),
    Saying("十一黄金周", "十一黄金周客流创新高。"),
    Saying("十一假期", "十一假期景区接待能力充足。"),
    Saying("十一期间", "十一期间加开列车。"),
    Saying("十一国庆", "十一国庆假期客流上升。"),
    Saying("十一小长假", "十一小长假首日晴。"),
    Saying("十一长假", "十一长假景区人多。"),
    Saying("金砖四国", "金砖四国代表到访。"),
    Saying("金砖五国", "金砖五国代表到访。"),
    Saying("二战", "这座老楼在二战中受损。"),
    Saying("二戰", "這座老樓在二戰中受損。"),
    Saying("一战", "他写过一战时期的历史。"),
    Saying("一戰", "他寫過一戰時期的歷史。"),
    Saying("三国演义", "剧团上演了三国演义。"),
    Saying("三国志", "馆内藏有三国志刻本。"),
    Saying("三角", "成渝与长三角加强合作。"),
    Saying("三轮车", "老街禁止三轮车通行。"),
    Saying("三輪車", "老街禁止三輪車通行。"),
    Saying("二人转", "舞台上演了东北二人转。"),
    Saying("二路汽车", "居民习惯叫它二路汽车。"),
    Saying("二元结构", "城乡二元结构正在改变。"),
    Saying("二元对立", "文章批评二元对立的看法。"),
    Saying("三元桥", "快速路经过三元桥。"),
    Saying("三元区", "三元区出台新办法。"),
    Saying("五角大楼", "五角大楼没有回应。"),
    Saying("五角大樓", "五角大樓沒有回應。"),
    Saying("五台山", "他去过五台山。"),
    Saying("七台河", "列车开往七台河。"),
    Saying("九台区", "长春市九台区粮食丰收。"),
    Saying("三台县", "三台县与遂宁相邻。"),
    Saying("六盘水", "六盘水气候凉爽。"),
    Saying("三门峡", "列车途经三门峡。"),
    Saying("三門峽", "列車途經三門峽。"),
    Saying("五大连池", "五大连池进入旅游旺季。"),
    Saying("五家渠", "援疆干部来到五家渠。"),
    Saying("三里屯", "新店开在三里屯。"),
    Saying("八里桥", "市场迁出八里桥。"),
    Saying("十里洋场", "上海旧称十里洋场。"),
    Saying("九州通", "九州通建设物流中心。"),
    Saying("五人墙", "皮球绕过五人墙入网。"),
    Saying("三元里", "志愿者来到三元里。"),
    Saying("八大山人", "展出八大山人的真迹。"),
    Saying("八方", "新区广纳八方英才。"),
    Saying("五花八门", "展品五花八门。"),
    Saying("五花八門", "展品五花八門。"),
    Saying("四分五裂", "市场一度被说成四分五裂。"),
    Saying("三番五次", "他三番五次上门劝说。"),
    Saying("五大三粗", "小伙子长得五大三粗。"),
    Saying("十二万分", "请保持十二万分的警惕。"),
    Saying("十万火急", "救援十万火急。"),
    Saying("三家村", "故事发生在三家村。"),
    Saying("七国集团", "七国集团发表声明。"),
    Saying("八国集团", "八国集团发表声明。"),
    Saying("二十国集团", "二十国集团发表声明。"),
    Saying("20国集团", "20国集团发表声明。"),
    Saying("七國集團", "七國集團發表聲明。"),
    Saying("二十國集團", "二十國集團發表聲明。"),
    Saying("成千上万", "成千上万名游客来到江边。"),
    Saying("成百上千", "成百上千盏灯笼亮起。"),
    Saying("四面", "湖区四面环山。"),
    Saying("四处", "他为项目四处奔走。"),
    Saying("四處", "他為項目四處奔走。"),
    Saying("第二次世界大战", "馆藏包括第二次世界大战的照片。"),
    Saying("第二次世界大戰", "館藏包括第二次世界大戰的照片。"),
    Saying("三头六臂", "他没有三头六臂。"),
)
