package mask

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"redress/internal/complaint"
)

// Complaint is what a complainant said when a case was opened, the scene and then the content, without what tells who they are.
func Complaint(f *complaint.Filed) string {
	return Text(strings.TrimSpace(f.Scene+"\n"+f.Content), f)
}

// Text is a text without what tells who somebody is. What a complaint's record knows of its complainant and of staff is taken out too;
// nil: nothing is known. Masked once more a text stays as it is.
func Text(text string, about *complaint.Filed) string { return Of(about)(text) }

// Of is Text for many texts about the same complaint.
func Of(about *complaint.Filed) func(text string) string {
	rules := append(known(about), forms()...)
	return func(text string) string { return masked(text, rules) }
}

func masked(text string, rules []rule) string {
	text = toSigns.Replace(strings.Map(plain, text))
	for before := ""; text != before; { // what is taken out may leave something that now stands free
		before = text
		for _, r := range rules {
			text = r.apply(text)
		}
	}
	return toWords.Replace(text)
}

// rule takes out what has a form.
type rule struct {
	form *regexp.Regexp
	part int // the group of the form that is taken out; 0: all of it
	is   kind
	keep func(before, found, after string) bool // says that it is something else; nil: it never is
	sort func(found string) kind                // says of what kind it is, instead of is
}

func (r rule) apply(text string) string {
	found := r.form.FindAllStringSubmatchIndex(text, -1)
	if found == nil {
		return text
	}
	var b strings.Builder
	done := 0
	for _, m := range found {
		from, to := m[2*r.part], m[2*r.part+1]
		if from < done || from == to || r.keep != nil && r.keep(text[:from], text[from:to], text[to:]) {
			continue
		}
		is := r.is
		if r.sort != nil {
			is = r.sort(text[from:to])
		}
		b.WriteString(text[done:from])
		b.WriteRune(rune(is))
		done = to
	}
	b.WriteString(text[done:])
	return b.String()
}

// forms are the rules for everybody, those first that hold what others would find in them. They are made when they are first needed: most
// functions never are in need of them, and none should start later for it.
var forms = sync.OnceValue(func() []rule {
	return slices.Concat(links(), codes(), numbers(), places(), names())
})

// links are addresses of the net.
func links() []rule {
	return []rule{
		{form: regexp.MustCompile(`(?i)\b(?:https?://|www\.)[[:graph:]]+`), is: aLink},
		{form: regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), is: aMail},
		{form: regexp.MustCompile(`(?:^|[^A-Za-z0-9])(@[\p{Han}A-Za-z0-9_-]{2,20})`), part: 1, is: anAccount},
		{form: regexp.MustCompile(`(?i)(?:微信号?|wechat(?: id)?|qq号?|v信|vx)(?:[是为：:\s]{0,3})([A-Za-z0-9_-]{5,20})`), part: 1, is: anAccount},
	}
}
