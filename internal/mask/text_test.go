package mask

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/complaint"
)

func TestWhatIsPersonalGoesByItsForm(t *testing.T) {
	for text, want := range map[string]string{
		// telephones and mail
		"打我电话13812345678，急":                         "打我电话[phone]，急",
		"电话１３８－１２３４－５６７８":                           "电话[phone]",
		"手机 +86 138 1234 5678 或 010-62345678":       "手机 [phone] 或 [phone]",
		"打了400-820-8820没人接":                         "打了[phone]没人接",
		"Call me at (212) 555-0123 or 212-555-0199": "Call me at [phone] or [phone]",
		"My number is +44 20 7946 0958.":            "My number is [phone].",
		"写到li.lei@example.com.cn吧":                  "写到[email]吧",
		"加我微信：lilei_88 处理":                          "加我微信：[account] 处理",
		"@united you broke my bag":                  "[account] you broke my bag",
		"看图 https://example.com/a?b=1，谢谢":           "看图 [link]，谢谢",
		// papers and cards
		"身份证11010519491231002X":                "身份证[id]",
		"卡6222021234567890128被扣":               "卡[card]被扣",
		"card 4111 1111 1111 1111 was charged": "card [card] was charged",
		"车牌京A12345被刮了，粤B·D12345也是":             "车牌[plate]被刮了，[plate]也是",
		// numbers of things
		"订单号20260302123456789一直没发":        "订单号[number]一直没发",
		"order number 88-1234 never came": "order number [number] never came",
		"快递SF1234567890123丢了":             "快递[number]丢了",
		"投诉过RD-66RW-0AW7-Q3KZ-DVJ9":       "投诉过[number]",
		// addresses
		"送到北京市朝阳区建国路88号3号楼2单元1201室，门口": "[address]，门口",
		"我住阳光花园12栋301":                                  "[address]",
		"12号楼3单元402漏水":                                  "[address]漏水",
		"I live at 42 Maple Street, Apt 5, Springfield": "I live at [address], Springfield",
		"I live at 42b Old Mill Road in Leeds LS1 4AP":  "I live at [address] in Leeds [address]",
		// names
		"我叫李雷，在你们店买的":                          "我叫[name]，在你们店买的",
		"我是王小明的邻居":                             "我是[name]的邻居",
		"那个张经理和李师傅互相推":                         "那个[name]和[name]互相推",
		"联系人：欧阳修文，收件人：陈晓岚":                     "联系人：[name]，收件人：[name]",
		"副主任刘庆香不在":                             "副主任[name]不在",
		"那个姓冯的小姐，@李四工作室":                       "那个姓[name]的小姐，[account]",
		"I spoke with Jessica about Mr. Brown": "I spoke with [name] about Mr. [name]",
		"My name is Ann Reed.":                 "My name is [name].",
	} {
		if got := Text(text, nil); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, want)
		}
	}
}

// What a complaint is about can be read as before.
func TestWhatIsNotPersonalStays(t *testing.T) {
	for _, text := range []string{
		"花了12800元，扣款￥3000.50，退我1234567.89元", "I paid $12,345.67 and lost 1000000 yuan",
		"2026年3月5日买的，2026-03-05 10:30到，20260305退", "on 11/02/2026 at 10:30, in 2019",
		"三门衣柜 W-320 和 iPhone13，1920x1080，4G内存", "沙发用了两周木架断了，安装师傅说安全没问题，任何经理都不管",
		"本人曾多次申请，客服申请换货，我是凌晨两点到的，联系客服白搭，担任班主任", "office2007 装在 V8 4GB 上，24-02-2015 11:35，2015-2018，里程1000000公里",
		"在北京市朝阳区的店里，广东那边也一样", "12楼噪音很大", "5号线旁边的店，2号柜台", "The airline lost my bag at Gate 12, Terminal 3.",
		"老百姓的钱，留了姓名，谢谢师傅，感谢老师，主任说不管", "客服的态度很差，店员不理人，经理说管不了", "我是老客户，我是真的生气", "Miss the old days; Dr pepper", "",
	} {
		if got := Text(text, nil); got != text {
			t.Errorf("%s\nbecame %s", text, got)
		}
	}
}

func TestWhatTheRecordKnowsGoesWhereverItStands(t *testing.T) {
	f := &complaint.Filed{
		Complainant: complaint.Complainant{Name: "陈晓岚", Phone: "+86 13800000001", Email: "Chen@example.com", CustomerNumber: "VIP-7"},
		Matter:      complaint.Matter{Order: "RD-2041", Staff: "Tom Hanks"},
		Scene:       "店里", Content: "晓岚说138-0000-0001打不通，CHEN@EXAMPLE.COM也没回；vip-7的rd-2041，tom态度差。我陈晓岚等着。",
	}
	want := "店里\n[name]说[phone]打不通，[email]也没回；[number]的[number]，[name]态度差。我[name]等着。"
	if got := Complaint(f); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// fragments are pieces of which texts are made: some personal, some not, some that become so beside others.
var fragments = []string{
	"我叫", "李雷", "王", "先生", "13812345678", "138", "12345678", "0", "-", " ", "北京市", "朝阳区", "建国路", "88", "号", "楼", "3单元", "402", "订单号",
	"SF", "a@b", "a@b.cn", ".com", "https://x.y", "@", "[phone]", "[name]", "phone", "name", "[", "]", "\uE000", "\uE003", "１３８", "元", "￥", "Mr. ", "Ann", "Reed",
	"京A", "12345", "6222", "X", "投诉", "坏了", "，", "\n", "Road", "42b ", "Old ", "微信", "lilei", "2026-03-05",
}

func aText(t *rapid.T, name string) string {
	return strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(fragments), rapid.StringN(0, 4, -1)), 0, 30).Draw(t, name), "")
}

func aRecord(t *rapid.T) *complaint.Filed {
	return &complaint.Filed{
		Complainant: complaint.Complainant{
			Name:           rapid.SampledFrom([]string{"", "李雷", "陈晓岚", "Ann Reed", "O'Neil, Mark", "Ｌｉ Ｌｅｉ", "name", "[phone]"}).Draw(t, "name"),
			Phone:          rapid.SampledFrom([]string{"", "+86 13800000001", "010-62345678", "(212) 555-0123"}).Draw(t, "phone"),
			Email:          rapid.SampledFrom([]string{"", "a@b.cn", "li.lei@example.com"}).Draw(t, "mail"),
			CustomerNumber: rapid.SampledFrom([]string{"", "VIP-7", "88"}).Draw(t, "customer"),
		},
		Matter: complaint.Matter{Order: rapid.SampledFrom([]string{"", "RD-2041", "（1）"}).Draw(t, "order")},
	}
}

func TestMaskedOnceMoreATextStaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, text := aRecord(t), aText(t, "text")
		once := Text(text, f)
		if twice := Text(once, f); twice != once {
			t.Fatalf("%q became %q and then %q", text, once, twice)
		}
	})
}

// However the record's words are strewn over a text, none is left between the words that stand for what was taken out.
func TestNothingOfTheRecordRemains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := aRecord(t)
		secrets := []string{f.Complainant.Name, f.Complainant.Phone, f.Complainant.Email, f.Complainant.CustomerNumber, f.Matter.Order}
		text := aText(t, "begin")
		for i, secret := range secrets {
			if i%2 == 0 {
				secret = strings.ToUpper(secret)
			}
			text += secret + aText(t, "between")
		}
		rest := toSigns.Replace(strings.ToLower(Text(text, f))) // without the words that were put in
		for _, secret := range secrets {
			if s := strings.ToLower(trimmed(toSigns.Replace(secret))); len([]rune(s)) > 1 && strings.Contains(rest, s) {
				t.Fatalf("%q is left in %q, of %q", secret, rest, text)
			}
		}
	})
}

// A mobile number is found between any words, in any usual grouping.
func TestMobilesAreFoundEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := "1" + rapid.StringMatching(`[3-9][0-9]{9}`).Draw(t, "digits")
		sep := rapid.SampledFrom([]string{"", " ", "-"}).Draw(t, "separator")
		prefix := rapid.SampledFrom([]string{"", "+86 ", "+86", "86-"}).Draw(t, "prefix")
		number := prefix + digits[:3] + sep + digits[3:7] + sep + digits[7:]
		text := "请打" + number + rapid.SampledFrom([]string{"", "，谢谢", "。", "找我", "\n"}).Draw(t, "after")
		if got := Text(text, nil); strings.ContainsAny(got, "0123456789") || !strings.Contains(got, "[phone]") {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add("我叫李雷，电话13812345678")
	f.Fuzz(func(t *testing.T, text string) {
		once := Text(text, nil)
		if Text(once, nil) != once {
			t.Errorf("%q became %q, which changes", text, once)
		}
	})
}
