package customer

import (
	"os"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/duplicate"
	"redress/internal/storetest"
)

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

const head = "customer_number,email,phone,last_purchase,purchases,amount_minor,currency\n"

func read(t *testing.T, text string) []Customer {
	t.Helper()
	all, err := Read(strings.NewReader(text), now)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestReadTakesAList(t *testing.T) {
	src, err := os.ReadFile("../../samples/customers.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"the sample": string(src), "as a spreadsheet writes it": "\xef\xbb\xbf" + strings.ReplaceAll(string(src), "\n", "\r\n"),
	} {
		all := read(t, text)
		want := complaint.Purchases{
			Last: time.Date(2026, 8, 15, 0, 0, 0, 0, time.UTC), Number: 6, Total: complaint.Sum{Amount: 6400_00, Currency: complaint.Yuan},
		}
		if len(all) != 3 || all[1].Line != 3 || all[1].Known.Phone != "+86 13800000001" || all[1].Purchases != want {
			t.Errorf("%s: %+v", name, all)
		}
	}
	if all := read(t, "currency,last_purchase,email,amount_minor,purchases\nJPY,2026-11-23,a@b.example,0,1\n"); len(all) != 1 || all[0].Known.Email != "a@b.example" {
		t.Errorf("other columns in another order: %+v", all)
	}
}

// A list with a mistake is refused whole. The error names the line and the column and quotes nothing of the customer.
func TestReadRefuses(t *testing.T) {
	const good = "C-1,,,2026-11-01,1,100,CNY\n"
	for text, want := range map[string]string{
		"":                      "line 1: there must be a line of column names",
		"email,secret\n":        "line 1: column 2 is none of customer_number, email",
		"email,email\n":         "line 1: column email stands twice",
		"email,last_purchase\n": "line 1: there is no column purchases",
		head + good + "C-2,,\n": "record on line 3: wrong number of fields",
		head + good + ",,,2026-11-01,1,100,CNY\n":                        "line 3: complainant needs an email, a phone or a customer_number",
		head + ",secret,,2026-11-01,1,100,CNY\n":                         "line 2: email must be one plain address",
		head + ",,secret,2026-11-01,1,100,CNY\n":                         "line 2: phone must be a telephone number",
		head + "\"C-1\nsecret\",,,2026-11-01,1,100,CNY\n":                "line 2: customer_number must be on one line",
		head + "secret,,,01.11.2026,1,100,CNY\n":                         "line 2: last_purchase must be a day such as 2026-10-31",
		head + "secret,,,2026-11-25,1,100,CNY\n":                         "line 2: last_purchase lies in the future",
		head + "secret,,,2026-11-01,0,100,CNY\n":                         "line 2: purchases must be a whole number from 1",
		head + "secret,,,2026-11-01,,100,CNY\n":                          "line 2: purchases must be a whole number from 1",
		head + "secret,,,2026-11-01,1,12.50,CNY\n":                       "line 2: amount_minor must be a whole number from 0",
		head + "secret,,,2026-11-01,1,-1,CNY\n":                          "line 2: amount_minor must be a whole number from 0",
		head + "secret,,,2026-11-01,1,9999999999999999999999,CNY\n":      "line 2: amount_minor must be a whole number from 0",
		head + "secret,,,2026-11-01,1,100,yuan\n":                        "line 2: currency must be one of [CNY USD GBP EUR HKD TWD JPY]",
		head + good + "secret,,,2026-11-01,1,100,\nsecret,,,x,1,1,CNY\n": "line 4: last_purchase must be",
	} {
		all, err := Read(strings.NewReader(text), now)
		if err == nil || !strings.Contains(err.Error(), want) || all != nil {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret\"") || err != nil && strings.Contains(err.Error(), "secret ") {
			t.Errorf("%q: the error quotes it: %v", text, err)
		}
	}
}

// key is the key of the tests' hashes.
var key = duplicate.NewKey([]byte("test"))

// kept is what a store keeps of somebody for a tenant.
func kept(t *testing.T, m *storetest.Memory, tenant string, who complaint.Complainant) (found []complaint.Purchases) {
	t.Helper()
	for _, hash := range key.People(tenant, who) {
		p, err := m.Person(t.Context(), tenant, hash)
		if err != nil {
			t.Fatal(err)
		}
		if p.Purchases != nil {
			found = append(found, *p.Purchases)
		}
	}
	return found
}

// Each customer is found by everything they are known by, however it is written; the same list again changes nothing, a later one counts.
func TestKeepTwiceIsOnce(t *testing.T) {
	m := storetest.NewMemory()
	list := head + "C-1,ann@example.com,+86 138 0000 0001,2026-11-01,3,100,CNY\n,bo@example.com,,2026-10-01,1,50,CNY\n"
	for _, text := range []string{list, list, strings.Replace(list, ",3,100,", ",4,200,", 1)} {
		n, err := Keep(t.Context(), m, key, "acme", read(t, text))
		if err != nil || n != 4 {
			t.Fatalf("%d keys, %v", n, err)
		}
	}
	ann := complaint.Complainant{CustomerNumber: "c1", Email: "Ann@Example.com", Phone: "13800000001"}
	found := kept(t, m, "acme", ann)
	if len(found) != 3 || found[0].Number != 4 || found[0] != found[1] || found[1] != found[2] {
		t.Errorf("%+v", found)
	}
	if other := kept(t, m, "globex", ann); len(other) != 0 {
		t.Errorf("another tenant finds %+v", other)
	}
}

// Whose purchases are told twice is a mistake of the list: which of them counts cannot be known.
func TestKeepRefusesOneCustomerOnTwoLines(t *testing.T) {
	for text, want := range map[string]string{
		"C-1,ann@example.com,,2026-11-01,3,100,CNY\nC-2,ANN@example.com,,2026-10-01,1,50,CNY\n": "line 3: its customer_number, email or phone is that of line 2, too",
		"---,,,2026-11-01,3,100,CNY\n": "line 2: customer_number needs a letter or a digit",
	} {
		m := storetest.NewMemory()
		if _, err := Keep(t.Context(), m, key, "acme", read(t, head+text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
		if found := kept(t, m, "acme", complaint.Complainant{Email: "ann@example.com"}); len(found) != 0 {
			t.Errorf("%q: kept %+v", text, found)
		}
	}
}
