package duplicate

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"time"
	"unicode"

	"redress/internal/complaint"
)

// Print is what of a complaint is kept to recognise it by. Names and numbers are in it as keyed hashes only.
type Print struct {
	Case       string            `json:"case"`
	ReceivedAt time.Time         `json:"received_at"`
	Channel    complaint.Channel `json:"channel"`
	People     []string          `json:"people"` // the complainant's mail, phone and customer number
	Orders     []string          `json:"orders,omitempty"`
	Product    string            `json:"product,omitempty"`
	Sketch     Sketch            `json:"sketch"`
}

// Key makes the hashes of an installation; those of another do not compare.
type Key []byte

// Print is the print of a filed complaint.
func (k Key) Print(f *complaint.Filed) Print {
	p := Print{Case: f.ID, ReceivedAt: f.ReceivedAt, Channel: f.Channel, Sketch: SketchOf(f.Scene + "\n" + f.Content)}
	for kind, value := range map[string]string{
		"mail": strings.ToLower(strings.TrimSpace(f.Complainant.Email)), "phone": digits(f.Complainant.Phone),
		"customer": squeezed(f.Complainant.CustomerNumber),
	} {
		if value != "" {
			p.People = append(p.People, k.hash(f.Tenant, kind, value))
		}
	}
	slices.Sort(p.People)
	if order := squeezed(f.Matter.Order); order != "" {
		p.Orders = []string{k.hash(f.Tenant, "order", order)}
	}
	for _, order := range ordersIn(f.Content) {
		if h := k.hash(f.Tenant, "order", order); !slices.Contains(p.Orders, h) {
			p.Orders = append(p.Orders, h)
		}
	}
	if product := squeezed(f.Matter.Product + f.Matter.Model); product != "" {
		p.Product = k.hash(f.Tenant, "product", product)
	}
	return p
}

// hash hides a value within its tenant and kind: 128 bits, so that nobody finds two that are the same.
func (k Key) hash(tenant, kind, value string) string {
	mac := hmac.New(sha256.New, k)
	mac.Write([]byte(strings.Join([]string{"print", tenant, kind, value}, "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}

// digits is a telephone number without what groups it and without its country: the last ten digits, which tell people
// apart in every country that has as many.
func digits(phone string) string {
	only := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	return only[max(0, len(only)-10):]
}

// squeezed is a number or a name as it is compared: letters and digits alone, in lower case.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
