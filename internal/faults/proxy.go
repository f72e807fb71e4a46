package faults

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Proxy stands between the functions and an emulator. It hands calls on as they are, fails some of them, and kills some
// of those who call.
type Proxy struct {
	Tally   *Tally
	Letters *Letters
	Killer  *Killer

	backend *url.URL
	dice    *Dice
	fates   fates
	calm    atomic.Bool
	client  http.Client
}

// NewProxy is a proxy of an emulator whose functions the killer knows.
func NewProxy(endpoint string, dice *Dice, rates Rates, killer *Killer) (*Proxy, error) {
	backend, err := url.Parse(endpoint)
	if err != nil {
		return nil, err
	}
	return &Proxy{
		Tally: newTally(), Letters: NewLetters(), Killer: killer, backend: backend, dice: dice,
		fates:  fates{dice: dice, rates: rates, again: map[string]bool{}},
		client: http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}, Timeout: 2 * time.Minute},
	}, nil
}

// Calm ends the faults for good.
func (p *Proxy) Calm() { p.calm.Store(true); p.Killer.Stop() }

// Serve serves until the listener is closed.
func (p *Proxy) Serve(l net.Listener) error {
	s := &http.Server{Handler: p, ReadHeaderTimeout: time.Minute, ConnContext: func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, peerKey{}, &peer{conn: c})
	}}
	return s.Serve(l)
}

// ServeHTTP carries a call out, or not, and answers, or not.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	c := callOf(r)
	if c.service == API && r.Header.Get("Authorization") != "" {
		p.Killer.staffAsks()
	}
	k := Fine
	if c.service != Elsewhere && !p.calm.Load() {
		var first bool
		k, first = p.fates.of(c)
		p.Tally.count(c, k, first)
	}
	p.fare(w, r, c, k, body)
}

// fare lets a call fare as it must: its caller may be killed before it is carried out, or after.
func (p *Proxy) fare(w http.ResponseWriter, r *http.Request, c call, k Kind, body []byte) {
	from, when := p.callerOf(r, c)
	if when == before {
		p.kill(from)
		p.reset(w)
		return
	}
	switch k {
	case Throttled, Failed:
		p.Letters.told(from.pid, body, false)
		refuse(w, c.service, k)
		return
	case Cut:
		p.Letters.told(from.pid, body, false)
		p.reset(w)
		return
	case Slow:
		time.Sleep(200*time.Millisecond + time.Duration(p.dice.Throw().IntN(1300))*time.Millisecond)
	case Fine, Lost:
	}
	got, err := p.send(r, body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	p.note(c, from, got, body)
	switch {
	case when == after:
		p.kill(from)
		p.reset(w)
	case k == Lost:
		p.Letters.withheld(from.pid, body)
		p.reset(w)
	default:
		maps.Copy(w.Header(), got.header)
		w.WriteHeader(got.status)
		_, _ = w.Write(got.body) // it may be gone
	}
}

// callerOf is who makes a call, and whether they are killed for it. Only who works for AWS's functions is looked for.
func (p *Proxy) callerOf(r *http.Request, c call) (Process, moment) {
	if c.service == API || c.service == Elsewhere || c.service == SecretsManager {
		return Process{}, never
	}
	from, found := p.Killer.caller(r.Context())
	if !found {
		return Process{}, never
	}
	return from, p.Killer.doom(from)
}

func (p *Proxy) kill(victim Process) {
	if p.Killer.kill(victim) {
		p.Letters.died(victim.pid)
	}
}

// note keeps what the judge wants to know of a call that was carried out.
func (p *Proxy) note(c call, from Process, got answer, body []byte) {
	if got.status != http.StatusOK {
		return
	}
	if c.carries() {
		p.Letters.accepted(from.pid, got.body)
		return
	}
	p.Letters.told(from.pid, body, true)
}

// answer is a reply with its body read.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// send hands a call on and sees to its end, even if the caller is gone.
func (p *Proxy) send(r *http.Request, body []byte) (answer, error) {
	target := *p.backend
	target.Path, target.RawPath, target.RawQuery = r.URL.Path, r.URL.RawPath, r.URL.RawQuery
	req, err := http.NewRequestWithContext(context.WithoutCancel(r.Context()), r.Method, target.String(), bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	req.Header = r.Header.Clone()
	req.Header.Del("Connection")
	if r.Header.Get("Accept-Encoding") == "" {
		req.Header.Set("Accept-Encoding", "identity")
	}
	resp, err := p.client.Do(req) //nolint:gosec // to the emulator, whatever the path
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read to its end
	data, err := io.ReadAll(resp.Body)
	for name := range resp.Header {
		if strings.EqualFold(name, "Connection") || strings.EqualFold(name, "Transfer-Encoding") {
			resp.Header.Del(name)
		}
	}
	return answer{resp.StatusCode, resp.Header, data}, err
}

// reset ends the caller's connection without an answer.
func (p *Proxy) reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, is := conn.(*net.TCPConn); is {
		_ = tcp.SetLinger(0) // a reset rather than an end
	}
	_ = conn.Close()
}
