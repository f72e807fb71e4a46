package classify

import (
	"slices"
	"testing"

	"redress/internal/complaint"
)

// What a text says that makes it graver, with the words; the second of each pair is what is not to be heard.
func TestReadHearsFactors(t *testing.T) {
	for factor, texts := range map[complaint.Factor][2][]string{
		complaint.FactorInjury:      {{"孩子手指被夹伤，流了很多血。", "I cut my hand on the lid."}, {"没有人受伤，就是柜门关不上。"}},
		complaint.FactorDanger:      {{"充电器冒烟了", "The heater caught fire."}, {"气炸了，刚买就降价。"}},
		complaint.FactorThreat:      {{"催收扬言要上门", "The driver threatened to hurt me."}, nil},
		complaint.FactorHealth:      {{"面膜用了一次脸就红肿过敏。", "The lotion gave me a rash."}, nil},
		complaint.FactorChild:       {{"宝宝的奶粉结块", "the toy is loud"}, {"沙发太硬"}},
		complaint.FactorVulnerable:  {{"我奶奶不会用", "老人行动不便", "残疾人无法进入", "怀孕六个月", "My grandmother cannot open it.", "no ramp for a wheelchair", "I am pregnant"}, {"我爸买的", "The blinds are crooked.", "be patient"}},
		complaint.FactorGroup:       {{"我们小区业主联名投诉", "We are preparing a class action."}, nil},
		complaint.FactorMany:        {{"周边居民都闻到臭味", "the residents smell it"}, {"居民身份证丢了"}},
		complaint.FactorPress:       {{"我要找记者曝光", "I told the local news."}, nil},
		complaint.FactorRepeated:    {{"投诉了五次", "第三次投诉", "I called them 7 times.", "this is the third time"}, {"第一次买"}},
		complaint.FactorUnanswered:  {{"至今没有回音", "no reply for months"}, nil},
		complaint.FactorLoss:        {{"要求赔偿损失", "I want compensation."}, nil},
		complaint.FactorMajorLoss:   {{"害得我血本无归", "That was our life savings."}, nil},
		complaint.FactorLegal:       {{"我要起诉你们", "I will see a lawyer."}, nil},
		complaint.FactorRefused:     {{"拒绝退款", "They refused to refund me."}, nil},
		complaint.FactorWithheld:    {{"退款申请了二十天还没退", "waiting for my refund"}, nil},
		complaint.FactorUnrepaired:  {{"修了两次还没修好", "They could not fix it."}, nil},
		complaint.FactorCounterfeit: {{"买到假货", "The watch is counterfeit."}, nil},
		complaint.FactorHarassment:  {{"天天打骚扰电话", "The collector is harassing me."}, nil},
		complaint.FactorCostly:      {{"新车提车三天屏幕坏了", "the transmission slips"}, {"沙发坏了"}},
		complaint.FactorLivelihood:  {{"拖欠工资", "It ruined my credit score."}, nil},
		complaint.FactorHazard:      {{"地面湿滑", "the floor was slippery"}, nil},
		complaint.FactorAmount:      {{"损失三千元", "It cost me $45."}, {"房价三百元一晚", "等了三百天"}},
	} {
		for _, text := range texts[0] {
			if _, heard := factorOf(text, factor); !heard {
				t.Errorf("%q: %s is not heard among %+v", text, factor, reader.Read(text).Factors)
			}
		}
		for _, text := range texts[1] {
			if a, heard := factorOf(text, factor); heard {
				t.Errorf("%q: %s is heard in %q", text, factor, a.Words)
			}
		}
	}
}

// factorOf is what a text says of a factor.
func factorOf(text string, f complaint.Factor) (complaint.Aggravation, bool) {
	all := reader.Read(text).Factors
	i := slices.IndexFunc(all, func(a complaint.Aggravation) bool { return a.Factor == f })
	if i < 0 {
		return complaint.Aggravation{}, false
	}
	return all[i], true
}

func TestEveryFactorIsHeardInBothLanguages(t *testing.T) {
	for _, f := range complaint.Factors {
		if f == complaint.FactorAgain || f == complaint.FactorAmount { // known, and counted
			continue
		}
		var zh, en, built int
		for _, r := range source.Rules {
			if r.Factor == f {
				zh, en, built = zh+len(r.Chinese), en+len(r.English), built+len(r.All)
			}
		}
		if (zh == 0 || en == 0) && built == 0 {
			t.Errorf("%s: %d Chinese and %d English phrases", f, zh, en)
		}
	}
}

// How often, where the text says so.
func TestReadCounts(t *testing.T) {
	for text, want := range map[string]int{
		"多次投诉":                                   0,
		"投诉了5次都没用":                               5,
		"打了三十个电话，打了两次电话":                         30,
		"第三次投诉了":                                 3,
		"打了12345678次电话":                          0, // a number, not a count
		"I called them 7 times.":                 7,
		"This is the third time.":                3,
		"I emailed four times, called two times": 4,
		"several times":                          0,
	} {
		if a, heard := factorOf(text, complaint.FactorRepeated); !heard || a.Times != want {
			t.Errorf("%q: %+v, want %d times", text, a, want)
		}
	}
}

// The largest sum in each currency, in its minor unit.
func TestReadSums(t *testing.T) {
	for text, want := range map[string][]complaint.Sum{
		"退我30元，一共损失三千五百元": {{Amount: 3500_00, Currency: complaint.Yuan}},
		"花了3000":           {{Amount: 3000_00, Currency: complaint.Yuan}},
		"骗走我十二万元":          {{Amount: 120_000_00, Currency: complaint.Yuan}},
		"a $45.50 fee":     {{Amount: 45_50, Currency: complaint.USDollar}},
		"£4,500 and 300 元": {{Amount: 300_00, Currency: complaint.Yuan}, {Amount: 4500_00, Currency: complaint.Pound}},
		"5000日元":           {{Amount: 5000, Currency: complaint.Yen}},
		"300元5000积分":       {{Amount: 300_00, Currency: complaint.Yuan}},
		"花了三千五，付了一万二，又被骗2万5": {{Amount: 25_000_00, Currency: complaint.Yuan}},
		"花了三千五":                                {{Amount: 3500_00, Currency: complaint.Yuan}},
		"花了三百五一晚":                              nil,
		"掉下来一块，只剩两块地毯":                         nil,
		"一共三块五":                                {{Amount: 3_00, Currency: complaint.Yuan}},
		"退款一直不到账":                              nil,
		"押金两千不退":                               {{Amount: 2000_00, Currency: complaint.Yuan}},
		"人民币200":                               {{Amount: 200_00, Currency: complaint.Yuan}},
		"a {$900.00} loan, and a {$30.00} fee": {{Amount: 30_00, Currency: complaint.USDollar}},
		"hk$200":                               {{Amount: 200_00, Currency: complaint.HongKongDollar}},
		"¥99999999999999亿亿元":                   {{Amount: mostMoney, Currency: complaint.Yuan}},
	} {
		if a, _ := factorOf(text, complaint.FactorAmount); !slices.Equal(a.Sums, want) {
			t.Errorf("%q: %+v, want %+v", text, a.Sums, want)
		}
	}
}
