package mask

import (
	"regexp"
	"strings"
)

// surname is a Chinese family name, by which a name is told from other words.
const surname = `(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍申尤毕聂柴焦柳邢岳齐梅莫庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲翁蒲])`

// afterName are characters with which the sentence goes on after a name, rather than the name itself.
const afterName = "的在是买于今昨家住要想来电手和投反从曾给把不也，。、！？；：,.!?;: \n先女小太说去有你我他她这那就都还因为被让跟与及等号到定订收联预问没"

// names are those of people who are introduced or who bear a title.
func names() []rule {
	return []rule{
		{
			form: regexp.MustCompile(surname + `\p{Han}{0,2}?(?:先生|女士|小姐|太太|阿姨|大爷|师傅|经理|店长|主管|老师|医生|大夫|主任|警官|律师)`),
			is:   aName, keep: notATitle,
		},
		{form: regexp.MustCompile(`(?:我叫|我是|本人|名叫|名字是|姓名[：:是]?|联系人[：:是]?|收件人[：:是]?|收货人[：:是]?|投诉人[：:是]?|客服|店员|销售|导购|员工|快递员|骑手|经理|主任|院长|校长|局长|书记)[ ]?(` + surname + `\p{Han}[^` + afterName + `\x{E000}-\x{E0FF}]?)`),
			part: 1, is: aName, keep: notSpelt},
		{form: regexp.MustCompile(`(?:^|[^百老国赐])姓(` + surname + `)`), part: 1, is: aName},
		{form: regexp.MustCompile(`\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.? ?([A-Z][A-Za-z'-]+(?: [A-Z][a-z'-]+)?)`), part: 1, is: aName},
		{form: regexp.MustCompile(`(?i:\bmy name is|\bname is|\bname:|\bnamed|\bi am called|\b(?:spoke|talked|speaking) (?:to|with)|\bagent|\brep|\brepresentative|\bsupervisor) ([A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?)`), part: 1, is: aName},
		{form: regexp.MustCompile(`(?i:\b(?:regards|sincerely|yours|thanks)),?\s+([A-Z][a-z'-]+ [A-Z][a-z'-]+)`), part: 1, is: aName},
	}
}

// common are words that begin like a name with a title and are none.
var common = []string{"任何", "万能", "高级", "白班", "安全", "文明", "路过", "关于", "向导", "钱财", "温和", "凌晨", "申请", "曾多", "曾经", "曾问", "曾在", "曾向", "曾被", "白搭", "白跑", "任班", "任专", "任课", "万名", "万多", "武汉", "戴口", "高校", "丁香", "应该", "应当", "管理", "史上", "马上", "高层", "项目", "金牌", "安装", "康复"}

// notATitle keeps what is a word in itself, such as 安装师傅.
func notATitle(before, found, _ string) bool {
	if strings.Contains(found, "的") || strings.HasPrefix(found, "谢") && (strings.HasPrefix(found, "谢谢") || strings.HasSuffix(before, "感") || strings.HasSuffix(before, "谢")) {
		return true // 李的女经理, 谢谢师傅
	}
	for _, word := range common {
		if strings.HasPrefix(found, word) {
			return true
		}
	}
	return false
}

// notSpelt keeps what follows "I am" or a job and is no name but another common word.
func notSpelt(_, found, _ string) bool {
	return notATitle("", found, "") || strings.ContainsAny(found, "的了过着很")
}
