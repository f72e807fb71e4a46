package duplicate_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/duplicate"
)

var key = duplicate.NewKey([]byte("a master key"))

// monday is when the complaints of the tests come in.
var monday = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// filed is a complaint about a sofa.
func filed(change ...func(*complaint.Filed)) *complaint.Filed {
	f := &complaint.Filed{
		Tenant: "home", ID: "RD-1", ReceivedAt: monday, Channel: complaint.Web,
		Complainant: complaint.Complainant{Email: "Ann.Reed@example.com", Phone: "+1 (555) 010-0123", CustomerNumber: "C-77 01"},
		Matter:      complaint.Matter{Product: "Sofa", Model: "W-320", Order: "A-10029"},
		Content:     "The seam of the sofa split after two weeks and the frame creaks whenever somebody sits down. I want my money back.",
	}
	for _, c := range change {
		c(f)
	}
	return f
}

// What is written in several ways is the same key, and what is another's is another.
func TestPeopleAreKnownHoweverTheyWriteIt(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*complaint.Filed)
		same   bool
	}{
		"case of the mail":            {func(f *complaint.Filed) { f.Complainant.Email = "ann.reed@EXAMPLE.com" }, true},
		"telephone without groups":    {func(f *complaint.Filed) { f.Complainant.Phone = "15550100123" }, true},
		"telephone without country":   {func(f *complaint.Filed) { f.Complainant.Phone = "555/0100123" }, true},
		"number without its dash":     {func(f *complaint.Filed) { f.Complainant.CustomerNumber = "c7701" }, true},
		"number in full width":        {func(f *complaint.Filed) { f.Complainant.CustomerNumber = "Ｃ－７７０１" }, true},
		"another mail":                {func(f *complaint.Filed) { f.Complainant.Email = "ann.reed@example.org" }, false},
		"another telephone":           {func(f *complaint.Filed) { f.Complainant.Phone = "+1 555 010 0124" }, false},
		"another number":              {func(f *complaint.Filed) { f.Complainant.CustomerNumber = "C-7702" }, false},
		"another tenant":              {func(f *complaint.Filed) { f.Tenant = "away" }, false},
		"a mail in place of a number": {func(f *complaint.Filed) { f.Complainant.CustomerNumber = f.Complainant.Email }, false},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := key.Print(filed()).People(), key.Print(filed(c.change)).People()
			if got := slices.Equal(a, b); got != c.same {
				t.Errorf("the same keys: %v, want %v", got, c.same)
			}
		})
	}
}

// Nobody can read from a print who complains of what, and without the key nobody can try it out.
func TestAPrintSaysNothing(t *testing.T) {
	f := filed()
	src, err := json.Marshal(key.Print(f))
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Ann", "reed", "example", "555", "0123", "77", "sofa", "Sofa", "W-320", "10029", "seam", "money"} {
		if strings.Contains(string(src), word) {
			t.Errorf("the print holds %q: %s", word, src)
		}
	}
	if len(src) > 800 {
		t.Errorf("the print has %d bytes; with its keys it has to stay below a kilobyte", len(src))
	}
	other := duplicate.NewKey([]byte("another")).Print(f)
	if mine := key.Print(f); mine.Mail == other.Mail || mine.Order == other.Order {
		t.Error("another installation's key makes the same hashes")
	}
	var back duplicate.Print
	if err := json.Unmarshal(src, &back); err != nil || duplicate.Compare(key.Print(f), back).Score < 0.9 {
		t.Errorf("it was read back as another: %v", err)
	}
}

// The numbers in a text that may be an order's, told by which of them two complaints share.
func TestOrdersAreFoundInTheText(t *testing.T) {
	named := func(text string) duplicate.Print {
		return key.Print(filed(func(f *complaint.Filed) { f.Matter, f.Content = complaint.Matter{}, text }))
	}
	for text, want := range map[string]int{
		"订单号RD-2041，至今没到":                    1,
		"my order 114-2938471 never came":    1,
		"单号2026031500123，还有 JD0099887766":    2,
		"2026年3月2日 20260302 打 13800000000":   0,
		"call me on 5550100123":              0, // the complainant's own
		"W-320 cost 1200":                    0,
		"111111 222222 333333 444444 555555": 4,
		"RD-2041 rd2041":                     1,
	} {
		if got := len(named(text).Numbers); got != want {
			t.Errorf("%q: %d numbers, want %d", text, got, want)
		}
	}
	stated := key.Print(filed(func(f *complaint.Filed) { f.Matter.Order = "RD 2041" }))
	if !slices.Equal(named("订单号RD-2041").Numbers, []string{stated.Order}) {
		t.Error("an order in the text is not the one that was stated")
	}
}
