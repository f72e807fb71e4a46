//go:build e2e

package e2e

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	rnd "math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"unicode"

	"golang.org/x/sync/errgroup"
)

// fuzzTries is how many requests the fuzz makes unless FUZZ_TRIES says otherwise.
const fuzzTries = 400

// house is a tenant as the fuzz knows it: its people, what opens its cases, and what nobody else may ever read.
type house struct {
	company
	words   string // stands in every text of its complaints
	stories []*story
	cursor  string // of its queue
}

// try is one request of the fuzz: somebody of one house asks for what is another's, or what is nobody's.
type try struct {
	method, path, token, secret, body string
}

// TestNothingLeaksBetweenTenants asks for cases, files, surveys and pages of the queue with references, secrets, cursors and tokens
// of others, cut, joined and changed by chance. Every answer is a refusal, or holds nothing of another tenant's. The seed is in the log.
func TestNothingLeaksBetweenTenants(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	tries := fuzzTries
	if said := os.Getenv("FUZZ_TRIES"); said != "" {
		n, err := strconv.Atoi(said)
		if err != nil {
			t.Fatal(err)
		}
		tries = n
	}
	houses := []house{furnish(t, w.real), furnish(t, w.swift)}
	seed := rnd.Uint64()
	t.Logf("seed %d", seed)
	dice := rnd.New(rnd.NewPCG(seed, 1))
	var served atomic.Int64
	crew, ctx := errgroup.WithContext(t.Context())
	crew.SetLimit(atOnce)
	for range tries {
		thief, victim := houses[0], houses[1]
		if dice.IntN(2) == 0 {
			thief, victim = victim, thief
		}
		one := aim(dice, thief, victim)
		crew.Go(func() error {
			ok, err := one.leaksNothing(ctx, t, victim)
			if ok {
				served.Add(1)
			}
			return err
		})
	}
	if err := crew.Wait(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d requests, %d of them served, with what is the asker's own", tries, served.Load())
}

// furnish gives a tenant some cases to be stolen.
func furnish(t *testing.T, co company) house {
	t.Helper()
	h := house{company: co, words: "secret-" + strings.ToLower(rand.Text())}
	for range 3 {
		h.stories = append(h.stories, file(t, co, slow+" "+h.words))
	}
	page, err := co.agent.Queue(t.Context(), url.Values{"limit": {"1"}})
	if err != nil || page.Next == "" {
		t.Fatalf("a queue of three has one page: %v", err)
	}
	h.cursor = page.Next
	return h
}

// aim makes a try of a kind drawn by lot.
func aim(dice *rnd.Rand, thief, victim house) try {
	hers, his := victim.stories[dice.IntN(len(victim.stories))], thief.stories[dice.IntN(len(thief.stories))]
	id := blur(dice, hers.receipt.Case, his.receipt.Case)
	secret := blur(dice, his.receipt.Secret, hers.receipt.Secret[:20]+his.receipt.Secret[20:])
	home, abroad := "/v1/"+thief.id, "/v1/"+victim.id
	kinds := []func() try{
		func() try { // the victim's case by its reference, as if it were one's own
			return try{method: "GET", path: home + "/desk/cases/" + url.PathEscape(id), token: thief.manager.Token}
		},
		func() try { // at the victim's own address
			return try{method: "GET", path: abroad + "/desk/cases/" + url.PathEscape(id), token: thief.manager.Token}
		},
		func() try { // with a token that was tampered with
			return try{method: "GET", path: abroad + "/desk/cases/" + hers.receipt.Case, token: forge(dice, thief.manager.Token, victim.manager.Token)}
		},
		func() try {
			return try{method: "GET", path: abroad + "/desk/cases?limit=5", token: forge(dice, thief.manager.Token, victim.manager.Token)}
		},
		func() try { // another's cursor in one's own queue
			return try{method: "GET", path: home + "/desk/cases?cursor=" + url.QueryEscape(bend(dice, victim, hers)), token: thief.agent.Token}
		},
		func() try {
			return try{method: "GET", path: abroad + "/complaints/" + hers.receipt.Case, secret: secret}
		},
		func() try { return try{method: "GET", path: abroad + "/surveys/" + hers.receipt.Case, secret: secret} },
		func() try {
			return try{method: "GET", path: home + "/complaints/" + hers.receipt.Case, secret: hers.receipt.Secret}
		},
		func() try {
			return try{method: "POST", path: abroad + "/complaints/" + hers.receipt.Case + "/messages", secret: secret, body: `{"text": "mine"}`}
		},
		func() try { // the victim's case as a word of a command on one's own
			body := fmt.Sprintf(`{"do": "merge", "with": {"case": %q, "reason": "the same"}}`, hers.receipt.Case)
			return try{method: "POST", path: home + "/desk/cases/" + his.receipt.Case + "/commands", token: thief.manager.Token, body: body}
		},
	}
	return kinds[dice.IntN(len(kinds))]()
}

// blur is one of two words, or something between them.
func blur(dice *rnd.Rand, one, other string) string {
	cut := dice.IntN(min(len(one), len(other)))
	switch dice.IntN(7) {
	case 0, 1:
		return one
	case 2:
		return one[:cut] + other[cut:]
	case 3:
		return one[:cut]
	case 4:
		return strings.ToLower(one)
	case 5:
		return one + []string{"#CASE", "/../" + other, "%00", "\u200b", " ", "?x=", "*"}[dice.IntN(7)]
	}
	letters := []byte(one)
	letters[cut] ^= byte(1 << dice.IntN(5))
	return string(letters)
}

// forge is a token of two others' parts, or one with another head, no signature, or a letter changed.
func forge(dice *rnd.Rand, mine, hers string) string {
	a, b := strings.Split(mine, "."), strings.Split(hers, ".")
	switch dice.IntN(5) {
	case 0:
		return a[0] + "." + b[1] + "." + a[2]
	case 1:
		return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + b[1] + "."
	case 2:
		return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + b[1] + "." + a[2]
	case 3:
		return b[0] + "." + b[1] + "." + b[2][:dice.IntN(len(b[2]))]
	}
	return twisted(hers)
}

// bend is the victim's cursor, or one made up for a case of theirs.
func bend(dice *rnd.Rand, victim house, s *story) string {
	if dice.IntN(2) == 0 {
		return blur(dice, victim.cursor, victim.cursor)
	}
	made := fmt.Sprintf("2026-0%d-01T00:00:00.000Z#%s", 1+dice.IntN(9), s.receipt.Case)
	return base64.RawURLEncoding.EncodeToString([]byte(made))
}

// leaksNothing sends a try. It says whether it was served; then nothing of the victim's is in the answer. Nothing ends in a fault.
func (y try) leaksNothing(ctx context.Context, t *testing.T, victim house) (served bool, err error) {
	req, err := http.NewRequestWithContext(ctx, y.method, victim.public.Base+y.path, strings.NewReader(y.body))
	if err != nil {
		return false, nil // it cannot even be sent
	}
	req.Header.Set("Content-Type", "application/json")
	if y.token != "" {
		req.Header.Set("Authorization", "Bearer "+y.token)
	}
	if y.secret != "" && !strings.ContainsFunc(y.secret, unicode.IsControl) { // others cannot be sent
		req.Header.Set("Redress-Secret", y.secret)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return false, err
	}
	if resp.StatusCode >= http.StatusInternalServerError {
		t.Errorf("%s %s: answered %d %.200s", y.method, y.path, resp.StatusCode, body)
	}
	for _, secret := range victim.secrets() {
		if strings.Contains(string(body), secret) && !strings.Contains(y.path+y.body, secret) {
			t.Errorf("%s %s: answered %d with what is the other tenant's: %.300s", y.method, y.path, resp.StatusCode, body)
		}
	}
	return resp.StatusCode < http.StatusMultipleChoices, nil
}

// secrets is what nobody outside may read.
func (h house) secrets() []string {
	all := []string{h.words}
	for _, s := range h.stories {
		all = append(all, s.mail, s.receipt.Secret, s.receipt.Case)
	}
	return all
}
