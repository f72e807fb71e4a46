//go:build e2e

package e2e

import (
	"crypto/rand"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"redress/internal/complaint"
	"redress/internal/drift"
	"redress/internal/evaluate"
)

// People assess what the machine read; one of them overrules it. The operator reads the month, and takes what was overruled as
// labelled texts, without anything that says who complained.
func TestOverrulesAreCountedAgainstTheModel(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	co, err := w.found(t.Context(), "drift-"+strings.ToLower(rand.Text()[:6]), realPolicy())
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	sofa := file(t, co, "沙发用了两周，靠背的木架就断了，坐垫也塌了，要求退货。")
	late := file(t, co, "说好五天送到，今天第十六天了，物流还停在外省不动。我叫陈晓岚，电话13812345678。")
	bill := file(t, co, "我早就关掉了自动续费，这个月还是被扣款两次，每次198元。")
	sofa.do(co.agent, &complaint.Assess{})
	overrule := &complaint.Assess{Category: complaint.CategoryContract, Grade: complaint.Major, Reason: "The delivery date is part of the contract."}
	late.do(co.agent, overrule)
	late.do(co.lead, &complaint.Assess{}) // a second word is not counted
	bill.do(co.agent, &complaint.Assess{})

	var r drift.Report
	if err := json.Unmarshal(redress(t, "drift", "--tenant", co.id, "--month", shanghaiMonth(t, began), "--json"), &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Models) != 1 {
		t.Fatalf("models %+v", r.Models)
	}
	f := r.Models[0]
	swapped := slices.ContainsFunc(f.Categories, func(s drift.Swap[complaint.Category]) bool {
		return s.Decided == complaint.CategoryContract && s.N == 1
	})
	if f.Assessed != 3 || f.Confirmed != 2 || f.Overruled != 1 || f.Right != 2 || f.Raised != 1 || !swapped {
		t.Errorf("figures %+v", f)
	}

	labels, err := evaluate.Read(strings.NewReader(string(redress(t, "label", "export", "--tenant", co.id, "--month", shanghaiMonth(t, began)))))
	if err != nil || len(labels) != 1 {
		t.Fatalf("labels %+v, %v", labels, err)
	}
	l := labels[0]
	if l.Category != complaint.CategoryContract || l.Grade != complaint.Major || !strings.Contains(l.Text, "今天第十六天了") {
		t.Errorf("label %+v", l)
	}
	for _, personal := range []string{"陈晓岚", "13812345678", late.mail} {
		if strings.Contains(l.Text, personal) {
			t.Errorf("the label holds %s: %s", personal, l.Text)
		}
	}
}

// redress runs the operator's program.
func redress(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", "redress/cmd/redress"}, args...)...)
	cmd.Env, cmd.Stderr = append(os.Environ(), "STACK="+stackName()), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("redress %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// shanghaiMonth is the month of an instant in the calendar of the tenant.
func shanghaiMonth(t *testing.T, at time.Time) string {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return at.In(zone).Format("2006-01")
}
