package access_test

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redress/internal/access"
	"redress/internal/complaint"
)

var (
	key = access.Key("a master key")
	one = complaint.Case{Tenant: "acme", ID: "RD-0000-0000-0000-0001"}
)

// TestASecretIsLongAndFitForAnAddress: 256 bits, which an address carries as they are.
func TestASecretIsLongAndFitForAnAddress(t *testing.T) {
	s := key.Secret(one, access.ToFollow)
	bits, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(bits)*8 < 128 || url.QueryEscape(s) != s {
		t.Errorf("%q has %d bits: %v", s, len(bits)*8, err)
	}
}

// TestOneSecretForOneThing: whatever differs, the secret does, and opens nothing else.
func TestOneSecretForOneThing(t *testing.T) {
	type lock struct {
		key     access.Key
		c       complaint.Case
		purpose access.Purpose
	}
	at := func(change func(*complaint.Case)) complaint.Case {
		c := one
		change(&c)
		return c
	}
	locks := map[string]lock{
		"the case":                 {key, one, access.ToFollow},
		"another case":             {key, at(func(c *complaint.Case) { c.ID = "RD-0000-0000-0000-0002" }), access.ToFollow},
		"another tenant":           {key, at(func(c *complaint.Case) { c.Tenant = "globex" }), access.ToFollow},
		"another generation":       {key, at(func(c *complaint.Case) { c.Links = 1 }), access.ToFollow},
		"the survey":               {key, one, access.ToAnswer(1)},
		"the next survey":          {key, one, access.ToAnswer(2)},
		"survey 11":                {key, one, access.ToAnswer(11)},
		"survey 1 of generation 1": {key, at(func(c *complaint.Case) { c.Links = 1 }), access.ToAnswer(1)},
		"another key":              {access.Key("another key"), one, access.ToFollow},
		"no key":                   {access.Key(nil), one, access.ToFollow},
	}
	for name, mine := range locks {
		secret := mine.key.Secret(mine.c, mine.purpose)
		for other, theirs := range locks {
			if opens := theirs.key.Opens(theirs.c, theirs.purpose, secret); opens != (name == other) {
				t.Errorf("the secret of %s opens %s: %v", name, other, opens)
			}
		}
	}
}

// What happens to a case does not change its secret: links that were given out go on working.
func TestASecretLasts(t *testing.T) {
	moved := one
	moved.Revision, moved.Phase, moved.Round, moved.Complainant.Email = 9, complaint.Closed, 3, "other@mail.example"
	if key.Secret(moved, access.ToFollow) != key.Secret(one, access.ToFollow) {
		t.Error("the secret changed")
	}
}

// TestWhatIsNoSecret: nothing but the whole secret opens.
func TestWhatIsNoSecret(t *testing.T) {
	s := key.Secret(one, access.ToFollow)
	for _, guess := range []string{
		"", " ", s + " ", s + "=", s[:len(s)-1], s[1:], s + s, strings.ToLower(s), strings.ToUpper(s), s + "\x00", string(key),
	} {
		if key.Opens(one, access.ToFollow, guess) {
			t.Errorf("%q opens what %q does", guess, s)
		}
	}
}

// TestAnySecret: for any two cases, purposes and generations, one's secret opens the other only if they are the same.
func TestAnySecret(t *testing.T) {
	cases := rapid.Custom(func(t *rapid.T) complaint.Case {
		return complaint.Case{
			Tenant: rapid.StringMatching(`[a-z][a-z0-9-]{1,4}`).Draw(t, "tenant"),
			ID:     rapid.StringMatching(`RD-[01]{4}`).Draw(t, "id"),
			Links:  rapid.IntRange(0, 12).Draw(t, "links"),
		}
	})
	purposes := rapid.Custom(func(t *rapid.T) access.Purpose {
		if rapid.Bool().Draw(t, "survey") {
			return access.ToAnswer(rapid.IntRange(1, 12).Draw(t, "round"))
		}
		return access.ToFollow
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := cases.Draw(t, "a"), cases.Draw(t, "b")
		p, q := purposes.Draw(t, "p"), purposes.Draw(t, "q")
		same := a.Tenant == b.Tenant && a.ID == b.ID && a.Links == b.Links && p == q
		if key.Opens(b, q, key.Secret(a, p)) != same {
			t.Fatalf("%+v for %s and %+v for %s", a, p, b, q)
		}
	})
}
