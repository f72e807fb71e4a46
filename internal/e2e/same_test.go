//go:build e2e

package e2e

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
)

// pairsAtOnce is how many pairs are posted at the same moment. E2E_PAIRS says it for a slow machine.
func pairsAtOnce() int {
	if n, err := strconv.Atoi(os.Getenv("E2E_PAIRS")); err == nil {
		return n
	}
	return 100
}

// pairsInFlight is how many pairs wait for their receipts at the same time: an emulator starts a process for each request, and
// with four hundred of them on two processors its functions time out.
const pairsInFlight = 12

// TestTheSameThroughTwoChannelsAtTheSameMoment posts pairs of complaints, both of a pair at once, through two channels, each in
// its own words and each sent twice: of each pair one case goes on, with one acknowledgement, and the other is a part of it.
func TestTheSameThroughTwoChannelsAtTheSameMoment(t *testing.T) {
	run := strings.ToLower(rand.Text()[:8])
	receipts := make([][2]client.Receipt, pairsAtOnce())
	var crew errgroup.Group
	crew.SetLimit(pairsInFlight)
	for i := range receipts {
		crew.Go(func() error {
			var pair errgroup.Group
			for j, c := range twice(run, i) {
				pair.Go(func() (err error) {
					for range 2 {
						receipts[i][j], err = posted(t, c, fmt.Sprintf("pair-%s-%d-%d", run, i, j))
					}
					return err
				})
			}
			return pair.Wait()
		})
	}
	if err := crew.Wait(); err != nil {
		t.Fatal(err)
	}
	doubled := 0
	for i, pair := range receipts {
		if wantOne(t, mailOf(run, i), pair) {
			doubled++
		}
	}
	if most := 1 + len(receipts)/maxDoubled; doubled > most {
		t.Errorf("%d of %d pairs got a letter more than once; the known window explains %d", doubled, len(receipts), most)
	}
}

// maxDoubled is of how many pairs one may get a letter again. A letter leaves again where a try, of ours or of the SDK, ended before it
// was known to have left, as the README says.
const maxDoubled = 50

// posted files a complaint, again under its key where the gateway had no answer in time.
func posted(t *testing.T, c client.Complaint, key string) (r client.Receipt, err error) {
	t.Helper()
	var p *client.Problem
	for range 5 {
		if r, err = w.real.public.File(t.Context(), c, key); !errors.As(err, &p) || p.Status < http.StatusInternalServerError {
			return r, err
		}
	}
	return r, err
}

func mailOf(run string, i int) string { return fmt.Sprintf("pair.%s.%d@example.com", run, i) }

// twice is one complaint as it is told on the page, and as somebody at the telephone writes it down.
func twice(run string, i int) [2]client.Complaint {
	text := fmt.Sprintf("书桌装好第%d天，左边的抽屉就拉不出来了，桌面也翘起来一块，打了两次电话都没有人来看，我要求维修或者换一张。", i+2)
	web := client.Complaint{
		Channel: complaint.Web, Demand: complaint.Repair, Content: text, Matter: complaint.Matter{Product: "书桌 D-08", Order: fmt.Sprintf("DD-%s-%d", run, i)},
		Complainant: complaint.Complainant{Name: "陈晓岚", Email: mailOf(run, i), Phone: fmt.Sprintf("+86 138%08d", i)},
	}
	phone := web
	phone.Channel, phone.Matter.Product = complaint.Phone, ""
	phone.Content = "客户来电：" + strings.Replace(text, "，我要求维修或者换一张", "，要求修理或换货", 1)
	return [2]client.Complaint{web, phone}
}

// wantOne waits until the case of one receipt has become a part of the other's, counts the letters to their complainant, and says
// whether one left more than once.
func wantOne(t *testing.T, mail string, pair [2]client.Receipt) (doubled bool) {
	t.Helper()
	whole, part := settled(t, pair)
	if part.Union == nil || part.Union.Into != whole.ID || len(whole.Absorbed) != 1 || whole.Phase != complaint.Handling {
		t.Errorf("%s is %s with %+v, %s is %s of %+v", whole.ID, whole.Phase, whole.Absorbed, part.ID, part.Phase, part.Union)
		return false
	}
	if part.ReceivedAt.Before(whole.ReceivedAt) {
		t.Logf("%s goes on, which had its acknowledgement before %s was found", whole.ID, part.ID)
	}
	letters := map[complaint.NoticeKind]int{}
	for _, c := range []complaint.Case{whole, part} {
		notices, err := w.stack.Table().Notices(t.Context(), c.Ref())
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range notices {
			if n.To == complaint.ToComplainant {
				letters[n.Kind]++
			}
		}
	}
	if len(letters) != 2 || letters[complaint.NoticeAcknowledgement] != 1 || letters[complaint.NoticeJoined] != 1 {
		t.Errorf("%s: letters %v", whole.ID, letters)
	}
	mails, err := w.stack.Mails(t.Context(), mail)
	if err != nil {
		t.Fatal(err)
	}
	if len(mails) < 2 {
		t.Errorf("%s: %d mails, want the acknowledgement and word of the merge", whole.ID, len(mails))
	}
	return len(mails) > 2
}

// settled waits until one of two cases is a part of another and both have told their complainant, and answers it last.
func settled(t *testing.T, pair [2]client.Receipt) (whole, part complaint.Case) {
	t.Helper()
	for deadline := time.Now().Add(2 * patience); ; time.Sleep(200 * time.Millisecond) {
		var cases [2]complaint.Case
		told := true
		for i, r := range pair {
			ref := complaint.Ref{Tenant: w.real.id, Case: r.Case}
			var err error
			if cases[i], err = w.stack.Table().Case(t.Context(), ref); err != nil {
				t.Fatal(err)
			}
			told = told && heard(t, ref)
		}
		whole, part = cases[0], cases[1]
		if whole.Phase == complaint.Joint {
			whole, part = part, whole
		}
		if told && part.Phase == complaint.Joint && whole.Phase == complaint.Handling || time.Now().After(deadline) {
			return whole, part
		}
	}
}

// heard says whether all that was ordered of a case was sent.
func heard(t *testing.T, ref complaint.Ref) bool {
	t.Helper()
	notices, err := w.stack.Table().Notices(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notices {
		if n.State != casework.Sent {
			return false
		}
	}
	return len(notices) > 0
}

// TestWhatMayBeTheSameIsProposed: the desk sees what may be the same and why, and answers it; parted cases stay parted.
func TestWhatMayBeTheSameIsProposed(t *testing.T) {
	t.Parallel()
	shownOnce(t)
	first := file(t, w.real, "衣柜右边门板开裂，合页松动，关门会弹开，请派人上门维修。")
	second := client.Complaint{
		Channel: complaint.Phone, Content: "我的柜子出问题了，一直没人管。", Matter: complaint.Matter{Order: first.matter.Order},
		Complainant: complaint.Complainant{Email: first.mail},
	}
	s := &story{t: t, co: w.real, mail: first.mail}
	var err error
	if s.receipt, err = w.real.public.File(t.Context(), second, ""); err != nil {
		t.Fatal(err)
	}
	c := s.until("acknowledged", func(c client.Case) bool { return c.Phase == complaint.Handling })
	if len(c.Twins) != 1 || c.Twins[0].Case != first.receipt.Case || c.Earlier == nil || c.Earlier.Complaints != 1 {
		t.Fatalf("twins %+v, earlier %+v", c.Twins, c.Earlier)
	}
	s.do(w.real.agent, &complaint.NotSame{Case: first.receipt.Case, Reason: "Another wardrobe."})
	s.refused(w.real.agent, &complaint.NotSame{Case: first.receipt.Case, Reason: "Another wardrobe."}, http.StatusConflict)
	if c = s.now(); len(c.Twins) != 0 || len(c.Apart) != 1 {
		t.Errorf("twins %+v, apart %v", c.Twins, c.Apart)
	}
}
