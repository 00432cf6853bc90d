/* words.c - see words.h. */
#include "sample-data/words.h"

const char *const words_townships[TOWNSHIPS] = {
    "岚溪镇", "松涧镇", "白砚镇", "栗坪乡", "鹤汀镇", "石濂乡",
    "柳渚镇", "竹砚乡", "青垄镇", "桐垭乡", "枫沱镇", "霞垴乡",
    "雁滩镇", "茶埠镇", "银坳乡", "月塘镇", "杉湾乡"};

const char *const words_villages[VILLAGE_WORDS] = {
    "桃湾", "梨坡", "杏林", "桂冲", "榆坪", "槐荫", "椿塘", "楠岭",
    "上垄", "下垄", "东溪", "西溪", "南坪", "北坪", "中湾", "前湾",
    "双桥", "三桥", "古井", "新井", "石桥", "木桥", "沙洲", "芦洲",
    "云台", "月台", "星台", "雨台", "鹭岸", "鸥岸", "鹰岩", "燕岩",
    "麦田", "稻田", "菜园", "茶园", "果园", "竹园", "荷塘", "菱塘",
    "泉口", "河口", "渡口", "山口", "长坡", "短坡", "高坎", "平坎"};

const char *const words_surnames[SURNAMES] = {
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐",
    "孙", "马", "朱", "胡", "郭", "何", "林", "罗", "高", "郑", "梁",
    "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖",
    "田", "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程",
    "魏", "苏", "吕", "丁", "任", "卢", "姚", "沈", "钟", "姜", "崔",
    "谭", "陆", "范", "汪", "廖", "石", "金", "韦", "贾"};

const char *const words_given[GIVEN_NAMES] = {
    "安", "柏", "斌", "博", "采", "畅", "辰", "晨", "成", "诚", "川", "春",
    "丹", "栋", "芳", "帆", "飞", "枫", "刚", "光", "桂", "国", "海", "涵",
    "航", "禾", "和", "恒", "红", "华", "慧", "佳", "建", "健", "江", "洁",
    "捷", "静", "娟", "军", "君", "凯", "康", "可", "兰", "乐", "莉", "丽",
    "亮", "林", "玲", "龙", "梅", "美", "萌", "敏", "明", "娜", "宁", "鹏",
    "平", "萍", "琪", "强", "青", "清", "晴", "秋", "然", "荣", "蓉", "锐",
    "珊", "书", "舒", "思", "松", "涛", "天", "婷", "薇", "伟", "文", "希",
    "霞", "晓", "欣", "星", "秀", "雪", "雅", "阳", "怡", "颖", "勇", "源"};

const struct words_provider words_providers[PROVIDERS] = {
    {"青岚县培训中心", "training-centre", "county"},
    {"青岚县农业农村局", "bureau", "county"},
    {"青岚县商务局", "bureau", "county"},
    {"青岚县文化旅游局", "bureau", "county"},
    {"青岚县职业技术学校", "school", "county"},
    {"青岚县司法局", "bureau", "county"},
    {"青岚县卫生健康局", "bureau", "county"},
    {"青岚县宣讲团", "lecture-corps", "county"},
    {"青岚县农机推广站", "station", "county"},
    {"青岚县公共法律服务中心", "service-centre", "county"},
    {"青岚县老年服务中心", "service-centre", "county"},
    {"云砚市培训学院", "institute", "municipal"},
    {"东澜省继续教育网络学院", "institute", "provincial"},
    {"全国广播讲堂", "broadcaster", "national"}};

const struct words_area words_areas[AREAS] = {
    {"Agriculture and rural industry", "农业与乡村产业"},
    {"Digital and business skills", "数字与经营技能"},
    {"Law, health and safety", "法律、健康与安全"},
    {"Organisation, service and culture", "组织、服务与文化"}};

const struct words_topic words_topics[TOPICS] = {
    {"Rice and grain growing", "水稻与粮食栽培", 0, PROVIDER_AGRICULTURE},
    {"Fruit and tea growing", "果树与茶叶栽培", 0, PROVIDER_AGRICULTURE},
    {"Livestock and poultry", "畜禽养殖", 0, PROVIDER_AGRICULTURE},
    {"Plant protection", "病虫害防治", 0, PROVIDER_AGRICULTURE},
    {"Farm machinery", "农机使用与维护", 0, PROVIDER_AGRICULTURE},
    {"Rural tourism and homestays", "乡村旅游与民宿", 0, PROVIDER_CULTURE},
    {"E-commerce basics", "电商入门", 1, PROVIDER_COMMERCE},
    {"Live-streamed sales", "直播销售", 1, PROVIDER_COMMERCE},
    {"Office software", "办公软件", 1, PROVIDER_SCHOOL},
    {"Smartphones and online safety", "智能手机与网络安全", 1, OWNER_TOWNSHIP},
    {"Bookkeeping and accounting", "记账与财务", 1, PROVIDER_SCHOOL},
    {"Running a small business", "小微企业经营", 1, PROVIDER_COMMERCE},
    {"Law in daily life", "生活中的法律", 2, OWNER_BRANCH},
    {"Contracts and land", "合同与土地法规", 2, PROVIDER_JUSTICE},
    {"Settling disputes", "矛盾纠纷调解", 2, OWNER_TOWNSHIP},
    {"First aid", "急救常识", 2, OWNER_BRANCH},
    {"Chronic illness and nutrition", "慢病与营养", 2, PROVIDER_HEALTH},
    {"Care of the elderly", "养老照护", 2, PROVIDER_HEALTH},
    {"Local history and culture", "地方历史与文化", 3, OWNER_BRANCH},
    {"Village planning and projects", "村庄规划与项目", 3, OWNER_TOWNSHIP},
    {"Fire and work safety", "消防与生产安全", 2, OWNER_BRANCH},
    {"Preparing for disasters", "防灾减灾", 2, OWNER_BRANCH},
    {"Running an organisation", "组织管理实务", 3, PROVIDER_CENTRE},
    {"Leading a team", "团队带头与沟通", 3, PROVIDER_CENTRE},
    {"Membership basics", "会员基础知识", 3, PROVIDER_CENTRE},
    {"Writing and public speaking", "公文写作与演讲", 3, PROVIDER_MUNICIPAL}};
