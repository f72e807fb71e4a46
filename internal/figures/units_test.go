package figures

import (
	"encoding/json"
	"strings"
	"testing"
)

// item reads an item as DynamoDB's wire has it.
func item(t *testing.T, src string) Item {
	t.Helper()
	var it Item
	if err := json.Unmarshal([]byte(src), &it); err != nil {
		t.Fatal(err)
	}
	return it
}

// The sizes that DynamoDB's documentation names, counted by hand.
func TestSizes(t *testing.T) {
	for src, want := range map[string]int{
		`{}`:                                  0,
		`{"pk": {"S": "C#a#1"}}`:              7,
		`{"n": {"S": "长"}}`:                   4,
		`{"n": {"N": "27"}}`:                  3,
		`{"n": {"N": "1234567"}}`:             6,
		`{"n": {"BOOL": true}}`:               2,
		`{"n": {"SS": ["ab", "c"]}}`:          7,
		`{"n": {"L": [{"S": "ab"}]}}`:         7,
		`{"n": {"M": {"k": {"S": "ab"}}}}`:    8,
		`{"a": {"S": "12"}, "b": {"S": "3"}}`: 5,
	} {
		if got := item(t, src).Size(); got != want {
			t.Errorf("%s: %d bytes, want %d", src, got, want)
		}
	}
}

func TestUnitsAreRoundedUp(t *testing.T) {
	for bytes, want := range map[int]int{0: 1, 1000: 1, 1024: 1, 1025: 2, 5000: 5} {
		if got := writeUnits(Item{"": {"S": strings.Repeat("x", bytes)}}); got != want {
			t.Errorf("writing %d bytes: %d units, want %d", bytes, got, want)
		}
	}
	for bytes, want := range map[int]float64{0: 1, 4096: 1, 4097: 2} {
		if got := readUnits(bytes, true); got != want {
			t.Errorf("reading %d bytes: %v units, want %v", bytes, got, want)
		}
		if got := readUnits(bytes, false); got != want/2 {
			t.Errorf("reading %d bytes at leisure: %v units, want %v", bytes, got, want/2)
		}
	}
}

// An index costs nothing while an entry stays as it is, and two writes when it moves.
func TestWhatAChangeCosts(t *testing.T) {
	const (
		bare   = `{"pk": {"S": "p"}, "sk": {"S": "CASE"}}`
		due    = `{"pk": {"S": "p"}, "sk": {"S": "CASE"}, "due_pk": {"S": "D"}, "due_sk": {"S": "1"}}`
		later  = `{"pk": {"S": "p"}, "sk": {"S": "CASE"}, "due_pk": {"S": "D"}, "due_sk": {"S": "2"}}`
		noted  = `{"pk": {"S": "p"}, "sk": {"S": "CASE"}, "due_pk": {"S": "D"}, "due_sk": {"S": "1"}, "data": {"S": "x"}}`
		queued = `{"pk": {"S": "p"}, "sk": {"S": "CASE"}, "queue_pk": {"S": "Q"}, "queue_sk": {"S": "1"}, "brief": {"S": "a"}}`
		read   = `{"pk": {"S": "p"}, "sk": {"S": "CASE"}, "queue_pk": {"S": "Q"}, "queue_sk": {"S": "1"}, "brief": {"S": "b"}}`
	)
	for name, test := range map[string]struct {
		before, after string
		whole         bool // in a transaction
		want          string
	}{
		"comes":            {`{}`, due, false, "case 1, index due 1"},
		"comes, in one go": {`{}`, due, true, "case 2, index due 1"},
		"moves":            {due, later, false, "index due 2, case 1"},
		"stays":            {due, noted, false, "case 1"},
		"goes":             {due, bare, false, "case 1, index due 1"},
		"changes":          {queued, read, false, "case 1, index queue 1"},
		"is refused":       {due, due, true, "case 2"},
	} {
		if got := parts(changeUnits(item(t, test.before), item(t, test.after), test.whole)); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}
