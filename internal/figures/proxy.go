package figures

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// Proxy stands between the functions and an emulator, hands everything on as it is, and counts by tenant what is asked of
// DynamoDB and what it costs. To know what a write changes it looks at its items before and after, uncounted.
type Proxy struct {
	backend *url.URL
	others  http.Handler // for what is not DynamoDB's
	ledger  ledger
	locks   sync.Map // by tenant: between the look before a write and the one after nobody else writes
}

// NewProxy is a proxy of an emulator that has counted nothing.
func NewProxy(endpoint string) (*Proxy, error) {
	backend, err := url.Parse(endpoint)
	if err != nil {
		return nil, err
	}
	return &Proxy{
		backend: backend, others: httputil.NewSingleHostReverseProxy(backend), ledger: ledger{tallies: map[string]*Tally{}},
	}, nil
}

// Of is what was asked on behalf of a tenant so far.
func (p *Proxy) Of(tenant string) Tally { return p.ledger.of(tenant) }

// request is what the proxy reads of a request.
type request struct {
	TableName      string
	Key, Item      Item
	ConsistentRead bool
	TransactItems  []map[string]write
	RequestItems   map[string][]map[string]write // of a batch, by the table
}

// write is a write of a transaction.
type write struct {
	TableName string
	Key, Item Item
}

// reply is what it reads of a reply.
type reply struct {
	Item  Item
	Items []Item
}

// ServeHTTP hands a request on and counts it.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	service, name, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	if !strings.HasPrefix(service, "DynamoDB_") {
		p.others.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	var req request
	if err == nil {
		err = json.Unmarshal(body, &req)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	got, err := p.handOn(r, name, body, req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	maps.Copy(w.Header(), got.header)
	w.WriteHeader(got.status)
	_, _ = w.Write(got.body)
}

// answer is a reply with its body read.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (p *Proxy) handOn(r *http.Request, name string, body []byte, req request) (answer, error) {
	writes := req.writes(name)
	tenant, shared := ownerOf(body)
	if len(writes) == 0 {
		got, err := p.send(r.Context(), r.Header, "", body)
		p.countRead(tenant, shared, name, req, got)
		return got, err
	}
	lock, _ := p.locks.LoadOrStore(tenant, &sync.Mutex{})
	mu, _ := lock.(*sync.Mutex)
	mu.Lock()
	defer mu.Unlock()
	before := p.look(r, writes)
	got, err := p.send(r.Context(), r.Header, "", body)
	after := before
	if got.status == http.StatusOK {
		after = p.look(r, writes)
	}
	p.countWrite(tenant, name, got.status, before, after)
	return got, err
}

// writes are the keys of the items that a request writes, with their table.
func (q request) writes(name string) (keys []write) {
	switch name {
	case "PutItem":
		keys = []write{{q.TableName, keyOf(q.Item), nil}}
	case "UpdateItem", "DeleteItem":
		keys = []write{{q.TableName, q.Key, nil}}
	case "TransactWriteItems":
		for _, item := range q.TransactItems {
			for _, w := range item {
				if w.Key == nil {
					w.Key = keyOf(w.Item)
				}
				keys = append(keys, write{w.TableName, w.Key, nil})
			}
		}
	case "BatchWriteItem":
		for table, items := range q.RequestItems {
			keys = append(keys, batchOf(table, items)...)
		}
	}
	return keys
}

// batchOf are the keys of the items that a batch writes in a table.
func batchOf(table string, items []map[string]write) (keys []write) {
	for _, item := range items {
		for _, w := range item {
			if w.Key == nil {
				w.Key = keyOf(w.Item)
			}
			keys = append(keys, write{table, w.Key, nil})
		}
	}
	return keys
}

// of says of a request for one item which kind that is.
func (q request) of() string {
	if q.Key == nil {
		return ""
	}
	return " of " + kindOf(q.Key, nil)
}

func keyOf(it Item) Item { return Item{"pk": it["pk"], "sk": it["sk"]} }

var ownerShape = regexp.MustCompile(`"([CKQRT])#([a-z0-9-]+)`)

// ownerOf is the tenant that a request is about, and whether it is about the tenant itself.
func ownerOf(body []byte) (tenant string, shared bool) {
	found := ownerShape.FindSubmatch(body)
	if found == nil {
		return "", false
	}
	return string(found[2]), found[1][0] == 'T'
}

func (p *Proxy) send(ctx context.Context, header http.Header, target string, body []byte) (answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.backend.String(), bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	req.Header = header.Clone()
	if target != "" {
		req.Header.Set("X-Amz-Target", target)
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read to its end
	data, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, data}, err
}

// look reads items as they are.
func (p *Proxy) look(r *http.Request, writes []write) []Item {
	items := make([]Item, len(writes))
	for i, w := range writes {
		body, err := json.Marshal(map[string]any{"TableName": w.TableName, "Key": w.Key, "ConsistentRead": true})
		if err != nil {
			continue
		}
		got, err := p.send(r.Context(), r.Header, "DynamoDB_20120810.GetItem", body)
		var found reply
		if err == nil && json.Unmarshal(got.body, &found) == nil {
			items[i] = found.Item
		}
	}
	return items
}

func (p *Proxy) countRead(tenant string, shared bool, name string, req request, got answer) {
	var found reply
	_ = json.Unmarshal(got.body, &found) // a failure was read too, as nothing
	bytes := found.Item.Size()
	for _, it := range found.Items {
		bytes += it.Size()
	}
	p.ledger.note(tenant, func(t *Tally) {
		t.Requests++
		t.ByName[name+req.of()]++
		if shared {
			t.Shared++
		}
		t.ReadUnits += readUnits(bytes, req.ConsistentRead)
	})
}

func (p *Proxy) countWrite(tenant, name string, status int, before, after []Item) {
	p.ledger.note(tenant, func(t *Tally) {
		t.Requests++
		t.ByName[name]++
		if status != http.StatusOK {
			t.Refused++
		}
		for i := range before {
			for kind, units := range changeUnits(before[i], after[i], name == "TransactWriteItems") {
				t.WriteUnits += units
				t.ByItem[kind] += units
			}
		}
	})
}
