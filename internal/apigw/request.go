package apigw

import (
	"encoding/base64"
	"mime"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/complaint"
)

// Request is what came in through the gateway.
type Request struct {
	Params map[string]string // of the path
	Query  map[string]string
	Form   bool            // the body is a browser's form rather than JSON
	Actor  complaint.Actor // who signed in, where the route is staff's
	Tenant string          // of the path

	headers map[string]string // names in lower case
	body    string
}

// Header answers a header, whatever the case of its name.
func (r *Request) Header(name string) string { return r.headers[strings.ToLower(name)] }

// Said is Header, and whether it came at all.
func (r *Request) Said(name string) (value string, said bool) {
	value, said = r.headers[strings.ToLower(name)]
	return value, said
}

// MaxBody is the longest body taken, in bytes: a complaint of the greatest length in any script, with room to spare.
const MaxBody = 128 << 10

// newRequest reads what the gateway hands over. Of a refused request it answers what could be read.
func newRequest(e events.APIGatewayProxyRequest) (*Request, error) {
	r := &Request{
		Params: e.PathParameters, Query: e.QueryStringParameters, Tenant: e.PathParameters["tenant"],
		headers: make(map[string]string, len(e.Headers)), body: e.Body,
	}
	for name, value := range e.Headers {
		r.headers[strings.ToLower(name)] = value
	}
	if e.IsBase64Encoded {
		plain, err := base64.StdEncoding.DecodeString(e.Body)
		if err != nil {
			return r, complaint.Errorf(complaint.Invalid, "the body cannot be read")
		}
		r.body = string(plain)
	}
	if len(r.body) > MaxBody {
		return r, complaint.Errorf(complaint.TooLarge, "the body has more than %d bytes", MaxBody)
	}
	r.Actor = actorOf(e.RequestContext.Authorizer)
	err := r.checkMedia()
	return r, err
}

// checkMedia takes JSON and browsers' forms; a body without a name is taken for JSON. A form may be empty.
func (r *Request) checkMedia() error {
	named := r.Header("Content-Type")
	if named == "" {
		return nil
	}
	media, _, err := mime.ParseMediaType(named)
	switch {
	case r.body == "" && media != "application/x-www-form-urlencoded":
		return nil
	case err == nil && (media == "application/json" || strings.HasSuffix(media, "+json")):
		return nil
	case err == nil && media == "application/x-www-form-urlencoded":
		r.Form = true
		return nil
	}
	return complaint.Errorf(complaint.Unsupported, "the body must be application/json")
}

// Actor's place in what the authorizer hands on.
const (
	ClaimTenant = "tenant"
	ClaimRole   = "role"
	ClaimUser   = "user"
	ClaimMail   = "mail"
)

// actorOf is who the authorizer says has signed in; on a public route, nobody.
func actorOf(said map[string]any) complaint.Actor {
	word := func(name string) string { s, _ := said[name].(string); return s }
	return complaint.Actor{Role: complaint.Role(word(ClaimRole)), ID: word(ClaimUser), Mail: word(ClaimMail)}
}

// WantsPage says whether a browser asks, which is shown a page rather than JSON.
func (r *Request) WantsPage() bool {
	accept := r.Header("Accept")
	page := strings.Index(accept, "text/html")
	json := strings.Index(accept, "json")
	return page >= 0 && (json < 0 || page < json)
}

// Secret is the secret that came with the request: in a header, or in the address of a link from a mail.
func (r *Request) Secret() string {
	if s := r.Header("Redress-Secret"); s != "" {
		return s
	}
	return r.Query["secret"]
}

// Language is the language asked for, if it is one of ours.
func (r *Request) Language() complaint.Language {
	for _, l := range complaint.Languages {
		if r.Query["lang"] == string(l) {
			return l
		}
	}
	return ""
}

// Prefers is the one of our languages that the browser likes best (RFC 9110, 12.5.4); empty: it names none of them. It is read by hand,
// since golang.org/x/text/language would make every function that has pages 0.14 MB larger.
func (r *Request) Prefers() complaint.Language {
	best, liked := complaint.Language(""), 0.0
	for wish := range strings.SplitSeq(r.Header("Accept-Language"), ",") {
		tag, weight, weighed := strings.Cut(wish, ";")
		tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		like := 1.0
		if weighed {
			like, _ = strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64) // what is no number is no liking
		}
		if like > liked && slices.Contains(complaint.Languages, complaint.Language(tag)) {
			best, liked = complaint.Language(tag), like
		}
	}
	return best
}
