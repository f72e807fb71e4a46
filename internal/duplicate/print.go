package duplicate

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"redress/internal/complaint"
)

// Print is what of a complaint is kept to recognise it by. Everything that names somebody or something is in it as a keyed
// hash only, and of the text no more than a sketch.
type Print struct {
	Case       string            `json:"case"`
	ReceivedAt time.Time         `json:"at"`
	Channel    complaint.Channel `json:"channel"`
	Mail       string            `json:"mail,omitempty"`
	Phone      string            `json:"phone,omitempty"`
	Customer   string            `json:"customer,omitempty"`
	Order      string            `json:"order,omitempty"`    // as the complainant gave it
	Numbers    []string          `json:"numbers,omitempty"`  // in the text, that may be an order's
	Products   []string          `json:"products,omitempty"` // product and model
	Sketch     Sketch            `json:"sketch"`
}

// People are the keys under which the print is found: one for each thing by which its complainant is known.
func (p Print) People() []string { return given(p.Mail, p.Phone, p.Customer) }

// People are the keys of somebody, one for each thing by which they are known: those under which the prints of their complaints
// are found.
func (k Key) People(tenant string, c complaint.Complainant) []string {
	return given(k.identify(tenant, c))
}

// identify is the keys of somebody's mail, telephone and customer number, in the order from the least to the most telling.
func (k Key) identify(tenant string, c complaint.Complainant) (mail, phone, customer string) {
	return k.hash(tenant, "mail", strings.ToLower(c.Email)), k.hash(tenant, "phone", nationalDigits(c.Phone)),
		k.hash(tenant, "customer", squeezed(c.CustomerNumber))
}

// given are those that are not empty, in their order.
func given(mail, phone, customer string) []string {
	return slices.DeleteFunc([]string{mail, phone, customer}, func(key string) bool { return key == "" })
}

// Key makes the hashes of an installation; those of another do not compare.
type Key []byte

// NewKey derives the key from the installation's master key, which cannot be told from it.
func NewKey(master []byte) Key {
	mac := hmac.New(sha256.New, master)
	mac.Write([]byte("prints of complaints"))
	return mac.Sum(nil)
}

// Print is the print of a filed complaint.
func (k Key) Print(f *complaint.Filed) Print {
	p := Print{
		Case: f.ID, ReceivedAt: f.ReceivedAt, Channel: f.Channel, Sketch: SketchOf(f.Scene + "\n" + f.Content),
		Order: k.hash(f.Tenant, "order", squeezed(f.Matter.Order)),
	}
	p.Mail, p.Phone, p.Customer = k.identify(f.Tenant, f.Complainant)
	for _, number := range numbersIn(f.Content, nationalDigits(f.Complainant.Phone)) {
		p.Numbers = append(p.Numbers, k.hash(f.Tenant, "order", number))
	}
	for kind, name := range map[string]string{"product": f.Matter.Product, "model": f.Matter.Model} {
		if hash := k.hash(f.Tenant, kind, squeezed(name)); hash != "" {
			p.Products = append(p.Products, hash)
		}
	}
	slices.Sort(p.Products)
	return p
}

// hash hides a value within its tenant and kind, in 128 bits, so that no two are taken for one. Nothing hides as nothing.
func (k Key) hash(tenant, kind, value string) string {
	if value == "" {
		return ""
	}
	mac := hmac.New(sha256.New, k)
	mac.Write([]byte(strings.Join([]string{tenant, kind, value}, "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}
