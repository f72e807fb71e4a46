package trial

// synonyms are words of complaints, and others for them.
var synonyms = [][2]string{
	{"非常", "特别"}, {"太差", "很差"}, {"很差", "差劲"}, {"不好", "不行"}, {"垃圾", "烂"}, {"送来", "送到"}, {"收到", "拿到"}, {"打电话", "致电"},
	{"电话", "来电"}, {"服务员", "店员"}, {"客服", "客服人员"}, {"房间", "客房"}, {"酒店", "宾馆"}, {"宾馆", "旅馆"}, {"前台", "接待"}, {"态度", "服务态度"},
	{"质量", "品质"}, {"东西", "商品"}, {"商品", "产品"}, {"根本", "完全"}, {"一点都", "丝毫"}, {"没有", "没"}, {"不知道", "不清楚"}, {"怎么", "为什么"},
	{"居然", "竟然"}, {"但是", "可是"}, {"而且", "并且"}, {"因为", "由于"}, {"已经", "早就"}, {"希望", "请"}, {"要求", "请求"}, {"退款", "退钱"},
	{"退货", "把货退了"}, {"维修", "修理"}, {"坏了", "出故障了"}, {"难吃", "不好吃"}, {"味道", "口味"}, {"外卖", "餐"}, {"小时", "个钟头"}, {"快递", "物流"},
	{"屏幕", "显示屏"}, {"手机", "机子"}, {"电池", "电瓶"}, {"衣服", "衣物"}, {"便宜", "低价"}, {"价格", "价钱"}, {"投诉", "反映"}, {"多次", "好几次"},
	{"异响", "有响声"}, {"发动机", "引擎"}, {"故障", "毛病"}, {"厂家", "厂商"}, {"我们", "咱们"}, {"领导", "负责人"}, {"严重", "很严重"}, {"影响", "妨碍"},
	{"account", "acct"}, {"received", "got"}, {"contacted", "called"}, {"company", "firm"}, {"however", "but"}, {"because", "since"}, {"told me", "said"},
	{"immediately", "at once"}, {"also", "too"}, {"never", "not once"}, {"payment", "instalment"}, {"letter", "notice"}, {"dispute", "complaint"},
	{"incorrect", "wrong"}, {"inaccurate", "false"}, {"remove", "delete"}, {"requested", "asked for"}, {"several times", "repeatedly"}, {"refund", "money back"},
	{"informed", "told"}, {"attempted", "tried"}, {"provide", "give"}, {"please", "kindly"}, {"would like", "want"}, {"charged", "billed"}, {"phone", "telephone"},
	{"broken", "damaged"}, {"terrible", "awful"}, {"waiting", "in wait"}, {"weeks", "wks"}, {"days", "d."}, {"I am", "I'm"}, {"do not", "don't"}, {"cannot", "can't"},
}
