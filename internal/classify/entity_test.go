package classify

import (
	"slices"
	"testing"

	"redress/internal/complaint"
)

// What a text names, and what only looks like it: telephones, documents, lines and houses are neither orders nor days.
func TestEntities(t *testing.T) {
	for _, c := range []struct {
		text  string
		kind  complaint.EntityKind
		words []string
	}{
		{"订单号：9489378421，今天还没到", complaint.EntityOrder, []string{"9489378421"}},
		{"订单 DD-2049-77 没到", complaint.EntityOrder, []string{"DD-2049-77"}},
		{"order no. ab12345 never came", complaint.EntityOrder, []string{"ab12345"}},
		{"单子 202611230456789 没人管", complaint.EntityOrder, []string{"202611230456789"}},
		{"请拨打 13812345678 或 0731-88888888", complaint.EntityOrder, nil},
		{"5555555555，太难过了", complaint.EntityOrder, nil},
		{"NOKIA3220 和 GB50500-2013", complaint.EntityOrder, nil},
		{"call 1-888-327-4236", complaint.EntityOrder, nil},
		{"2026-11-02 买的", complaint.EntityDate, []string{"2026-11-02"}},
		{"2007年12月14日入住，8月5日退房，5号到", complaint.EntityDate, []string{"2007年12月14日", "8月5日", "5号"}},
		{"（2014）20号文件，地铁5号线，8号楼，95号汽油，7日内，58号", complaint.EntityDate, nil},
		{"on Nov. 4th, 2021 and 4 May 2025 and on June 3", complaint.EntityDate, []string{"Nov. 4th, 2021", "4 May 2025", "June 3"}},
		{"I may 3 times ask", complaint.EntityDate, nil},
		{"退我126元，花了三千五，{$0.00}", complaint.EntityAmount, []string{"126元", "三千五"}},
		{"a {$45.50} fee", complaint.EntityAmount, []string{"$45.50"}},
		{"空调坏了，手机很烫", complaint.EntityProduct, []string{"空调", "手机"}},
	} {
		var got []string
		for _, e := range reader.Read(c.text).Entities {
			if e.Kind == c.kind {
				got = append(got, e.Words)
			}
		}
		if !slices.Equal(got, c.words) {
			t.Errorf("%s: %s %q, want %q", c.text, c.kind, got, c.words)
		}
	}
}
