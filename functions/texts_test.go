package functions_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"redress/internal/complaint"
	"redress/internal/knowledge"
)

// probes are texts that a schema and the code must judge alike: what is blank in some script, what is no text, what is
// just short enough, addresses and telephone numbers, right and wrong.
var probes = func() []string {
	texts := []string{
		"", " ", "\t\n", "x", " x ", "x\n", "a\nb", "a\rb", "a\tb", "\u00a0", "\u1680", "\u2000", "\u200b", "\u2028", "\u202f", "\u3000",
		"\ufeff", "\x00", "\x1b", "a\x07", "\v", "\f", "\x7f", "\u0085", "\u009f", "\ufffd", "a\ufffdb", "话", "🛋️", "e\u0301",
		"a@b", "a@b.example", "a.b+c@d.example", "用户@例子.中国", "a..b@c", ".a@b", "a.@b", "a@b.", "a@.b", "@b", "a@", "a b@c", "a@b c",
		"a,b@c", "<a@b>", "A <a@b>", `"a"@b`, `a\b@c`, "a@[127.0.0.1]", "(a)b@c", "a@b@c", "a@b\n", "\na@b", "a@b\r\nBcc: c@d",
		"12345", "1234", "+1 555 0100", "+86 (10) 5555-0100", "++1234567", "-12345", "12345\n", "१२३४५", "1-2/3.4",
	}
	for _, length := range []int{26, 27, 200, 201, 254, 255, 1_000, 1_001, 4_000, 4_001, 10_000, 10_001} {
		texts = append(texts, strings.Repeat("1", length), strings.Repeat("话", length), strings.Repeat("a", length-2)+"@b")
	}
	return texts
}()

// takes says whether a schema of the document takes a text.
func (n node) takes(text string) bool {
	length := utf8.RuneCountInString(text)
	if least, ok := n["minLength"].(int); ok && length < least {
		return false
	}
	if most, ok := n["maxLength"].(int); ok && length > most {
		return false
	}
	if words, ok := n["enum"].([]any); ok && !slices.Contains(words, any(text)) {
		return false
	}
	pattern, ok := n["pattern"].(string)
	return !ok || ofJavaScript(pattern).MatchString(text)
}

// ofJavaScript reads a pattern as the document writes it.
func ofJavaScript(pattern string) *regexp.Regexp {
	return regexp.MustCompile(regexp.MustCompile(`\\u([0-9a-f]{4})`).ReplaceAllString(pattern, `\x{$1}`))
}

// compare holds a text's schema to what the code takes.
func compare(t *testing.T, name string, schema node, takes func(text string) bool) {
	t.Helper()
	for _, text := range probes {
		if in, of := schema.takes(text), takes(text); in != of {
			t.Errorf("%s: the document takes %.40q (%d characters): %v, the code: %v", name, text, utf8.RuneCountInString(text), in, of)
		}
	}
}

// refusedField is the field for which a complaint is refused; empty: it is taken.
func refusedField(change func(*complaint.File)) (refused string) {
	f := complaint.File{
		Channel: complaint.Web, Demand: complaint.Refund, Content: "x",
		Complainant: complaint.Complainant{Email: "a@b.example", Phone: "12345"},
	}
	change(&f)
	defer func() { _ = recover() }() // taken: the rules, which there are none of, are asked
	_, err := complaint.Decide(complaint.Case{}, &f, complaint.TheComplainant, nil, time.Now())
	return fieldOf(err)
}

func fieldOf(err error) string {
	if e, ok := err.(*complaint.Error); ok { //nolint:errorlint // it is not wrapped here
		return e.Field
	}
	return ""
}

// TestTextsOfAComplaint: the document takes the texts that the code takes, and no others.
func TestTextsOfAComplaint(t *testing.T) {
	doc := document(t)
	for field, set := range map[string]func(*complaint.File, string){
		"Complaint content":           func(f *complaint.File, text string) { f.Content = text },
		"Complaint scene":             func(f *complaint.File, text string) { f.Scene = text },
		"Complainant name":            func(f *complaint.File, text string) { f.Complainant.Name = text },
		"Complainant email":           func(f *complaint.File, text string) { f.Complainant.Email = text },
		"Complainant phone":           func(f *complaint.File, text string) { f.Complainant.Phone = text },
		"Complainant region":          func(f *complaint.File, text string) { f.Complainant.Region = text },
		"Complainant customer_number": func(f *complaint.File, text string) { f.Complainant.CustomerNumber = text },
		"Matter product":              func(f *complaint.File, text string) { f.Matter.Product = text },
		"Matter model":                func(f *complaint.File, text string) { f.Matter.Model = text },
		"Matter batch":                func(f *complaint.File, text string) { f.Matter.Batch = text },
		"Matter order":                func(f *complaint.File, text string) { f.Matter.Order = text },
		"Matter bought":               func(f *complaint.File, text string) { f.Matter.Bought = text },
		"Matter store":                func(f *complaint.File, text string) { f.Matter.Store = text },
		"Matter staff":                func(f *complaint.File, text string) { f.Matter.Staff = text },
	} {
		object, name, _ := strings.Cut(field, " ")
		path := name
		if object != "Complaint" {
			path = strings.ToLower(object) + "." + name
		}
		compare(t, field, doc.schema(t, object, "properties", name), func(text string) bool {
			return refusedField(func(f *complaint.File) { set(f, text) }) != path
		})
	}
}

// TestTextsOfQuestions: a question, and the form of a complaint that comes from its page.
func TestTextsOfQuestions(t *testing.T) {
	doc := document(t)
	for _, object := range []string{"Question", "QuestionForm"} {
		compare(t, object, doc.schema(t, object, "properties", "text"), func(text string) bool {
			return complaint.CheckText("text", text, knowledge.MaxText) == nil
		})
	}
	for field, set := range map[string]func(*complaint.File, string){
		"content":           func(f *complaint.File, text string) { f.Content = text },
		"complainant.name":  func(f *complaint.File, text string) { f.Complainant.Name = text },
		"complainant.email": func(f *complaint.File, text string) { f.Complainant.Email = text },
		"complainant.phone": func(f *complaint.File, text string) { f.Complainant.Phone = text },
	} {
		name := strings.TrimPrefix(field, "complainant.")
		compare(t, "ComplaintForm "+name, doc.schema(t, "ComplaintForm", "properties", name), func(text string) bool {
			return refusedField(func(f *complaint.File) { set(f, text) }) != field
		})
	}
}

// TestTextsOfComplainants: a message and an answer to the survey.
func TestTextsOfComplainants(t *testing.T) {
	doc := document(t)
	for _, object := range []string{"Message", "MessageForm"} {
		compare(t, object, doc.schema(t, object, "properties", "text"), func(text string) bool {
			return complaint.Check(&complaint.Write{Text: text}) == nil
		})
	}
	for _, object := range []string{"Answer", "AnswerForm"} {
		compare(t, object, doc.schema(t, object, "properties", "comment"), func(text string) bool {
			return complaint.Check(&complaint.Reply{Answer: complaint.Answer{
				Attitude: 1, Solved: 1, Speed: 1, Process: 1, Overall: 1, Comment: text,
			}}) == nil
		})
		for _, question := range []string{"attitude", "solved", "speed", "process", "overall"} {
			rating := doc.schema(t, object, "properties", question)
			if got := fmt.Sprint(rating["type"], rating["minimum"], rating["maximum"]); got != "integer1 5" {
				t.Errorf("%s %s: %s", object, question, got)
			}
		}
	}
}
